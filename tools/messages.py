"""Collects the sentences to translate and updates the German catalogue.

New sentences appear in the .po file with an empty msgstr to fill in, those that are gone vanish,
and the .mo file is compiled. Sentences are sorted and carry no dates and no line numbers, so that a
difference in the catalogue is always a difference in what people read. Sentences are found in the
syntax tree: pybabel does not see those inside f-strings.

    python -m tools.messages
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

_ROOT = Path(__file__).parent.parent
GERMAN = _ROOT / "pipeline" / "locale" / "de" / "LC_MESSAGES" / "schreibstube.po"


def main() -> None:
    """Write the catalogue, source and compiled, and list what is left to do."""
    german = catalogue()
    wanted = set(source_messages())
    for message in list(german):
        if message.id and message.id not in wanted:
            german.delete(message.id)
    for sentence in wanted:
        if sentence not in german:
            german.add(sentence, "")
    for message in german:
        if message.id and not message.string:
            print(f"to translate: {message.id}")
    with GERMAN.open("wb") as file:
        write_po(file, german, width=0, sort_output=True, ignore_obsolete=True)
    GERMAN.with_suffix(".mo").write_bytes(mo_bytes(german))


def source_messages() -> Iterator[str]:
    """The sentences in ``_(…)`` and ``N_(…)`` in the two packages."""
    for folder in ("pipeline", "workers"):
        for file in sorted((_ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(
                        func=ast.Name(id="_" | "N_"), args=[ast.Constant(value=str(sentence))]
                    ):
                        yield sentence
                    case _:
                        pass


def catalogue() -> Catalog:
    """The German catalogue as it is."""
    with GERMAN.open("rb") as file:
        return read_po(file, locale="de", abort_invalid=True)


def placeholders(sentence: str) -> set[str]:
    """The names in braces that values are put in for."""
    return {
        name
        for _text, name, _format, _conversion in Formatter().parse(sentence)
        if name is not None
    }


def mo_bytes(messages: Catalog) -> bytes:
    """The catalogue as a .mo file."""
    file = BytesIO()
    write_mo(file, messages)
    return file.getvalue()


if __name__ == "__main__":
    main()
