"""Comments beside doubtful words, and the texts about doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docx.document import Document as DocumentType
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.drafts.draft import Reason
from pipeline.core.model import Moment, Spot
from pipeline.core.scans.lines import SURE
from pipeline.core.wording.formatting import time_mark
from pipeline.i18n import N_, Language
from pipeline.outputs.wordml.elements import AUTHOR, element, link, paragraph, run
from pipeline.outputs.wordml.markup import Checked
from pipeline.translations import translator

_INITIALS = "Sst"

_REASONS = {
    Reason.UNSURE: N_("The program was not sure of this."),
    Reason.UNKNOWN: N_("This stands neither in the dictionary nor in the glossary."),
    Reason.IMPLAUSIBLE: N_("This can hardly be right as a number, date or amount."),
    Reason.SUM: N_("The sum is wrong as it was read; with this other reading it is right."),
    Reason.DISAGREES: N_("This amount and the others of its sum do not add up."),
    Reason.UNDECIDED: N_("This may be a spoken command, or a word of the text."),
    Reason.MISCOUNTED: N_("This is said again and again; please count how often."),
    Reason.SPELLED: N_("This was spelled out, and not like this."),
    Reason.CUT_OFF: N_("After this, words may be missing: handwriting or a stamp covers them."),
    Reason.LEARNED: N_("It was corrected like this in two documents of this folder."),
}


_DIFFER = N_("Two readings of this differ.")


def _differ(checked: Checked) -> bool:
    """Whether a doubt comes from another reading alone: the program was sure of its own."""
    doubt = checked.doubt
    return doubt.reason is Reason.UNSURE and bool(doubt.others) and doubt.confidence >= SURE


@dataclass(frozen=True, slots=True)
class DoubtTexts:
    """How a doubt is put into words."""

    language: Language
    """That of the frame."""

    def place(self, checked: Checked) -> str:
        """Page or time."""
        match checked.doubt.evidence:
            case Spot(page=page):
                _ = translator(self.language)
                return _("p. {page}").format(page=page)
            case Moment(start=start):
                return time_mark(start).strip("#")

    def reason(self, checked: Checked) -> str:
        """Why it is to be checked, as a sentence."""
        _ = translator(self.language)
        return _(_DIFFER) if _differ(checked) else _(_REASONS[checked.doubt.reason])

    def unusual_reason(self, checked: Checked) -> tuple[str, ...]:
        """The reason, unless the program was just unsure."""
        return () if checked.doubt.reason is Reason.UNSURE else (self.reason(checked),)

    def confidence(self, checked: Checked) -> str:
        """How sure the program was, or that two readers differ: the first was sure then."""
        _ = translator(self.language)
        if _differ(checked):
            return _(N_("two readings"))
        return _(N_("{percent}% sure")).format(percent=round(100 * checked.doubt.confidence))

    def others(self, checked: Checked) -> tuple[str, ...]:
        """What else it could be, if anything."""
        if not checked.doubt.others:
            return ()
        said = translator(self.language)(N_("or: {readings}"))
        return (said.format(readings=", ".join(checked.doubt.others)),)


def comments(checked: Iterable[Checked], language: Language) -> Iterator[BaseOxmlElement]:
    """A comment for each doubt.

    It says why, how sure the program was, what else it could be, and where it is in the original
    and in the check sheet.
    """
    return (_comment(one, language) for one in checked)


def add_comments(document: DocumentType, content: Iterable[BaseOxmlElement]) -> None:
    """Give ``document`` the comments that its text refers to."""
    root = element("w:comments", *content)
    if len(root):
        name = PackURI("/word/comments.xml")
        part = XmlPart(name, CONTENT_TYPE.WML_COMMENTS, root, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)


def _comment(checked: Checked, language: Language) -> BaseOxmlElement:
    _, texts = translator(language), DoubtTexts(language)
    sign = element(
        "w:r",
        element("w:rPr", element("w:rStyle", val="CommentReference")),
        OxmlElement("w:annotationRef"),
    )
    said = texts.reason(checked)
    if not _differ(checked):
        said += f" {texts.confidence(checked)}."
    row = _("No. {number} in the check sheet").format(number=checked.row_number)
    where = (
        run(f"{texts.place(checked)} · ", language),
        link(checked.row, run(row, language, style="Hyperlink", proof=False)),
    )
    return element(
        "w:comment",
        paragraph("CommentText", sign, run(said, language)),
        *(paragraph("CommentText", run(others, language)) for others in texts.others(checked)),
        paragraph("CommentText", *where),
        id=checked.number,
        author=AUTHOR,
        initials=_INITIALS,
    )
