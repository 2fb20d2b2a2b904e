"""openai-whisper's command with the model's alignment heads set.

It cannot set them for a ``.pt``: word times are shifted without.

python -m benchmarks.speech_whisper FOLDER ARGUMENTS…

FOLDER: the CTranslate2 folder the ``.pt`` was made of; ARGUMENTS: those of ``whisper``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import whisper
from whisper.transcribe import cli

from pipeline.engines.ct2 import alignment_heads


def main(folder: Path) -> None:
    """Run the command; ``sys.argv`` holds its arguments."""
    load = whisper.load_model

    def load_with_heads(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as whisper's
        model = load(*args, **kwargs)
        heads = alignment_heads(folder, vars(model.dims))
        if heads is not None:
            model.set_alignment_heads(heads)
        return model

    whisper.load_model = load_with_heads
    cli()


if __name__ == "__main__":
    given = Path(sys.argv.pop(1))
    main(given)
