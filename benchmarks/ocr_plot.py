"""Draws what `benchmarks.ocr` measured. Runs in the benchmark's own environment, which has Matplotlib.

python benchmarks/ocr_plot.py NUMBERS.json TARGET.svg
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

_OURS, _THEIRS, _QUIET, _INK = "#0b6e4f", "#c2a878", "#8a857c", "#2b2a28"
_LEAST = 0.02
"""Percent that an error rate of nought is drawn at, and whatever is smaller: the scale is logarithmic."""
_BARS_HIGH = 3.4
"""Inches that the bars take, however many kinds of pages stand beside them."""

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


def _costs(axes: Axes, numbers: dict[str, Any]) -> None:
    """Two bars for each race, and a line for recognition alone."""
    races = numbers["races"]
    longest = max((max(race["ours"], race["theirs"]) for race in races), default=1.0)
    for row, race in enumerate(races):
        for offset, side, colour in ((-0.19, "ours", _OURS), (0.19, "theirs", _THEIRS)):
            axes.barh(row + offset, race[side], height=0.36, color=colour)
            ratio = f"    {race['ours'] / race['theirs']:.2f} ×" if side == "ours" else ""
            axes.text(race[side] + longest * 0.015, row + offset, f"{race[side]:.2f}{ratio}", va="center", fontsize=8.5)
    for seconds in list(numbers["floor"].values())[:1]:
        axes.axvline(seconds, color=_INK, linewidth=0.8, linestyle=(0, (4, 3)))
        axes.text(seconds, -0.48, " recognition alone", fontsize=8, va="center")
    axes.set_yticks(range(len(races)), [race["name"] for race in races])
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, longest * 1.22)
    axes.set_ylim(len(races) - 0.45, -0.62)
    axes.set_title("CPU seconds per page", loc="left", fontsize=11, fontweight="bold")


def _errors(axes: Axes, groups: list[dict[str, Any]]) -> None:
    """A line from theirs to ours for each kind of page."""
    for row, group in enumerate(groups):
        ours, theirs = (max(_LEAST, 100 * group[side]) for side in ("ours", "theirs"))
        axes.plot((theirs, ours), (row, row), color=_THEIRS if ours <= theirs else "#c8553d", linewidth=1.6, zorder=1)
        axes.scatter(theirs, row, s=34, color=_THEIRS, zorder=2)
        axes.scatter(ours, row, s=34, color=_OURS, zorder=3)
    axes.set_xscale("log")
    axes.set_xticks((_LEAST, 0.1, 1, 10, 100), ("0", "0.1 %", "1 %", "10 %", "100 %"))
    axes.minorticks_off()
    axes.set_xlim(_LEAST * 0.8, 120)
    axes.set_yticks(range(len(groups)), [group["name"] for group in groups])
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#ece9e3", linewidth=0.8, zorder=0)
    axes.set_axisbelow(True)
    axes.set_ylim(len(groups) - 0.4, -0.6)
    axes.set_title("Wrong characters", loc="left", fontsize=11, fontweight="bold")


def _key(figure: Figure) -> None:
    """Who is which colour, said in words of that colour."""
    words = (("Schreibstube", _OURS), ("and", _QUIET), ("OCRmyPDF", _THEIRS), ("on the same pages", _QUIET))
    style = {"fontsize": 13, "fontweight": "bold"}
    line = HPacker(
        children=[TextArea(word, textprops={**style, "color": colour}) for word, colour in words], pad=0, sep=5
    )
    figure.add_artist(
        AnchoredOffsetbox("upper left", child=line, frameon=False, borderpad=0.3, bbox_to_anchor=figure.bbox)
    )


def main(source: Path, target: Path) -> None:
    """Draw the numbers in ``source``."""
    numbers = json.loads(source.read_text(encoding="utf-8"))
    height = max(_BARS_HIGH + 0.9, 1.3 + 0.26 * len(numbers["groups"]))
    figure = Figure(figsize=(11, height), layout="constrained")
    figure.get_layout_engine().set(rect=(0, 0, 1, 1 - 0.45 / height), wspace=0.06)
    grid = figure.add_gridspec(2, 2, width_ratios=(1, 1.15), height_ratios=(_BARS_HIGH, height - _BARS_HIGH - 0.8))
    left, right = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[:, 1])
    _costs(left, numbers)
    _errors(right, numbers["groups"])
    _key(figure)
    figure.savefig(target, metadata={"Date": None} if target.suffix == ".svg" else None, facecolor="white", dpi=110)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
