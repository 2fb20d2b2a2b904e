"""What the pipeline asks of the programs around it, each with at least two real answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.core.model import Word
from pipeline.core.recordings.passages import RawPassage
from pipeline.core.recordings.speakers import SpeakerTurn

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Clock = Callable[[], datetime]
"""The time now, aware and in UTC."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A picture to read: a file that Leptonica opens (JPEG, PNG, PNM, TIFF), upright or not.

    ``dpi`` is the true resolution, from the page's size, not what the file's header claims;
    ``width`` and ``height`` are pixels.
    """

    path: Path
    width: int
    height: int
    dpi: float


class OcrEngine(Protocol):
    """Reads pictures of pages. Built once per child process; ``read`` may be called many times."""

    @property
    def version(self) -> str:
        """Program and version, for the journal and for artefact keys: ``"tesserocr 5.5.4"``."""

    @property
    def batch(self) -> int:
        """How many pages to hand over at once so that starting the program costs little."""

    def read(
        self, images: Sequence[PageImage], *, languages: tuple[str, ...]
    ) -> tuple[tuple[Word, ...], ...]:
        """The words of each picture, in the order of ``images`` and in reading order.

        ``languages`` are Tesseract names such as ``("deu", "eng")``.

        Raises:
            EngineMissing: the program or one of the languages is not installed.
            DamagedFile: a picture cannot be opened.
        """

    def angle(self, image: PageImage) -> int | None:
        """By how many degrees clockwise the picture should be turned to be upright: 0, 90, 180, 270.

        None where the engine cannot tell for sure; asking never fails.
        """


class SpeechEngine(Protocol):
    """Hears speech. Built once per child process; loading the model happens in its constructor."""

    @property
    def version(self) -> str:
        """Program, version and model: ``"faster-whisper 1.2.1 base int8"``."""

    def language(self, samples: NDArray[np.float32]) -> Mapping[str, float]:
        """Probabilities by ISO 639-1 code, summing to about 1; ``samples`` should be speech only."""

    def transcribe(
        self,
        samples: NDArray[np.float32],
        *,
        language: str,
        terms: tuple[str, ...] = (),
        otherwise: bool = False,
    ) -> tuple[RawPassage, ...]:
        """What is said in ``samples`` (mono, 16 kHz, -1..1; at most a minute), times from its start.

        ``terms`` are names and words to expect, the most important first; as many are heeded as the
        engine has room for. ``otherwise``: decode in another way than usual, for what came out badly.
        """


class Diarizer(Protocol):
    """Tells speakers apart. Built once per child process."""

    @property
    def version(self) -> str:
        """Program and version, for the draft: ``"senko 0.2.2"``."""

    def turns(self, sound: Path, *, expected: int | None) -> tuple[SpeakerTurn, ...]:
        """Who speaks when in ``sound``, raw mono 16 kHz s16le of any length; empty if nobody can be told apart.

        ``expected``: how many people speak, where that is known. Memory does not grow with the length.
        """
