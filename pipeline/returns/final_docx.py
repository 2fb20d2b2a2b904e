"""The final Word file: what a person made of a draft, without what is ours.

The returned file is changed in place, part by part, so that all that the office and the person put
into it stays: paper, styles, pictures, notes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.corrections.model import FinalWord
from pipeline.files import reaching
from pipeline.files import replace as replace_file
from pipeline.outputs.wordml.properties import with_property
from pipeline.outputs.wordml.speaker_controls import NAMESPACE
from pipeline.returns.contents import Contents, opened
from pipeline.returns.final.accepting import accept_changes
from pipeline.returns.final.appearance import appearance
from pipeline.returns.final.draft_hints import open_fields, remove_draft_hints
from pipeline.returns.final.fillable import make_plain
from pipeline.returns.final.our_frame import remove_draft_line, remove_our_frame
from pipeline.returns.final.our_marks import remove_our_marks, write_speakers
from pipeline.returns.final.own_look import (
    has_content,
    remove_header_line,
    remove_line_numbers,
    remove_remarks_on_pictures,
    remove_title,
    remove_title_in_footer,
    set_release_apart,
    without_frame,
)
from pipeline.returns.final.page_margins import gather_margins
from pipeline.returns.final.told import Told, Written
from pipeline.returns.final.word_edits import put_words
from pipeline.returns.finals import FINAL
from pipeline.returns.origin import origin
from pipeline.returns.our_words import parted
from pipeline.returns.reading import style_names
from pipeline.returns.resolved.resolving import visible
from pipeline.returns.return_errors import ReturnDamaged
from pipeline.returns.speaker_names import SpeakerNames

_TYPES, _PROPERTIES = "[Content_Types].xml", "docProps/custom.xml"


def write_final(
    returned: Path,
    target: Path,
    *,
    words: tuple[FinalWord, ...],
    told: Told,
) -> Written:
    """Write the final of a returned ``.docx``, whole or not at all.

    Returned is what is known of it. No second one needs to be made that shows the same.

    ``words`` are those of the file, with what the check sheet says. All changes are accepted;
    marks, comments, check sheet, and the frame that only a draft has are gone. The line that says
    who released the text stays if that is ticked. Equal input gives equal bytes.

    Raises:
        ReturnDamaged, ReturnTooBig: it is not as it was when it was read.
        DiskFull: no room beside ``target``.
        FolderUnreachable: its folder is gone or may not be written.
    """
    with opened(returned) as contents:
        final = _Final(contents)
        final.accept()
        final.put(words, told, returned)
        final.enter(told.job)
        final.clear_look()
        final.drop_pictures()
        content, written = final.packed(), Written(final.appearance(), final.open_fields)
    with reaching(target.parent):
        replace_file(target, content)
    return written


class _Final:
    """The parts of a Word file in the making."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        kinds = ("header", "footer", "footnotes", "endnotes")
        self._main = contents.tree(contents.main)
        self._others = {
            name: contents.tree(name)
            for name in contents.names
            if name.startswith("word/")
            and name.endswith(".xml")
            and name.removeprefix("word/").startswith(kinds)
        }
        self._changed: dict[str, bytes] = {}
        self._gone: set[str] = set()
        self.open_fields = 0

    def accept(self) -> None:
        """Accept all changes, and make words of fields, wherever they are."""
        for tree in (self._main, *self._others.values()):
            accept_changes(tree)
            make_plain(tree)

    def put(self, words: tuple[FinalWord, ...], told: Told, returned: Path) -> None:
        """Put the words in, and take out what is ours.

        Raises:
            ReturnDamaged: there is no text.
        """
        contents, body = self._contents, self._main.find(qn("w:body"))
        if body is None:
            raise ReturnDamaged
        store = origin(contents, self._main, returned).store
        seen = visible(body, style_names(contents), dict(self._notes()))
        names = SpeakerNames.of(seen, store, dict(told.names))
        parts = parted(seen.paragraphs)
        put_words(parts.text, names, tuple(word.text for word in words))
        write_speakers(self._main, names.shown)
        remove_our_frame(body, parts, released=told.release.ticked)
        remove_draft_hints(parts, told.engine)
        self.open_fields = open_fields(parts)
        remove_title(parts, told.left_out)
        remove_remarks_on_pictures(parts)
        set_release_apart(parts)
        remove_line_numbers(body)
        gather_margins(body, parts, told.language)
        for tree in (self._main, *self._others.values()):
            remove_our_marks(tree)
        for name, tree in self._others.items():
            if name.startswith("word/header"):
                remove_draft_line(tree)
            elif name.startswith("word/footer"):
                remove_title_in_footer(tree, told.left_out)

    def enter(self, job: str) -> None:
        """Name the correction in the properties, and switch tracking off."""
        contents = self._contents
        for name in contents.names:
            if name.startswith("word/comments") or self._is_store(name):
                self._gone.add(name)
        settings = contents.related(contents.main, "/settings")
        if settings is not None:
            tree = contents.tree(settings)
            for each in tree.findall(qn("w:trackRevisions")):
                tree.remove(each)
            self._changed[settings] = serialize_part_xml(tree)
        properties = contents.related("", "/custom-properties")
        if properties is not None:
            tree = with_property(contents.tree(properties), FINAL, job)
            self._changed[properties] = serialize_part_xml(tree)
        else:
            self._add_properties(job)

    def clear_look(self) -> None:
        """Take away what only a draft looks like: the header's line, the frames in pictures."""
        contents = self._contents
        styles = contents.related(contents.main, "/styles")
        heads = (tree for name, tree in self._others.items() if name.startswith("word/header"))
        if styles is not None and not any(has_content(head) for head in heads):
            tree = contents.tree(styles)
            remove_header_line(tree)
            self._changed[styles] = serialize_part_xml(tree)
        for name in contents.names:
            if name.startswith("word/media/") and name.endswith(".png"):
                picture = contents.blob(name)
                plain = without_frame(picture)
                if plain != picture:
                    self._changed[name] = plain

    def drop_pictures(self) -> None:
        """Leave out pictures that are shown no more, as those of the check sheet.

        Else lines of the original would go out with a document that does not show them.
        """
        shown = set[str]()
        for part, tree in ((self._contents.main, self._main), *self._others.items()):
            named = {str(value) for each in tree.iter() for value in each.attrib.values()}
            pictures = self._contents.relations(part, "/image")
            shown |= {name for key, name in pictures.items() if key in named}
        pictures = self._contents.relations(self._contents.main, "/image")
        self._gone |= set(pictures.values()) - shown

    def packed(self) -> bytes:
        """The package, with fixed dates."""
        changed = {name: serialize_part_xml(tree) for name, tree in self._others.items()}
        changed |= {self._contents.main: serialize_part_xml(self._main), **self._changed}
        changed = {name: content for name, content in changed.items() if name not in self._gone}
        gone = self._gone | {name for name in self._contents.names if self._belongs_to_gone(name)}
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
            for name in sorted(self._contents.names, key=lambda name: (name != _TYPES, name)):
                if name not in gone and not name.endswith("/"):
                    content = changed.pop(name) if name in changed else self._kept(name)
                    package.writestr(_entry(name), content)
            for name, content in sorted(changed.items()):
                package.writestr(_entry(name), content)
        return packed.getvalue()

    def appearance(self) -> str:
        """The checksum of what is seen."""
        parts = sorted(self._others.items())
        margins = ("word/header", "word/footer")
        pictures = (
            self._changed.get(name) or self._contents.blob(name)
            for name in self._contents.names
            if name.startswith("word/media/") and name not in self._gone
        )
        return appearance(
            (self._main, *(tree for name, tree in parts if not name.startswith(margins))),
            (tree for name, tree in parts if name.startswith(margins)),
            pictures,
        )

    def _notes(self) -> Iterator[tuple[tuple[str, str], BaseOxmlElement]]:
        for kind in ("footnote", "endnote"):
            part = self._contents.related(self._contents.main, f"/{kind}s")
            if part in self._others:
                for note in self._others[part].findall(qn(f"w:{kind}")):
                    yield (kind, note.get(qn("w:id"), "")), note

    def _is_store(self, name: str) -> bool:
        """Whether a part is the store of the speakers' names, or says what it is."""
        return (
            name.startswith("customXml/item")
            and name.endswith(".xml")
            and NAMESPACE.encode() in self._contents.blob(name)
        )

    def _belongs_to_gone(self, name: str) -> bool:
        """Whether these are the relations of a part that is gone."""
        folder, _, file = name.rpartition("/_rels/")
        return bool(file) and f"{folder}/{file.removesuffix('.rels')}" in self._gone

    def _kept(self, name: str) -> bytes:
        """A part, without the relations to parts that are gone, and their types."""
        if name == _TYPES:
            return self._types()
        if not (self._gone and name.endswith(".rels")):
            return self._contents.blob(name)
        tree = self._contents.tree(name)
        for each in list(tree):
            target = str(each.get("Target", ""))
            within = each.get("TargetMode") != "External"
            if within and any(
                gone.endswith(f"/{target.rpartition('/')[2]}") for gone in self._gone
            ):
                tree.remove(each)
        return serialize_part_xml(tree)

    def _types(self) -> bytes:
        tree = self._contents.tree(_TYPES)
        for each in list(tree):
            if str(each.get("PartName", "")).lstrip("/") in self._gone:
                tree.remove(each)
        if _PROPERTIES in self._changed and _PROPERTIES not in self._contents.names:
            made = tree.makeelement(f"{{{_NAMES_OF_TYPES}}}Override")
            made.set("PartName", f"/{_PROPERTIES}")
            made.set("ContentType", _CONTENT)
            tree.append(made)
        return serialize_part_xml(tree)

    def _add_properties(self, job: str) -> None:
        """Give a file properties that has none, as some programs drop them."""
        self._changed[_PROPERTIES] = serialize_part_xml(with_property(None, FINAL, job))
        relations = self._contents.tree("_rels/.rels")
        made = relations.makeelement(f"{{{_NAMES_OF_RELATIONS}}}Relationship")
        made.set("Id", "rIdSchreibstube")
        made.set("Type", _RELATION)
        made.set("Target", _PROPERTIES)
        relations.append(made)
        self._changed["_rels/.rels"] = serialize_part_xml(relations)


_NAMES_OF_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_NAMES_OF_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # dated 1980
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
