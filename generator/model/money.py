"""Amounts of money as they stand in facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_PRICE = re.compile(r"([A-Z]{3}) ([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]{1,2})?")


@dataclass(frozen=True)
class Price:
    """An amount in a currency."""

    currency: str
    amount: Decimal

    def __str__(self) -> str:
        digits = f"{self.amount:,.2f}".removesuffix(".00")
        return f"{self.currency} {digits}"


def price(text: str) -> Price | None:
    """The price that a text is, such as `USD 1,230`; None if it is something else."""
    found = _PRICE.fullmatch(text.strip())
    return Price(found[1], Decimal(found[2].replace(",", "") + (found[3] or ""))) if found else None
