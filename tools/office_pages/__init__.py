"""Pages as offices really have them, with their truth, from a seed.

Unlike ``tools.samples``: other fonts and texts, dirt, signs, invoices and layouts. ``KINDS`` are
for measuring and tuning; ``HELD_OUT`` have other fonts and texts, and are only measured at the end.

    samples.pages_of("noisy grey", folder, count=6, kinds=office_pages.KINDS)
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image

from tools.office_pages import fonts, invoices, layouts, letters
from tools.office_pages.copier import Tone, cleanly_scanned, noisily_scanned
from tools.office_pages.paper import Stock
from tools.samples import Kind, Sheet

_Maker = Callable[[Stock, np.random.Generator, int], Sheet | tuple[Sheet, ...]]
_Taking = Callable[[Sheet, np.random.Generator, int], Image.Image]


def _noisy(tone: Tone) -> _Taking:
    """By turns at 300 and 200 dpi."""
    return lambda sheet, chance, number: noisily_scanned(
        sheet, chance, tone=tone, dpi=(300, 200)[number % 2]
    )


def _clean(dpi: int = 300) -> _Taking:
    return lambda sheet, chance, _: cleanly_scanned(sheet, chance, dpi=dpi)


def _crooked(sheet: Sheet, chance: np.random.Generator, number: int) -> Image.Image:
    """2° to the left and right by turns."""
    angle = (2.0, -2.0)[number % 2] + float(chance.uniform(-0.2, 0.2))
    return cleanly_scanned(sheet, chance, angle=angle)


_GROUPS: dict[str, tuple[_Maker, _Taking, str, bool]] = {
    "noisy grey": (letters.small_print, _noisy("grey"), ".pdf", False),
    "noisy 1-bit": (letters.small_print, _noisy("1-bit"), ".pdf", False),
    "law and office": (letters.law, _clean(), ".pdf", False),
    "law and office, 200 dpi": (letters.law, _clean(200), ".pdf", False),
    "office fonts": (letters.prose, _clean(), ".pdf", True),
    "invoices, office fonts": (invoices.invoice, _clean(), ".pdf", False),
    "layouts, sidebar": (layouts.sidebar, _clean(), ".pdf", False),
    "layouts, form": (layouts.form, _clean(), ".pdf", False),
    "layouts, crooked form": (layouts.form, _crooked, ".pdf", False),
    "layouts, labels": (layouts.labels, _clean(), ".pdf", False),
    "layouts, table without lines": (layouts.table, _clean(), ".pdf", False),
    "layouts, two pages": (layouts.two_pages, _clean(), ".pdf", False),
    "layouts, stamp and handwriting": (layouts.stamped, _clean(), ".pdf", False),
}
"""Print, scan, format, and whether there is only one order to read it in."""


def kinds(stock: Stock) -> dict[str, Kind]:
    """Every group, with these fonts and texts; held-out ones say so in their name."""
    suffix = ", held out" if stock.held_out else ""

    def printing(make: _Maker) -> Callable[[np.random.Generator, int], Sheet | tuple[Sheet, ...]]:
        return lambda chance, number: make(stock, chance, number)

    return {
        name + suffix: Kind(ending, printing(make), taking, ordered=ordered)
        for name, (make, taking, ending, ordered) in _GROUPS.items()
    }


KINDS = kinds(Stock(fonts.USUAL))
HELD_OUT = kinds(Stock(fonts.HELD_OUT, held_out=True))
