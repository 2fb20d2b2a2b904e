"""Scores and verdicts on hearing, and the page for docs/.

The functions are pure.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from benchmarks import spelling
from benchmarks.figures import Race, Spread, Verdict, percent, race_heads, table, verdict_table
from tools.samples import Turn

OURS, WHISPER, FASTER = "ours", "whisper", "faster-whisper"
"""The sides."""

_WER_MARGIN = 0.005
_START_GOAL = 0.05
_MEMORY_GOAL = 1.1
_DER_GOAL = 0.05
_HOLE = 3.0
"""Seconds of speech without a word that are a passage dropped."""
_NEAR = 2.0
"""Seconds within which the same word is the same moment."""
_MINUTE = 60


# What was heard


@dataclass(frozen=True, slots=True)
class Word:
    """A heard word, its seconds in the recording, and its speaker if told.

    ``exact``: the side said when; the word is not only spread over a line.
    """

    text: str
    start: float
    end: float
    exact: bool = True
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """What one side heard in one recording, and the language it names."""

    words: tuple[Word, ...]
    language: str | None = None

    @property
    def text(self) -> str:
        """The words, a space between them."""
        return " ".join(word.text for word in self.words)


def spread(text: str, start: float, end: float) -> Iterator[Word]:
    """The words of a line whose times are known only as a whole.

    Spread by their letters, the first at its beginning.
    """
    words = text.split()
    letters = sum(map(len, words))
    at = 0
    for number, word in enumerate(words):
        first, last = (start + (end - start) * place / letters for place in (at, at + len(word)))
        yield Word(word, first, last, exact=number == 0)
        at += len(word)


def holes(turns: Iterable[Turn], words: Iterable[Word]) -> tuple[tuple[float, float], ...]:
    """Speech of three seconds or more for which no word was heard."""
    heard = sorted((word.start, word.end) for word in words)
    return tuple(hole for turn in turns for hole in _without(turn.start, turn.end, heard))


def _without(
    start: float, end: float, heard: Sequence[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    at = start
    for first, last in (*(each for each in heard if each[1] > start and each[0] < end), (end, end)):
        if first - at >= _HOLE:
            yield at, first
        at = max(at, last)


def missing_passages(truth: str, found: str, *, language: str, seconds: float) -> int:
    """True passages of three seconds or more for which nothing was heard.

    As if everybody spoke evenly.

    For recordings whose truth has no times.
    """
    wanted, got = (spelling.words(text, language) for text in (truth, found))
    pace = seconds / max(1, len(wanted))
    runs = (
        op.src_end - op.src_start for op in Levenshtein.opcodes(wanted, got) if op.tag == "delete"
    )
    return sum(run * pace >= _HOLE for run in runs)


def start_differences(ours: Sequence[Word], reference: Sequence[Word]) -> tuple[float, ...]:
    """Seconds between the starts of words that both heard.

    At about the same time, as far as both know them exactly.
    """
    mine, theirs = ([_plain(word.text) for word in side] for side in (ours, reference))
    pairs = (
        (ours[op.src_start + n], reference[op.dest_start + n])
        for op in Levenshtein.opcodes(mine, theirs)
        if op.tag == "equal"
        for n in range(op.src_end - op.src_start)
    )
    return tuple(
        abs(a.start - b.start)
        for a, b in pairs
        if a.exact and b.exact and abs(a.start - b.start) <= _NEAR
    )


def _plain(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum())


# Scores


@dataclass(frozen=True, slots=True)
class Score:
    """Errors over true words and letters.

    ``dropped``: passages that nothing was heard for.
    """

    words: int
    letters: int
    word_errors: int
    letter_errors: int
    dropped: int = 0

    @classmethod
    def of(cls, truth: str, found: str, *, language: str, dropped: int = 0) -> Score:
        """How well one recording was heard."""
        wanted, got = (spelling.words(text, language) for text in (truth, found))
        wrong = spelling.word_errors(wanted, got), spelling.letter_errors(wanted, got)
        return cls(len(wanted), sum(map(len, wanted)), *wrong, dropped)

    @classmethod
    def total(cls, scores: Iterable[Score]) -> Score:
        """All together, long recordings weighing more."""
        parts = [(s.words, s.letters, s.word_errors, s.letter_errors, s.dropped) for s in scores]
        return cls(*map(sum, zip(*parts, strict=True))) if parts else cls(0, 0, 0, 0)

    @property
    def wer(self) -> float:
        """Word error rate; it may exceed 1."""
        return self.word_errors / max(1, self.words)

    @property
    def cer(self) -> float:
        """Character error rate, spaces not counted."""
        return self.letter_errors / max(1, self.letters)


@dataclass(frozen=True, slots=True)
class Group:
    """How one kind of speech was heard, by side.

    ``lost``: recordings without a result, by side.
    """

    name: str
    language: str
    real: bool
    recordings: int
    seconds: float
    scores: Mapping[str, Score]
    lost: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Noise:
    """Sound without speech, and the words each side invented in it.

    ``said``: what we did.
    """

    name: str
    seconds: float
    invented: Mapping[str, int]
    said: str = ""


@dataclass(frozen=True, slots=True)
class Starts:
    """How far our starts of words are from openai-whisper's.

    Our median and theirs, in seconds, and how many of our words.
    """

    ours: float
    theirs: float | None
    words: int

    @classmethod
    def of(cls, ours: Sequence[float], theirs: Sequence[float]) -> Starts | None:
        """None where nothing could be compared."""
        if not ours:
            return None
        return cls(
            statistics.median(ours), statistics.median(theirs) if theirs else None, len(ours)
        )


@dataclass(frozen=True, slots=True)
class Speakers:
    """The speaker error of one recording, and speakers found and true.

    ``spliced``: made of single voices.
    """

    name: str
    der: float
    found: int
    there: int
    spliced: bool


@dataclass(frozen=True, slots=True)
class Results:
    """All measurements, and ``notes`` on what could not be measured.

    ``idle``: CPU seconds of our command with nothing to do. ``memory``: seconds of sound and peak
    bytes of the short recording and of the long one.
    """

    races: tuple[Race, ...] = ()
    idle: Spread | None = None
    groups: tuple[Group, ...] = ()
    starts: Starts | None = None
    noises: tuple[Noise, ...] = ()
    memory: tuple[tuple[float, int], ...] = ()
    speakers: tuple[Speakers, ...] = ()
    notes: tuple[str, ...] = ()

    def verdicts(self) -> tuple[Verdict, ...]:
        """Every goal that something was measured for."""
        return (*self._of_cost(), *self._of_words(), *self._of_noise())

    def _of_cost(self) -> Iterator[Verdict]:
        for race in self.races:
            if race.goal is not None:
                yield Verdict(
                    f"{race.name}, against {race.against}: CPU", race.cpu.middle, race.goal
                )
            if race.wall_goal is not None:
                yield Verdict(
                    f"{race.name}, against {race.against}: wall time",
                    race.wall.middle,
                    race.wall_goal,
                )
        if self.memory:
            (short, little), (long, much) = self.memory
            yield Verdict(
                f"peak memory, {_length(long)} against {_length(short)}",
                much / little,
                _MEMORY_GOAL,
            )

    def _of_words(self) -> Iterator[Verdict]:
        for name, scores in totals(self.groups):
            peers = [score.wer for side, score in scores.items() if side != OURS]
            if OURS in scores and peers:
                goal = 100 * (min(peers) + _WER_MARGIN)
                yield Verdict(
                    f"{name}: wrong words, against the better", 100 * scores[OURS].wer, goal, "%"
                )
        if any(OURS in group.scores for group in self.groups):
            dropped = sum(
                group.scores[OURS].dropped for group in self.groups if OURS in group.scores
            )
            yield Verdict("passages dropped", dropped, 0, "")
        if self.starts:
            what = f"start of a word against whisper's, median of {self.starts.words}"
            yield Verdict(what, self.starts.ours, _START_GOAL, "s")

    def _of_noise(self) -> Iterator[Verdict]:
        if self.noises:
            invented = sum(noise.invented.get(OURS, 0) for noise in self.noises)
            yield Verdict(
                f"words invented in {len(self.noises)} sounds without speech", invented, 0, ""
            )
        for speakers in self.speakers:
            if speakers.spliced:
                yield Verdict(
                    f"speaker error, {speakers.name}", 100 * speakers.der, 100 * _DER_GOAL, "%"
                )


def totals(groups: Iterable[Group]) -> Iterator[tuple[str, dict[str, Score]]]:
    """The scores of all groups of a language, made and real ones apart.

    Only for sides that heard all of them.
    """
    together: dict[str, list[Group]] = {}
    for group in groups:
        name = (
            f"{'German' if group.language == 'de' else 'English'}, "
            f"{'real' if group.real else 'made'}"
        )
        together.setdefault(name, []).append(group)
    for name, members in together.items():
        sides = [
            side for side in members[0].scores if all(side in member.scores for member in members)
        ]
        yield name, {side: Score.total(member.scores[side] for member in members) for side in sides}


def _length(seconds: float) -> str:
    return f"{seconds / _MINUTE:.0f} min" if seconds >= _MINUTE else f"{seconds:.0f} s"


# Markdown


def race_table(races: Iterable[Race]) -> str:
    """Seconds, memory and ratios of all races."""
    heads = ("recording", "against", *race_heads("audio s", "theirs"))
    return table(heads, ((race.name, race.against, *race.cells(decimals=3)) for race in races))


def group_table(groups: Sequence[Group]) -> str:
    """Error rates in percent and dropped passages, by group and language."""
    sides = list(dict.fromkeys(side for group in groups for side in group.scores))
    heads = [f"{what} {side}" for what in ("WER", "CER", "dropped") for side in sides]
    rows = [(f"{g.name} ({g.recordings})", _length(g.seconds), g.scores) for g in groups]
    rows += [(f"**{name}**", "", scores) for name, scores in totals(groups)]
    return table(
        ("speech (recordings)", "length", *heads),
        ((*row[:2], *_cells(row[2], sides)) for row in rows),
    )


def _cells(scores: Mapping[str, Score], sides: Sequence[str]) -> Iterator[str]:
    for rate in ("wer", "cer"):
        yield from (percent(getattr(scores.get(side), rate, None)) for side in sides)
    yield from (str(scores[side].dropped) if side in scores else "–" for side in sides)


def noise_table(noises: Sequence[Noise]) -> str:
    """Words invented, sound by sound."""
    sides = list(dict.fromkeys(side for noise in noises for side in noise.invented))
    heads = ("sound without speech", "length", *sides, "what we heard")
    rows = (
        (
            noise.name,
            _length(noise.seconds),
            *(str(noise.invented[side]) if side in noise.invented else "–" for side in sides),
            noise.said.replace("|", "\\|"),
        )
        for noise in noises
    )
    return table(heads, rows)


def speaker_table(speakers: Iterable[Speakers]) -> str:
    """Speaker errors in percent."""
    rows = ((each.name, percent(each.der), f"{each.found} / {each.there}") for each in speakers)
    return table(("recording", "DER", "found / there"), rows)


def document(results: Results, *, about: str, again: str, plot: str | None = None) -> str:
    """The page for docs/, with all that is needed to measure again.

    ``plot`` lies beside it under this name.
    """
    title = "# Ours, openai-whisper and faster-whisper on the same recordings"
    image = [f"![CPU seconds per second of sound, wrong words]({plot})"] if plot else []
    parts = [title, about, *image, "## Goals", verdict_table(results.verdicts()), *results.notes]
    if results.races:
        parts += ["## Cost", race_table(results.races), *_cost_notes(results), _HOW_COST]
    if results.groups:
        lost = ", ".join(
            f"{n} of {g.name} ({side})" for g in results.groups for side, n in g.lost.items() if n
        )
        parts += ["## Accuracy, percent", group_table(results.groups)]
        parts += [f"Without a result: {lost}." if lost else "Everybody heard every recording."]
        parts += [*_start_notes(results.starts), _HOW_ACCURACY]
    if results.noises:
        parts += ["## Words where nobody speaks", noise_table(results.noises), _HOW_NOISE]
    if results.speakers:
        parts += ["## Who speaks, percent", speaker_table(results.speakers), _HOW_SPEAKERS]
    return "\n\n".join((*parts, f"Again: `{again}`")) + "\n"


def _cost_notes(results: Results) -> Iterator[str]:
    if results.idle:
        yield f"Of ours, start and end alone (an empty inbox): {results.idle} CPU seconds."
    if results.memory:
        peaks = ", ".join(
            f"{_length(seconds)}: {peak / 1e6:.0f} MB" for seconds, peak in results.memory
        )
        yield f"Peak memory of ours by length: {peaks}."


def _start_notes(starts: Starts | None) -> Iterator[str]:
    if starts and starts.theirs is not None:
        yield (
            f"Starts of words against openai-whisper's, median distance: ours {starts.ours:.3f} "
            f"s, faster-whisper's {starts.theirs:.3f} s."
        )


_HOW_COST = """CPU: user and system time of the command and all its children (`getrusage`), start-up
included; every side is started for each recording. Ratios: median of the pairs, and their range.
Peak memory: the largest sum of proportional set sizes of the whole process tree, ten looks a
second. All use the same weights (Whisper base, openai-whisper in a `.pt` that
`pipeline/engines/ct2.py` converts) and the same number of threads. whisper: the command of
openai-whisper, `--beam_size 5`, the language given; with `words`: also `--word_timestamps True`.
faster-whisper: int8, beam 5, words with times, the language given, with its VAD unless said
otherwise. Ours: `schreibstube batch` in a fresh office, default settings but for speakers, who are
told apart only where it says so, and the output of words; it finds the language itself, writes
DOCX, subtitles and words with their times, and keeps the original."""

_HOW_ACCURACY = """WER and CER after one spelling for all (`benchmarks/spelling.py`): English by
openai-whisper's normaliser; German by its basic one, numbers as digits (text2num); numbers count
digit by digit; a word written apart or together is one word; CER without spaces. whisper is the
command as above, without times of words. Dropped: passages of three seconds or longer in which
somebody speaks and no word was heard; for real recordings, whose truth has no times, by alignment
of the whole text. Starts of words: those that both heard; the reference has the model's alignment
heads set, which the command cannot do for a `.pt`. Goals: the better of both, and half a point.
Made speech: `tools/sounds.py`, seed 1. Real: `../shared/data/audio`."""

_HOW_NOISE = """Words in what each side wrote, after the same spelling; marks in brackets are no
words. faster-whisper without its VAD shows what the weights invent when they are asked."""

_HOW_SPEAKERS = """By the speakers of our words, overlap included, a collar of 0.25 s
(`benchmarks/diarization.py`). Goals: on conversations made of single voices."""
