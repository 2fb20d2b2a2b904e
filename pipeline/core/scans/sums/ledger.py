"""Which sums of a document are right, and which ought to be."""

from __future__ import annotations

from pipeline.core.scans.sums.equations import Ledger, Values
from pipeline.core.scans.sums.products import products
from pipeline.core.scans.sums.shares import row_shares
from pipeline.core.scans.sums.sheet import Sheet
from pipeline.core.scans.sums.totals import column_sums


def ledger_of(sheet: Sheet, values: Values) -> Ledger:
    """What adds up if figures have these values instead of those read."""
    lines, wrong = products(sheet, values)
    taxes, off = row_shares(sheet, values)
    trios = (*(each.figures for each in lines), *(each.figures for each in wrong))
    amounts = frozenset(figures[-1] for figures in trios)
    sums, missed = column_sums(sheet, values, amounts)
    return Ledger(frozenset((*lines, *taxes, *sums)), (*wrong, *off, *missed))
