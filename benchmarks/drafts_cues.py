"""How many suggestions for minutes are right, and how many are missed.

On sentences that say what they are.

python -m benchmarks.drafts_cues [--wrong]

The sentences are in tests/resources/cues_de.tsv and cues_en.tsv; what their parts are is in
tests/resources/README.md. Prints a section of docs/benchmarks/drafts.md: takes seconds, starts no
engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from benchmarks.mistakes import Mistake, print_figures
from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.wording.cues import candidates
from pipeline.core.wording.cues.candidates import Candidate, CandidateKind, Votes

SAID_ON = date(2025, 11, 12)
"""The Wednesday on which all sentences were said."""
_FIELDS = {
    CandidateKind.ITEM: ("number",),
    CandidateKind.DECISION: ("votes",),
    CandidateKind.TASK: ("who", "due"),
}
"""What matters of a suggestion of each kind."""
LANGUAGES = {"de": "German", "en": "English"}
_RESOURCES = Path(__file__).parents[1] / "tests" / "resources"
_SPEAKERS = {"de": "Sprecher 1", "en": "Speaker 1"}
_PARTICIPANTS = {"de": ("Anna Müller", "Mehmet Kaya", "Jana Weber", "Thomas Schulz"), "en": ()}
_HELD_OUT = "held"
"""The part that is only measured: rules are not tuned by it."""
_WORD, _SILENCE = 0.3, 0.1
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as Whisper writes it, and the suggestion it should lead to.

    No ``kind`` if none.

    ``due`` is a day, "?" for words that mean no particular one, or empty; ``votes`` yes, no and
    abstentions, "-" for what was not said.
    """

    language: str
    part: str
    kind: CandidateKind | None
    number: str
    who: str
    due: str
    votes: str
    said: str


@dataclass(frozen=True, slots=True)
class Score:
    """The suggestions of one kind: there, found, found in full, and in vain."""

    there: int = 0
    found: int = 0
    exact: int = 0
    false: int = 0

    def __add__(self, other: Score) -> Score:
        """Both together."""
        return Score(
            self.there + other.there,
            self.found + other.found,
            self.exact + other.exact,
            self.false + other.false,
        )

    @property
    def precision(self) -> float:
        """The share of the suggestions that are right; 1 if there are none."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 if nothing is there."""
        return self.found / self.there if self.there else 1.0


def corpus(language: str) -> tuple[Sentence, ...]:
    """The sentences of a language, in the order of writing."""
    lines = (_RESOURCES / f"cues_{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return tuple(
        Sentence(
            language,
            part,
            None if kind == "-" else CandidateKind(kind),
            number,
            who,
            due,
            votes,
            said,
        )
        for part, kind, number, who, due, votes, said in rows
    )


def suggestions(sentence: Sentence) -> tuple[Candidate, ...]:
    """What is suggested if nothing else is said."""
    words = tuple(
        SpokenWord(word, place * _WORD, (place + 1) * _WORD - _SILENCE, 0.9)
        for place, word in enumerate(sentence.said.split())
    )
    utterance = Utterance(words, sentence.language, _SPEAKERS[sentence.language])
    return candidates([utterance], day=SAID_ON, participants=_PARTICIPANTS[sentence.language])


def scores(sentences: Sequence[Sentence]) -> dict[CandidateKind, Score]:
    """How well each kind is found."""
    score = dict.fromkeys(CandidateKind, Score())
    for sentence in sentences:
        found = suggestions(sentence)
        for candidate in found:
            if candidate.kind is not sentence.kind:
                score[candidate.kind] += Score(false=1)
        if sentence.kind is not None:
            right = [candidate for candidate in found if candidate.kind is sentence.kind]
            exact = any(_fields(candidate) == _expectation(sentence) for candidate in right)
            score[sentence.kind] += Score(
                there=1, found=bool(right), exact=exact, false=max(0, len(right) - 1)
            )
    return score


def mistakes() -> Iterator[Mistake]:
    """The sentences that lead to a wrong, missing or incomplete suggestion."""
    for language in LANGUAGES:
        for sentence in corpus(language):
            kind = sentence.kind
            expected = "nothing" if kind is None else _shown(kind, _expectation(sentence))
            found = [_shown(one.kind, _fields(one)) for one in suggestions(sentence)]
            if (made := "; ".join(found) or "nothing") != expected:
                label = f"{language}, {sentence.part}"
                held_out = sentence.part == _HELD_OUT
                yield Mistake(label, sentence.said, expected, made, held_out=held_out)


def _shown(kind: CandidateKind, fields: Sequence[str]) -> str:
    """The kind, and the names and values of the filled fields."""
    named = zip(_FIELDS[kind], fields, strict=True)
    return ", ".join([str(kind), *(f"{name} {value}" for name, value in named if value)])


def _fields(found: Candidate) -> tuple[str, ...]:
    """The fields that matter for a suggestion of its kind, as in the files."""
    match found.kind:
        case CandidateKind.ITEM:
            return (found.number or "",)
        case CandidateKind.DECISION:
            return (_votes(found.votes),)
        case CandidateKind.TASK:
            due = found.due.isoformat() if found.due else "?" if found.due_said else ""
            return found.who or "", due


def _votes(votes: Votes | None) -> str:
    counts = (votes.yes, votes.no, votes.abstentions) if votes else ()
    return "/".join("-" if count is None else str(count) for count in counts)


def _expectation(sentence: Sentence) -> tuple[str, ...]:
    match sentence.kind:
        case CandidateKind.ITEM:
            return (sentence.number,)
        case CandidateKind.DECISION:
            return (sentence.votes,)
        case _:
            return sentence.who, sentence.due


def _rows() -> Iterator[str]:
    for language, name in LANGUAGES.items():
        for part, group in groupby(corpus(language), key=lambda sentence: sentence.part):
            yield from _part(name, part, tuple(group))
        yield from _part(name, "all", corpus(language))


def _part(language: str, part: str, sentences: Sequence[Sentence]) -> Iterator[str]:
    score = scores(sentences)
    nothing = sum(sentence.kind is None for sentence in sentences)
    for kind, one in score.items():
        yield _row(language, part, f"{kind}s", one)
    yield _row(
        language, part, f"all, and {nothing} sentences with nothing", sum(score.values(), Score())
    )


def _row(language: str, part: str, kind: str, score: Score) -> str:
    return (
        f"| {language} | {part} | {kind} | {score.there} | {score.precision:.0%} | "
        f"{score.recall:.0%} | {score.exact} of {score.found} |"
    )


def section() -> str:
    """The figures in Markdown, under a heading."""
    return "\n".join(
        [
            "## Suggestions for minutes",
            "",
            "| language | part | kind | sentences | precision | recall | all fields right |",
            "|---|---|---|--:|--:|--:|--:|",
            *_rows(),
            "",
            (
                "Command: `python -m benchmarks.drafts_cues`. What the parts are: "
                "`tests/resources/README.md`."
            ),
            "",
        ]
    )


if __name__ == "__main__":
    print_figures(section, mistakes)
