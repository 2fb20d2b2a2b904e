"""How well a draft says what to check, what to change, what was decided.

Writes the sections of docs/benchmarks/drafts.md.

python -m benchmarks.drafts [--only SECTION] [--target FILE]

Each section has a module of its own, ``benchmarks.drafts_…``, and can be run alone. `make
bench-drafts` writes the page; it takes twenty minutes and more, most of them for reading pages.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib import import_module
from pathlib import Path

from benchmarks.metering import machine
from benchmarks.pages import DAY, say

_SECTIONS = (
    "dictation",
    "dictated",
    "forms",
    "smoothing",
    "cues",
    "meetings",
    "terms",
    "doubts",
    "letters",
)

_HEAD = """# Drafts: what they mark, change and suggest

{day}: {machine}. All at once: `make bench-drafts`; one section:
`python -m benchmarks.drafts --only NAME`.

The goals: dictation at least 97 % right and nothing wrong silently; suggestions at least 90 %
right; on scans 92 % of the wrong words marked, and 60 % of the marks wrong words; for speech the
curve.
"""


def main(arguments: list[str]) -> int:
    """Run the sections, and print or write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("--only", choices=_SECTIONS, help="a part of it")
    parser.add_argument("--target", type=Path, help="the page to write; else only printed")
    options = parser.parse_args(arguments)
    names = (options.only,) if options.only else _SECTIONS
    page = [_HEAD.format(day=time.strftime(DAY), machine=machine())]
    for name in names:
        page.append(import_module(f"benchmarks.drafts_{name}").section())
        say(name)
    text = "\n".join(part.strip() + "\n" for part in page)
    print(text)
    if options.target:
        options.target.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
