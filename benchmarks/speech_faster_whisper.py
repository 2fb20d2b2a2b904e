"""faster-whisper called as its README does; writes JSON files.

int8, beam 5, words with times.

python -m benchmarks.speech_faster_whisper [--no-vad] --model FOLDER --language CODE --threads N
    --output_dir FOLDER FILES…

Files and segments are named and shaped as openai-whisper's command writes them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from faster_whisper import WhisperModel


def main(arguments: Sequence[str]) -> None:
    """Hear all files with one model."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--model", required=True)
    parser.add_argument("--language", required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--output_dir", type=Path, required=True)
    parser.add_argument("--no-vad", action="store_true")
    options = parser.parse_args(arguments)
    model = WhisperModel(
        options.model,
        device="cpu",
        compute_type="int8",
        cpu_threads=options.threads,
        local_files_only=True,
    )
    for file in options.files:
        segments, _ = model.transcribe(
            str(file),
            language=options.language,
            beam_size=5,
            vad_filter=not options.no_vad,
            word_timestamps=True,
        )
        heard = [
            {
                "start": segment.start,
                "end": segment.end,
                "text": segment.text,
                "words": [
                    {"word": word.word, "start": word.start, "end": word.end}
                    for word in segment.words
                ],
            }
            for segment in segments
        ]
        told = json.dumps({"segments": heard, "language": options.language}, ensure_ascii=False)
        (options.output_dir / f"{file.stem}.json").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
