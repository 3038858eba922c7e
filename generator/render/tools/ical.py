"""Calendar files of whole days, as RFC 5545 wants them; the same events give the same bytes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LONGEST = 75
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Event:
    """A day or several, with what is known about them."""

    uid: str
    """The same in every file, for ever: calendars find an event again by it."""
    title: str
    text: str
    first: datetime.date
    last: datetime.date
    url: str
    tentative: bool


def calendar(name: str, product: str, stamp: datetime.date, events: Sequence[Event]) -> bytes:
    """A calendar to subscribe to; `stamp` is the day that counts as the day on which it was made."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{escaped(product)}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        *(line for event in events for line in _lines(event, stamp)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _lines(event: Event, stamp: datetime.date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.last + _DAY:%Y%m%d}"
    yield f"SUMMARY:{escaped(event.title)}"
    yield f"DESCRIPTION:{escaped(event.text)}"
    yield f"URL:{event.url}"
    yield f"STATUS:{'TENTATIVE' if event.tentative else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Words as a value: none of their marks means anything, and no control character is left."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(" " if (ord(each) < 32 and each != "\n") or each == "\x7f" else each for each in text)
    return shown.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets, no character torn apart."""
    pieces, octets = [""], 0
    for character in line:
        size = len(character.encode())
        if octets + size > _LONGEST:
            pieces.append("")
            octets = 1
        pieces[-1] += character
        octets += size
    return "\r\n ".join(pieces)
