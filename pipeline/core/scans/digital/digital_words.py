"""Whether the words that a page brings along are those that it shows.

A PDF's words are what its author's program, or an earlier OCR, says of the glyphs: that can be
shifted, missing, of another encoding or simply misread. Words of no language are looked at, and the
words of an invisible text layer always are: a few of them are read from the picture and compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.core.wording.language import language_of
from pipeline.i18n import N_, Translate

Known = Callable[[str], bool | None]
"""Whether a word stands in a dictionary; None where there is none."""

_FOLDED = dict.fromkeys(
    (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF), ""
) | {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st",
    **dict.fromkeys((0x00A0, 0x2007, 0x202F), " "),
}  # fmt: skip
"""Ligatures as letters, fixed spaces as spaces, signs without width as nothing."""
_JOINERS = {0x200C, 0x200D, 0x200E, 0x200F}
"""They shape Arabic and Indic scripts, in which they stay."""
_JOINING_SCRIPTS = 0x0590
"""The first sign of Hebrew, and of the scripts behind it."""
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
"""It cuts a word at a line's end, and is not seen elsewhere."""
_BROKEN = re.compile(r"Ã[\u0080-\u00BF\u0152-\u2122]|â€|Â[\u00A0-\u00BF]|ï¬")
"""UTF-8 that was taken for Windows-1252: "fÃ¼r", "â€“"."""
_MANY_ODD = 0.1
"""Share of signs that no text has; bullets of symbol fonts are fewer."""
_MANY_SIGNS = 6
"""Different signs on a page that may stand for letters."""
_LOOKED_UP, _CLOSELY = 14, 60
"""Words of a page that are looked up, and of one that shows more than its words."""
_LETTERS = 4
"""Of a word that is looked up."""
_UNKNOWN, _UNKNOWN_SHARE = 3, 0.4
"""Unknown words, and their share of those looked up, that raise a doubt."""
_SAMPLED = 8
"""Words that are read from the picture."""
_NUMBERS = 4
"""Numbers among them, where there are any."""
_SURE, _VERY_SURE = 0.7, 0.9
"""Confidence from which the reading counts, with a dictionary and without."""
_ALIKE = 0.75
"""Ratio from which two words are the same but for a slip."""
_OTHERWISE, _OTHERWISE_SHARE = 2, 0.5
"""Words read quite differently, and their share, by which a page is not believed."""
_SLIPS, _SLIPS_SHARE = 2, 0.3
"""The same of words that are no words, where the reading has words."""
_CONFIRMED, _SLIPS_OF_ALL = 0.5, 0.03
"""Share of a page's words that its reading has in their places, and of slips among all."""
_MARKS = ".,;:!?()[]{}<>\"'`„“”’»«…*•·|/\\–—-_~=+#°§%€$"

_COVERED = N_(
    "Words under black bars: {number}. They are not in the draft, but still in the PDF, where "
    "anyone can copy them. Please do not pass the PDF on."
)
_UNSEEN = N_(
    "Words in the file that no page shows (white on white, tiny, beside the page or on a hidden "
    "layer): {number}. They are not in the draft, but still in the PDF."
)
_REPLACED = N_(
    "The invisible text that the file brought along was wrong on these pages: {pages}. They were "
    "read anew, and the text was replaced."
)
_RENEWED = N_(
    "What can be copied from the file is not what these pages show: {pages}. They were read anew. "
    "Whoever searches or copies in the PDF finds both, the wrong text and the right one."
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A word as the page brings it and as its picture was read.

    ``read`` is empty where nothing was read; ``confidence`` is the reader's.
    """

    brought: str
    read: str
    confidence: float


def plain_text(text: str) -> str:
    """The text with letters for ligatures, and without signs that nobody sees.

    A soft hyphen stays at the end, where it cuts a word. Spaces may appear.
    """
    latin = all(ord(letter) < _JOINING_SCRIPTS for letter in text)
    folded = {code: sign for code, sign in _FOLDED.items() if latin or code not in _JOINERS}
    whole = text.translate(folded)
    return whole[:-1].replace(SOFT_HYPHEN, "") + whole[-1:] if whole else whole


def odd_share(texts: Iterable[str]) -> float:
    """The share of signs that no text has: control, private, unassigned, U+FFFD."""
    letters = [letter for text in texts for letter in text if not letter.isspace()]
    odd = sum(
        letter == "\N{REPLACEMENT CHARACTER}" or unicodedata.category(letter) in ("Cc", "Co", "Cn")
        for letter in letters
    )
    return odd / len(letters) if letters else 0.0


def same_shape(one: str, other: str) -> bool:
    """Whether both are numbers written alike: "87,40" and "67,10"."""
    shapes = [
        "".join("0" if sign.isdigit() else sign for sign in text.strip(_MARKS))
        for text in (one, other)
    ]
    return shapes[0] == shapes[1] and "0" in shapes[0]


def letters_of(text: str) -> str:
    """What counts when words are compared."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def doubted_numbers(texts: Sequence[str]) -> tuple[int, ...]:
    """Which numbers of a page to compare with its picture: amounts, dates, postcodes."""
    numbers = [at for at, text in enumerate(texts) if _is_number(_bare(text))]
    longer = [at for at in numbers if sum(map(str.isdigit, texts[at])) > 2]  # noqa: PLR2004
    return _spread(longer or numbers, texts, _NUMBERS)


def _is_number(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return digits > 1 and 2 * digits > len(text)


def other_digits(readings: Iterable[Reading]) -> int:
    """How many numbers were read very surely with other digits."""
    return sum(
        each.confidence >= _VERY_SURE
        and _is_number(_bare(each.brought))
        and same_shape(each.brought, each.read)
        and letters_of(each.brought) != letters_of(each.read)
        for each in readings
    )


def doubted_words(
    texts: Sequence[str], known: Known, *, layer: bool, incomplete: bool = False
) -> tuple[int, ...]:
    """Which words of a page to compare with its picture; none if it is believed.

    ``texts`` in reading order. ``layer``: the words are invisible, those of an earlier OCR.
    ``incomplete``: the page shows more text, perhaps letters that its words lack.
    """
    if odd_share(texts) > _MANY_ODD or _mostly_signs(texts):
        return _spread(range(len(texts)), texts)
    texts = [plain_text(text) for text in texts]
    broken = [at for at, text in enumerate(texts) if _is_broken(text)]
    if broken:
        return _spread(broken, texts)
    words = [at for at, text in enumerate(texts) if _is_word(_bare(text))]
    looked_up = _spread(words, texts, _CLOSELY if incomplete else _LOOKED_UP)
    unknown = [at for at in looked_up if known(_bare(texts[at])) is False]
    if layer:
        others = [at for at in looked_up if at not in set(unknown)]
        short = [at for at, text in enumerate(texts) if any(map(str.isalnum, text))]
        picked = list(dict.fromkeys((*unknown, *others, *_spread(short, texts))))
        return tuple(sorted({*picked[:_SAMPLED], *doubted_numbers(texts)}))
    if len(unknown) >= max(_UNKNOWN, _UNKNOWN_SHARE * len(looked_up)) or (incomplete and unknown):
        return _spread(unknown, texts)
    lettered = [at for at, text in enumerate(texts) if sum(map(str.isalpha, text)) >= _LETTERS]
    nothing_known = all(known(_bare(texts[at])) is None for at in looked_up)
    if (nothing_known or len(lettered) > 2 * len(words)) and language_of(texts) is None:
        return _spread(lettered, texts)
    return ()


def undecided(readings: Sequence[Reading]) -> bool:
    """Whether hardly a word could be read, though all are of our alphabet.

    Boxes that do not fit the glyphs are one reason: only the whole page can tell.
    """
    sure = [each for each in readings if each.read and each.confidence >= _SURE]
    return len(sure) < min(_OTHERWISE, len(readings)) and not any(
        _is_foreign(each.brought) for each in readings
    )


def contradicted(readings: Iterable[Reading], known: Known) -> bool:
    """Whether the picture says something else than the page's words.

    A number with other digits is enough. Only sure readings count, and of slips only those that
    make a word of what is none: names and words of another language are not doubted.
    """
    readings = list(readings)
    if other_digits(readings):
        return True
    judged = [each for each in readings if each.read and each.confidence >= _SURE]
    otherwise, slips, same = 0, 0, 0
    for each in judged:
        brought, read = letters_of(each.brought), letters_of(each.read)
        if brought == read or _without_accents(brought) == read:
            same += 1  # readers of one language lose the accents of another
        elif not _says_more(each, known):
            continue
        elif SequenceMatcher(None, brought, read, autojunk=False).ratio() < _ALIKE:
            otherwise += 1
        elif known(_bare(plain_text(each.brought))) is False:
            slips += 1
    return otherwise >= max(_OTHERWISE, _OTHERWISE_SHARE * len(judged)) or (
        otherwise + slips >= max(_SLIPS, _SLIPS_SHARE * len(judged))
        and otherwise + slips >= same / 2
    )


def confirmed(readings: Iterable[Reading], known: Known) -> bool:
    """Whether the reading of a whole page has the words that it brings, in their places.

    Then names, numbers and words of other languages are right, however they were misread. Words of
    a language read for what is none, or other digits, more than reading errs, confirm nothing.
    """
    readings = list(readings)
    compared = [each for each in readings if letters_of(each.brought) or letters_of(each.read)]
    same, alike, slips = 0, 0, 0
    for each in compared:
        brought, read = letters_of(each.brought), letters_of(each.read)
        if brought and read in (brought, _without_accents(brought)):
            same += 1
        elif known(_bare(plain_text(each.brought))) is False and known(_bare(each.read)):
            slips += 1
        else:
            alike += SequenceMatcher(None, brought, read, autojunk=False).ratio() >= _ALIKE
    return (
        bool(compared)
        and same + alike >= _CONFIRMED * len(compared)
        and slips < max(_SLIPS, _SLIPS_OF_ALL * len(compared))
        and other_digits(readings) < max(1, _SLIPS_OF_ALL * len(compared))
    )


def known_share(texts: Iterable[str], known: Known) -> float | None:
    """The share of words, of those long enough, that stand in a dictionary.

    None without a dictionary, 0 without such words.
    """
    answers = [known(word) for word in map(_bare, map(plain_text, texts)) if _is_word(word)]
    if answers and all(answer is None for answer in answers):
        return None
    return sum(map(bool, answers)) / len(answers) if answers else 0.0


def _says_more(reading: Reading, known: Known) -> bool:
    """Whether the reading is a word; without a dictionary, whether it is a sure one."""
    words = [word for word in map(_bare, reading.read.split()) if _is_word(word)]
    answers = [known(word) for word in words]
    if answers and all(answer is None for answer in answers):
        return reading.confidence >= _VERY_SURE and not _is_foreign(reading.brought)
    return any(answers)


def _is_foreign(text: str) -> bool:
    """Whether it is in a script that is read right to left, or by no alphabet of ours."""
    return any(
        letter.isalpha()
        and unicodedata.category(letter) != "Co"
        and "LATIN" not in unicodedata.name(letter, "LATIN")
        for letter in text
    )


def _spread(places: Iterable[int], texts: Sequence[str], most: int = _SAMPLED) -> tuple[int, ...]:
    """The longest word of each of ``most`` parts of the page."""
    places = list(places)
    size = max(1.0, len(places) / most)
    parts = [places[round(at * size) : round((at + 1) * size)] for at in range(most)]
    return tuple(max(part, key=lambda at: len(texts[at])) for part in parts if part)


def _mostly_signs(texts: Sequence[str]) -> bool:
    """Whether most words have neither letters nor digits, dots and rules aside."""
    words = [text for text in texts if len(set(text)) > 1 or any(map(str.isalnum, text))]
    signs = [text for text in texts if not any(map(str.isalnum, text))]
    varied = {sign for text in signs for sign in text}
    return len(varied) >= _MANY_SIGNS and len(signs) > len(words) / 2


def _is_broken(text: str) -> bool:
    """Whether it shows another encoding, letters of two scripts, or signs that no text has."""
    odd = any(map(str.isalpha, text)) and odd_share([text]) > 0
    return odd or bool(_BROKEN.search(text)) or _mixed_scripts(text)


def _bare(text: str) -> str:
    return text.strip(_MARKS)


def _is_word(text: str) -> bool:
    return len(text) >= _LETTERS and text.isalpha()


def _without_accents(text: str) -> str:
    return "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )


def _mixed_scripts(text: str) -> bool:
    """Whether letters of a word look Latin and are not, or the other way round."""
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha()}
    return "LATIN" in scripts and not scripts.isdisjoint({"CYRILLIC", "GREEK"})


def own_text_sentences(
    translate: Translate, *, covered: int, unseen: int, replaced: str, renewed: str
) -> list[str]:
    """What a reader must know of the words that a document brings along.

    ``covered`` and ``unseen`` count words, the others name pages: those whose invisible text was
    ``replaced``, and those whose wrong text is still there.
    """
    return [
        *([translate(_REPLACED).format(pages=replaced)] if replaced else []),
        *([translate(_RENEWED).format(pages=renewed)] if renewed else []),
        *([translate(_COVERED).format(number=covered)] if covered else []),
        *([translate(_UNSEEN).format(number=unseen)] if unseen else []),
    ]
