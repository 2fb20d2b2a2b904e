"""Draws what a benchmark measured.

Runs in an environment of the benchmarks' own, which has Matplotlib.

python benchmarks/plot.py NUMBERS.json TARGET.svg

NUMBERS: ``sides`` (names, ours first), ``on`` (what they have in common), ``costs`` and ``errors``
(each a ``title`` and ``rows`` of a ``name`` and the sides' ``values``, None where a side has none;
costs also have ``lines``). Errors are shares.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.offsetbox import AnchoredOffsetbox, HPacker, TextArea

_COLOURS = ("#0b6e4f", "#c2a878", "#6f8fa8")
"""Of the sides, ours first."""
_QUIET, _INK = "#8a857c", "#2b2a28"
_LEAST = 0.02
"""The smallest percentage that is drawn: the scale is logarithmic."""
_BARS_HIGH = 3.4
"""Height of the bars in inches, for any number of kinds of pages."""

mpl.rcParams.update(
    {
        "font.family": "sans-serif",
        "font.size": 9.5,
        "text.color": _INK,
        "axes.edgecolor": _QUIET,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "svg.hashsalt": "schreibstube",  # the same numbers, the same bytes
    }
)


def _bars(axes: Axes, costs: dict[str, Any]) -> None:
    """A bar for each side of each race, and lines across all of them."""
    rows = costs["rows"]
    longest = max(
        (value for row in rows for value in row["values"] if value is not None), default=1.0
    )
    for place, row in enumerate(rows):
        height = 0.76 / len(row["values"])
        for side, value in enumerate(row["values"]):
            if value is None:
                continue
            at = place + (side - (len(row["values"]) - 1) / 2) * height
            axes.barh(at, value, height=height * 0.95, color=_COLOURS[side])
            first = row["values"][0]
            ratio = f"    {first / value:.2f} ×" if side and first is not None else ""
            axes.text(value + longest * 0.015, at, f"{value:.2f}{ratio}", va="center", fontsize=8.5)
    for line in costs["lines"]:
        axes.axvline(line["at"], color=_INK, linewidth=0.8, linestyle=(0, (4, 3)))
        axes.text(line["at"], -0.48, f" {line['name']}", fontsize=8, va="center")
    axes.set_yticks(range(len(rows)), [row["name"] for row in rows])
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, longest * 1.25)
    axes.set_ylim(len(rows) - 0.45, -0.62)
    axes.set_title(costs["title"], loc="left", fontsize=11, fontweight="bold")


def _dots(axes: Axes, errors: dict[str, Any]) -> None:
    """A dot for each side, and a line from the best of theirs to ours."""
    rows = errors["rows"]
    for place, row in enumerate(rows):
        ours, *theirs = (
            None if value is None else max(_LEAST, 100 * value) for value in row["values"]
        )
        known = [value for value in theirs if value is not None]
        if ours is not None and known:
            colour = _COLOURS[1] if ours <= min(known) else "#c8553d"
            axes.plot((min(known), ours), (place, place), color=colour, linewidth=1.6, zorder=1)
        for side, value in reversed(list(enumerate((ours, *theirs)))):
            if value is not None:
                axes.scatter(value, place, s=34, color=_COLOURS[side], zorder=2 + (side == 0))
    axes.set_xscale("log")
    axes.set_xticks((_LEAST, 0.1, 1, 10, 100), ("0", "0.1 %", "1 %", "10 %", "100 %"))
    axes.minorticks_off()
    axes.set_xlim(_LEAST * 0.8, 120)
    axes.set_yticks(range(len(rows)), [row["name"] for row in rows])
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#ece9e3", linewidth=0.8, zorder=0)
    axes.set_axisbelow(True)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_title(errors["title"], loc="left", fontsize=11, fontweight="bold")


def _key(figure: Figure, sides: list[str], on: str) -> None:
    """Who is which colour, said in words of that colour."""
    style = {"fontsize": 13, "fontweight": "bold"}
    joined = [
        part for word in zip(sides, _COLOURS, strict=False) for part in (word, ("and", _QUIET))
    ][:-1]
    children = [
        TextArea(word, textprops={**style, "color": colour})
        for word, colour in (*joined, (on, _QUIET))
    ]
    line = HPacker(children=children, pad=0, sep=5)
    figure.add_artist(
        AnchoredOffsetbox(
            "upper left", child=line, frameon=False, borderpad=0.3, bbox_to_anchor=figure.bbox
        )
    )


def main(source: Path, target: Path) -> None:
    """Draw the numbers in ``source``."""
    numbers = json.loads(source.read_text(encoding="utf-8"))
    height = max(_BARS_HIGH + 0.9, 1.3 + 0.26 * len(numbers["errors"]["rows"]))
    figure = Figure(figsize=(11, height), layout="constrained")
    figure.get_layout_engine().set(rect=(0, 0, 1, 1 - 0.45 / height), wspace=0.06)
    grid = figure.add_gridspec(
        2, 2, width_ratios=(1, 1.15), height_ratios=(_BARS_HIGH, height - _BARS_HIGH - 0.8)
    )
    left, right = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[:, 1])
    _bars(left, numbers["costs"])
    _dots(right, numbers["errors"])
    _key(figure, numbers["sides"], numbers["on"])
    figure.savefig(
        target,
        metadata={"Date": None} if target.suffix == ".svg" else None,
        facecolor="white",
        dpi=110,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
