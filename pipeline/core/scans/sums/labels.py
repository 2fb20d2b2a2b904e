"""What the words of a row say of its amounts, in German and in English."""

from __future__ import annotations

import re
from functools import lru_cache

_TOTAL = re.compile(
    r"summe|gesamt|tot(?:a|aa)l|netto|brutto|(?<!basis)(?<!grund)betrag\b|\bsum\b|amount due"
    r"|\bdue\b|zu zahlen|zahlbar|saldo|kontostand|balance|übertrag|endbetrag|\bnet\b|\bgross\b"
    r"|to pay|payable"
)
_TAX = re.compile(
    r"\bm\.?w\.?st|\bust\b|umsatzst|mehrwertst|\bvat\b|\btax\b|steuer|\bbtw\b|\btva\b"
)
_MINUS = re.compile(
    r"\babz|abzüglich|rabatt|nachlass|nachlaß|skonto|discount|\bless\b|anzahlung|gutschrift"
    r"|erhalten|\bpaid\b|deposit|\bcredit\b|bereits|vorauszahl|teilzahlung|abschlag|abschläg"
    r"|vorschuss"
)
_INSIDE = re.compile(r"enthalten|\bdarin\b|\bdavon\b|\binkl|\bincl|included")
_CARRIED = re.compile(r"übertrag|vortrag|carried|brought|forward")

_HEADING = re.compile(
    r"betrag|preis|menge|steuer|amount|price|quantity|\bqty\b|\bvat\b|\btax\b|total|prozent"
)


@lru_cache(maxsize=4096)  # a row is asked about for each reading that is tried
def is_heading(label: str) -> bool:
    """Whether a row without figures names the columns of a table."""
    return len(set(_HEADING.findall(label))) > 1


@lru_cache(maxsize=4096)
def is_total(label: str) -> bool:
    """Whether a row calls its amount a sum."""
    return _TOTAL.search(label) is not None


@lru_cache(maxsize=4096)
def is_tax(label: str) -> bool:
    """Whether a row calls its amount a tax."""
    return _TAX.search(label) is not None


@lru_cache(maxsize=4096)
def is_minus(label: str) -> bool:
    """Whether a row takes its amount away."""
    return _MINUS.search(label) is not None


@lru_cache(maxsize=4096)
def is_inside(label: str) -> bool:
    """Whether a row names a part of an amount above: "darin enthalten"."""
    return _INSIDE.search(label) is not None


@lru_cache(maxsize=4096)
def is_carried(label: str) -> bool:
    """Whether a row carries a sum over to or from another page."""
    return _CARRIED.search(label) is not None
