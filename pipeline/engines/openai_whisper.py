"""Whisper on PyTorch, as OpenAI published it."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import numpy as np
import torch
import whisper
from numpy.typing import NDArray

from pipeline.core.recordings.passages import NOTHING_TOLD, RawPassage, RawWord, Told
from pipeline.engines.ct2 import alignment_heads, read_weights
from pipeline.errors import ModelMissing


class OpenAIWhisper:
    """A ``SpeechEngine`` that decodes greedily.

    That costs a third of a beam search of width 5 and errs as often.
    """

    def __init__(self, model: Path, *, threads: int) -> None:
        """Load a CTranslate2 folder or a ``.pt`` file of OpenAI's.

        Raises:
            ModelMissing: it is not there, not whole or not a Whisper model.
        """
        torch.set_num_threads(threads)
        device = "cuda" if torch.cuda.is_available() else "cpu"
        try:
            self._model = (
                _from_checkpoint(model) if model.suffix == ".pt" else _from_folder(model)
            ).to(device)
        except (OSError, ValueError, RuntimeError, KeyError, UnpicklingError) as error:
            raise ModelMissing(
                model=str(model), command="schreibstube models add FOLDER"
            ) from error
        self._half = device == "cuda"
        self._model.encoder = _EncodesOnce(self._model.encoder)
        with warnings.catch_warnings():
            # it leaves its word list open for the garbage collector (openai/whisper)
            warnings.simplefilter("ignore", ResourceWarning)
            self._tokenizer = whisper.tokenizer.get_tokenizer(
                self._model.is_multilingual, num_languages=self._model.num_languages
            )
        name = model.stem if model.suffix == ".pt" else model.name
        self.version = f"openai-whisper {whisper.__version__} {name}"

    def language(self, samples: NDArray[np.float32]) -> Mapping[str, float]:
        """Probabilities of all languages in the first 30 s.

        A model that knows only English says English.
        """
        if not self._model.is_multilingual:
            return {"en": 1.0}
        window = whisper.audio.N_FRAMES
        mel = whisper.log_mel_spectrogram(
            samples,
            self._model.dims.n_mels,
            padding=whisper.audio.N_SAMPLES,
            device=self._model.device,
        )
        # as ``transcribe`` begins
        mel = whisper.pad_or_trim(mel[:, : min(mel.shape[-1] - window, window)], window)
        _, odds = self._model.detect_language(mel)
        return dict(odds)

    def transcribe(
        self,
        samples: NDArray[np.float32],
        *,
        language: str,
        told: Told = NOTHING_TOLD,
        otherwise: bool = False,
    ) -> tuple[RawPassage, ...]:
        """What is said: greedy, ``otherwise`` beam search of width 5.

        The text before is not used as a prompt, since one slip would then be repeated for ever; and
        chance, which decides where greedy decoding is unsure of itself, is the same every time.
        """
        spoken = language if self._model.is_multilingual else "en"
        torch.manual_seed(0)
        result = self._model.transcribe(
            samples,
            language=spoken,
            beam_size=5 if otherwise else None,
            word_timestamps=True,
            condition_on_previous_text=False,
            initial_prompt=told.prompt(self._tokens),
            fp16=self._half,
        )
        return tuple(map(_passage, result["segments"]))

    def _tokens(self, text: str) -> int:
        return len(self._tokenizer.encode(text))


class _EncodesOnce(torch.nn.Module):
    """Cache of the last encoding: language and words need it."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self._encoder = encoder
        self._last: tuple[torch.Tensor, torch.Tensor] | None = None

    def forward(self, mel: torch.Tensor) -> torch.Tensor:
        if self._last is None or not torch.equal(self._last[0], mel):
            self._last = mel, self._encoder(mel)
        return self._last[1]


def _passage(segment: Mapping[str, Any]) -> RawPassage:
    words = (
        RawWord(word["word"], float(word["start"]), float(word["end"]), float(word["probability"]))
        for word in segment["words"]
    )
    return RawPassage(tuple(words), no_speech=float(segment["no_speech_prob"]))


def _from_checkpoint(file: Path) -> whisper.Whisper:
    """The model in OpenAI's own file.

    One with its official name ("small.pt") also gets its alignment heads.
    """
    model = whisper.load_model(str(file), device="cpu")
    heads = whisper._ALIGNMENT_HEADS.get(file.stem)  # noqa: SLF001 - they are public nowhere
    if heads is not None:
        model.set_alignment_heads(heads)
    return model


def _from_folder(folder: Path) -> whisper.Whisper:
    weights = read_weights(folder)
    model = whisper.Whisper(whisper.ModelDimensions(**weights.dimensions))
    places = model.state_dict()
    if places.keys() != weights.state.keys():
        msg = f"other weights than expected: {sorted(places.keys() ^ weights.state.keys())}"
        raise ValueError(msg)
    # one at a time: the file's half precision and ours are never both whole in memory
    for name, place in places.items():
        place.copy_(torch.from_numpy(weights.state[name].astype(np.float32)))
    heads = alignment_heads(folder, weights.dimensions)
    if heads is not None:
        model.set_alignment_heads(heads)
    return model.eval()
