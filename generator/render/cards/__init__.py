"""Preview cards: the picture that a chat shows beside a link. Words in, PNG out; no disk, no clock."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from generator.render.cards.drawing import png
from generator.render.cards.fonts import version
from generator.render.cards.layout import HEIGHT, WIDTH, Face, Layout, Rect, Role, Text, lay_out

__all__ = ["DESIGN", "HEIGHT", "WIDTH", "Card", "Face", "Layout", "Rect", "Role", "Text", "card", "key", "lay_out"]

DESIGN = 1
"""Counts the changes of how cards look: with another number every card is drawn again."""


@dataclass(frozen=True)
class Card:
    """A picture and where everything on it stands."""

    png: bytes
    layout: Layout


def card(face: Face) -> Card:
    """The card of a face: 1200 × 630 px, all of its words on it; the same face gives the same bytes."""
    layout = lay_out(face)
    return Card(png(layout), layout)


def key(face: Face) -> str:
    """A name for the picture that changes with everything it depends on."""
    return hashlib.sha256(f"{DESIGN} {version()} {face!r}".encode("utf-8", "surrogatepass")).hexdigest()
