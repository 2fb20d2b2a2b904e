"""Which speech model a machine bears, and how long an hour of speech takes it.

A trial with one model says how quick the machine is; how much more work another model is, is known.
So every time here is an estimate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.i18n import N_, Translate


@dataclass(frozen=True, slots=True)
class ModelCost:
    """What a model costs."""

    memory_bytes: int
    """The most that a process takes that hears with it, on processors."""
    encoding: float
    """Core seconds for a window of 30 seconds, whatever is said in it."""
    token: float
    """Core seconds for a token of text."""
    speed_on_card: float
    """How many times as quick as ``large`` on an Nvidia card."""


COSTS: Mapping[str, ModelCost] = {
    "tiny": ModelCost(295_000_000, 0.43, 0.0082, 10),
    "base": ModelCost(396_000_000, 0.96, 0.0149, 7),
    "small": ModelCost(717_000_000, 3.06, 0.039, 4),
    "medium": ModelCost(1_790_000_000, 8.75, 0.112, 2),
    "large-v2": ModelCost(3_320_000_000, 14.7, 0.19, 1),
    "large-v3-turbo": ModelCost(1_859_000_000, 15.6, 0.031, 8),
    "large-v3": ModelCost(3_320_000_000, 15.6, 0.19, 1),
}
"""By name, the more accurate the later.

Source of the order: openai-whisper's README; turbo has "minimal degradation" against large-v3.
Measured: memory and core seconds, with models of these shapes whose weights are random, in 8-bit
integers, beam width 5, one thread (docs/benchmarks/models.md). large-v3 has turbo's encoder and
large-v2's decoder and was not measured itself.
Source of the speed on a card: openai-whisper's README, English speech on an A100.
"""

_CHOICE = ("small", "medium", "large-v3-turbo")
"""What is recommended instead of less.

large-v3 costs 1.8 times as much as its turbo for little; that is for people who ask for it.
"""

_WINDOW = 28.0
"""Seconds of speech in a full segment."""
_WORDY = 3.2
"""Tokens per second of German speech: 1.9 words, of 1.7 tokens each.

Measured: 169 s of real speech with 327 words; the trial's text.
"""
_REST_BYTES = 2_500_000_000
"""What the rest takes: telling speakers apart 1.3 GB, the command, the system.

Measured: docs/benchmarks/speakers.md.
"""
_PATIENCE = 1.0
"""Hours that may pass for an hour of speech: later drafts would pile up."""

_EXACT_MINUTES = 10
"""Minutes above which an estimate is told in steps of five."""

TRIAL_TOKENS = 77
"""Tokens in the trial's twenty seconds."""
_TRIAL_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine that hears."""

    cores: int
    memory_bytes: int
    listeners: int
    """Segments that are heard at once."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How long a model took for twenty seconds of speech on this machine."""

    model: str
    seconds: float
    """If the machine does nothing else."""
    busy: bool = False
    """Whether it did, so that the seconds are those of its cores."""
    on_card: bool = False
    """Whether an Nvidia card did the work."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a model would be on a machine."""

    model: str
    needs_bytes: int
    """Memory for all that hear at once, and for the rest."""
    fits: bool
    """Whether the machine has that much."""
    hour: float | None
    """Seconds for an hour of speech; None without a trial."""

    @property
    def bearable(self) -> bool:
        """Whether it fits and keeps pace with the recordings."""
        return self.fits and (self.hour is None or self.hour <= 3600 * _PATIENCE)


@dataclass(frozen=True, slots=True)
class Advice:
    """A model that would hear more accurately than the one in use."""

    model: str
    hour: float | None
    """Seconds for an hour of speech, if there was a trial."""


def forecasts(machine: Machine, trial: Trial | None) -> Iterator[Forecast]:
    """A forecast for each model, the more accurate the later.

    A trial with a model of which nothing is known says nothing.
    """
    for model, cost in COSTS.items():
        needs = cost.memory_bytes * machine.listeners + _REST_BYTES
        known = trial is not None and trial.model in COSTS
        hour = _hour(model, trial) / machine.listeners if trial is not None and known else None
        yield Forecast(model, needs, fits=needs <= machine.memory_bytes, hour=hour)


def advice(machine: Machine, trial: Trial | None, *, current: str) -> Advice | None:
    """The most accurate model that the machine bears, if ``current`` is less so.

    Without a trial only memory and cores decide: one that is slower than the recording on few cores
    is not advised then. None for a model of one's own.
    """
    if current not in COSTS:
        return None
    order = tuple(COSTS)
    found = None
    for forecast in forecasts(machine, trial):
        better = order.index(forecast.model) > order.index(current)
        quick = trial is not None or machine.cores >= _cores_without_trial(forecast.model)
        if forecast.model in _CHOICE and better and forecast.bearable and quick:
            found = Advice(forecast.model, forecast.hour)
    return found


def advice_text(current: str, advised: Advice, _: Translate) -> str:
    """The one line that says what would hear more accurately than ``current``."""
    if advised.hour is None:
        said = N_(
            "Heard with {model}; {better} would be more accurate. How long that takes here, and "
            "how to get it, says: schreibstube models recommend"
        )
    else:
        said = N_(
            "Heard with {model}; {better} would be more accurate: about {time} for an hour of "
            "speech on this machine, as we estimate. How to get it, says: "
            "schreibstube models recommend"
        )
    time = rounded_time(advised.hour or 0)
    return _(said).format(model=current, better=advised.model, time=time)


def rounded_time(seconds: float) -> str:
    """An estimate like "4 min" or "1 h 25 min", the same in all our languages."""
    minutes = max(1, round(seconds / 60))
    if minutes > _EXACT_MINUTES:
        minutes = 5 * round(minutes / 5)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{rest} min"


def _hour(model: str, trial: Trial) -> float:
    """Seconds for an hour of speech, as the trial makes it likely."""
    tried, cost = COSTS[trial.model], COSTS[model]
    if trial.on_card:
        return trial.seconds / _TRIAL_SECONDS * 3600 * tried.speed_on_card / cost.speed_on_card
    pace = trial.seconds / (tried.encoding + TRIAL_TOKENS * tried.token)
    return pace * _core_seconds(cost)


def _core_seconds(cost: ModelCost) -> float:
    """What an hour of speech takes on one core like that of the measurement."""
    return 3600 / _WINDOW * (cost.encoding + _WINDOW * _WORDY * cost.token)


def _cores_without_trial(model: str) -> float:
    return _core_seconds(COSTS[model]) / (3600 * _PATIENCE)
