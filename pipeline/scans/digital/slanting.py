"""Slanting text, as of a watermark over a letter.

pdftotext cuts it into pieces ("EN", "TW", "UR", "F"), puts the letter's lines among them and takes
the rest for columns. The letter is asked for anew without it; then it is one word at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import atan2, degrees
from pathlib import Path
from typing import Any

import pikepdf

from pipeline.pdf.document import open_pdf

_LEVEL = 4.0
"""Degrees from a right angle of a crooked sheet, not a slanting word."""
_SHOWING = ("Tj", "TJ", "'", '"')
_DEPTH = 4
"""Of forms in forms."""
_MOST = 200_000
"""Operators of a page that are looked at."""


@dataclass
class _State:
    """What was met so far on a page."""

    dropped: int = 0
    met: int = 0


def without_slanting_text(pdf: Path, number: int, target: Path) -> bool:
    """Write the page alone, without its slanting text; False if it has none."""
    state = _State()
    with (
        suppress(pikepdf.PikepdfError, AttributeError, KeyError, TypeError, ValueError),
        open_pdf(pdf) as document,
        pikepdf.new() as copy,
    ):
        copy.pages.append(document.pages[number - 1])
        page: Any = copy.pages[0]
        page.contents_coalesce()
        content = _filtered(page, page.resources, pikepdf.Matrix(), state, _DEPTH)
        if state.dropped and state.met < _MOST:
            page.Contents = copy.make_stream(content)
            copy.save(target)
            return True
    return False


def _filtered(
    source: Any,  # noqa: ANN401 - a page or a form
    resources: Any,  # noqa: ANN401 - a dictionary of a PDF
    start: pikepdf.Matrix,
    state: _State,
    depth: int,
) -> bytes:
    """The content without slanting text; that of forms is changed in place."""
    kept: list[Any] = []
    matrix, text = start, pikepdf.Matrix()
    saved: list[pikepdf.Matrix] = []
    for instruction in pikepdf.parse_content_stream(source):
        operands, operator = instruction.operands, str(instruction.operator)
        state.met += 1
        if operator == "q":
            saved.append(matrix)
        elif operator == "Q" and saved:
            matrix = saved.pop()
        elif operator == "cm":
            matrix = _matrix(operands) @ matrix
        elif operator in {"BT", "Tm"}:
            text = _matrix(operands)
        elif operator == "Do" and depth:
            form = (resources.get("/XObject") or {}).get(operands[0])
            _filter_form(form, matrix, state, depth)
        elif operator in _SHOWING and _slants(text @ matrix):
            state.dropped += 1
            continue
        kept.append(instruction)
    return pikepdf.unparse_content_stream(kept)


def _matrix(numbers: Any) -> pikepdf.Matrix:  # noqa: ANN401 - an array of a PDF, or none
    return pikepdf.Matrix(*map(float, numbers)) if numbers else pikepdf.Matrix()


def _filter_form(
    form: Any,  # noqa: ANN401 - an object of a PDF
    matrix: pikepdf.Matrix,
    state: _State,
    depth: int,
) -> None:
    if form is not None and str(form.get("/Subtype")) == "/Form":
        before = state.dropped
        inner = _matrix(form.get("/Matrix") or [])
        content = _filtered(form, form.get("/Resources") or {}, inner @ matrix, state, depth - 1)
        if state.dropped > before:
            form.write(content)


def _slants(matrix: pikepdf.Matrix) -> bool:
    turn = degrees(atan2(matrix.b, matrix.a)) % 90
    return _LEVEL < turn < 90 - _LEVEL


def joined_pieces(
    pieces: Iterable[tuple[str, tuple[float, float, float, float]]],
) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Words of slanting pieces whose boxes touch by their corners, with the boxes around them."""
    words: list[tuple[str, tuple[float, float, float, float]]] = []
    for text, place in sorted(pieces, key=lambda piece: piece[1][0]):
        at = next((at for at, (_, other) in enumerate(words) if _touch(place, other)), None)
        if at is None:
            words.append((text, place))
        else:
            before, other = words[at]
            words[at] = (
                before + text,
                (
                    min(place[0], other[0]),
                    min(place[1], other[1]),
                    max(place[2], other[2]),
                    max(place[3], other[3]),
                ),
            )
    return words


def _touch(one: Sequence[float], other: Sequence[float]) -> bool:
    near = 0.05 * max(one[2] - one[0], one[3] - one[1])
    return (
        max(one[0], other[0]) <= min(one[2], other[2]) + near
        and max(one[1], other[1]) <= min(one[3], other[3]) + near
    )
