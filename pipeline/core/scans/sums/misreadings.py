"""How likely one figure was read for another, and how the other is written."""

from __future__ import annotations

from pipeline.core.scans.sums.figures import UNIT, Figure, decimal_of, digits_of

LIKELY, POSSIBLE, RARE = 1, 2, 3
"""Digits that look alike; any one digit; a digit too many or too few."""

_ALIKE = tuple(map(frozenset, ("035689", "17", "14", "49", "27")))
"""Digits that are taken for one another."""


def misreading(figure: Figure, value: int) -> tuple[int, str] | None:
    """The cost of taking ``value`` for the figure, and how it is written there.

    None if more than one thing would have to be misread.
    """
    if value == figure.value or value * figure.value < 0:
        return None
    for places in (figure.places,) if figure.places else (0, 2):
        wanted, rest = divmod(abs(value) * 10**places, UNIT)
        found = None if rest else _one_edit(figure, str(wanted).zfill(places + 1), places)
        if found is not None:
            return found
    return None


def _one_edit(figure: Figure, wanted: str, places: int) -> tuple[int, str] | None:
    """The single edit that turns the digits read into the ``wanted`` ones."""
    text = digits_of(figure.core)
    at = [place for place, sign in enumerate(text) if sign.isdigit()]
    read = "".join(text[place] for place in at)
    if read == wanted:  # only the decimal mark is lost or at another place
        return LIKELY, _written(wanted, places, figure.decimal)
    if len(read) == len(wanted) and places == figure.places:
        differing = [
            place for place, pair in enumerate(zip(read, wanted, strict=True)) if pair[0] != pair[1]
        ]
        if len(differing) != 1:
            return None
        (place,) = differing
        pair = {read[place], wanted[place]}
        cost = LIKELY if any(pair <= alike for alike in _ALIKE) else POSSIBLE
        return cost, f"{text[: at[place]]}{wanted[place]}{text[at[place] + 1 :]}"
    if len(read) == len(wanted) + 1 and _without_one(read, wanted):
        return RARE, _written(wanted, places, decimal_of(text) or figure.decimal)
    if len(read) + 1 == len(wanted) and _without_one(wanted, read):
        return RARE, _written(wanted, places, decimal_of(text) or figure.decimal)
    return None


def proper_core(figure: Figure) -> str:
    """The figure as it is written properly, with its page's decimal mark."""
    shown = abs(figure.value) * 10**figure.places // UNIT
    return _written(str(shown).zfill(figure.places + 1), figure.places, figure.decimal)


def _without_one(longer: str, shorter: str) -> bool:
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _written(digits: str, places: int, decimal: str) -> str:
    whole = digits[: len(digits) - places] if places else digits
    grouped = f"{int(whole):,}".replace(",", "." if decimal == "," else ",")
    return f"{grouped}{decimal}{digits[-places:]}" if places else grouped
