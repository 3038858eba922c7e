"""Days as readers read them."""

from __future__ import annotations

import datetime

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def long_day(day: datetime.date) -> str:
    """`24 November 2026`, the same on every machine whatever its locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
