"""Profile and glossary in force for a folder of the inbox.

The nearest one of each counts: in the file's own folder, else in a folder above it up to the inbox
itself. Parsed once into frozen values; all mistakes are reported together, with their lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pydantic import ValidationError

from pipeline.config.explanations import LONGER, errors_of, mistakes_in_file
from pipeline.config.text_files import Unreadable, name_in, nearest, text_of, toml_of
from pipeline.core.naming import comparison_key, readable
from pipeline.core.office.intake import GLOSSARY, PROFILE
from pipeline.errors import ProfileWrong
from pipeline.files import reaching
from pipeline.i18n import N_
from pipeline.mistakes import Mistake
from pipeline.office.profiles.schema import LONGEST_TERM, Profile
from pipeline.office.profiles.word_template import check_template, check_word

_LARGEST_GLOSSARY = 400
"""Characters of all terms, each with a comma and space.

Source: Whisper heeds 223 tokens of a prompt, and German names take about one for 2.3 characters;
the rest is for participants and the file's name (docs/benchmarks/prompting.md).
"""


def profile_of(inbox: Path, folder: str) -> Profile:
    """The profile for files in ``folder``, a path below ``inbox``.

    The defaults where there is none.

    Raises:
        ProfileWrong: it has mistakes, or cannot be read.
        FolderUnreachable: the inbox is gone.
    """
    with reaching(inbox):
        place = nearest(inbox, folder, PROFILE)
    return Profile() if place is None else _profile_in(inbox / place, readable(place))


def template_of(inbox: Path, folder: str) -> str | None:
    """The Word template for files in ``folder``, or None.

    A path relative to the inbox.

    Raises:
        ProfileWrong: the profile has mistakes, or the template cannot be used.
        FolderUnreachable: the inbox is gone.
    """
    with reaching(inbox):
        place = nearest(inbox, folder, PROFILE)
        if place is None:
            return None
        wanted, above = (
            _profile_in(inbox / place, readable(place)).draft.template,
            place.rpartition("/")[0],
        )
        name = name_in(inbox / above, comparison_key(wanted)) if wanted else None
    return name if name is None or not above else f"{above}/{name}"


def template_content(inbox: Path, folder: str) -> bytes | None:
    """The bytes of that template, which are a Word file.

    Raises:
        ProfileWrong: the profile has mistakes, or the template cannot be used.
        FolderUnreachable: the inbox is gone.
    """
    place = template_of(inbox, folder)
    if place is None:
        return None
    try:
        with reaching(inbox):
            content = (inbox / place).read_bytes()
        check_word(BytesIO(content))
    except Unreadable as error:
        raise ProfileWrong.of(readable(place), [error.mistake]) from error
    return content


def glossary_of(inbox: Path, folder: str) -> tuple[str, ...]:
    """The terms of the glossary for files in ``folder``, in order.

    One term a line; lines that begin with ``#`` are comments.

    Raises:
        ProfileWrong: it is too long, or cannot be read.
        FolderUnreachable: the inbox is gone.
    """
    with reaching(inbox):
        place = nearest(inbox, folder, GLOSSARY)
    if place is None:
        return ()
    try:
        lines = [" ".join(line.split()) for line in text_of(inbox / place).splitlines()]
    except Unreadable as error:
        raise ProfileWrong.of(readable(place), [error.mistake]) from error
    terms = [
        (number, line)
        for number, line in enumerate(lines, start=1)
        if line and not line.startswith("#")
    ]
    mistakes = list(_too_long(terms))
    if mistakes:
        raise ProfileWrong.of(readable(place), mistakes)
    return tuple(dict.fromkeys(term for _, term in terms))


def _too_long(terms: list[tuple[int, str]]) -> Iterator[Mistake]:
    filled = 0
    for number, term in terms:
        if len(term) > LONGEST_TERM:
            yield Mistake(LONGER, (("limit", LONGEST_TERM),), number)
        filled += len(term) + len(", ")
        if filled > _LARGEST_GLOSSARY:
            said = N_("from here on it is too long, more than {limit} characters in all")
            yield Mistake(said, (("limit", _LARGEST_GLOSSARY),), number)
            return


def _profile_in(file: Path, shown: str) -> Profile:
    text = ""
    try:
        text = text_of(file)
        profile = Profile(**toml_of(text))
        if profile.draft.template is not None:
            check_template(file.parent, profile.draft.template, text)
        return profile  # noqa: TRY300 - what is wrong with it is told below
    except Unreadable as error:
        mistakes = [error.mistake]
    except ValidationError as error:
        mistakes = mistakes_in_file(errors_of(error), text, Profile)
    raise ProfileWrong.of(shown, sorted(mistakes, key=lambda mistake: (mistake.line, mistake.key)))
