"""Where everything on a card stands: texts in, boxes and sizes out. Nothing is drawn here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.render.cards.fonts import ASCENT, DESCENT, Weight, ink, length, printable
from generator.render.cards.miniature import Miniature
from generator.render.wrapping import wrapped

WIDTH, HEIGHT = 1200, 630
"""In px: what chats and networks ask for."""

BAND = 16
"""The accent at the left edge."""

LONGEST, LONGEST_NAME = 1000, 200
"""Characters that a card takes of a title or answer, and of a label or foot: far more than anybody could read."""

_LEFT, _RIGHT, _RIGHT_BESIDE = 72, 1128, 640
_PANEL = 680
_MARGIN = 40
_LABEL, _BODY, _FOOT = (44, 96), (112, 512), (544, 592)
_SMALL = (30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 5, 4)
_SIZES = (*range(84, 28, -2), *range(28, 14, -1), 13, 12, 11, 10, 9, 8, 7, 6, 5, 4)
_WHOLE_WORDS = 34
"""At sizes from here on no word is broken: a smaller size is better."""
_ANSWER, _LEAST_ANSWER = 0.58, 30
_TIGHT, _OPEN = 1.16, 1.34
_GAP = 0.35


@dataclass(frozen=True)
class Rect:
    """A rectangle in px from the top left of the card."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, other: Rect) -> bool:
        """Whether the other one is nowhere outside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


PANEL = Rect(_PANEL, 0, WIDTH, HEIGHT)
"""The ground of the miniature, to the edges of the card."""
FRAME = Rect(_PANEL + _MARGIN, _MARGIN, WIDTH - _MARGIN, HEIGHT - _MARGIN)
"""What the miniature must not leave."""


class Role(StrEnum):
    """What a text is on the card."""

    LABEL = "label"
    TITLE = "title"
    ANSWER = "answer"
    FOOT = "foot"


@dataclass(frozen=True)
class Line:
    """A line of text: where its baseline begins, and what it blackens."""

    words: str
    x: float
    baseline: float
    ink: Rect


@dataclass(frozen=True)
class Text:
    """A text that stands in its box."""

    role: Role
    weight: Weight
    size: int
    box: Rect
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Face:
    """What a card is about; the same face gives the same card."""

    label: str
    """The kind of page."""
    title: str
    answer: str
    """The one sentence that the page says first."""
    foot: str
    """Whose page it is."""
    miniature: Miniature | None = None


@dataclass(frozen=True)
class Layout:
    """Everything that will be drawn, and where."""

    texts: tuple[Text, ...]
    miniature: Miniature | None
    """In its frame, as large as it can be."""


def lay_out(face: Face) -> Layout:
    """The layout of a face: all of its words at the largest sizes that fit."""
    right = _RIGHT_BESIDE if face.miniature else _RIGHT
    label = _fitted(Role.LABEL, Weight.BOLD, face.label, Rect(_LEFT, _LABEL[0], right, _LABEL[1]))
    foot = _fitted(Role.FOOT, Weight.REGULAR, face.foot, Rect(_LEFT, _FOOT[0], right, _FOOT[1]))
    body = _body(_words(face.title, LONGEST), _words(face.answer, LONGEST), Rect(_LEFT, _BODY[0], right, _BODY[1]))
    return Layout((label, *body, foot), face.miniature)


def _words(text: str, most: int) -> str:
    words = printable(text)
    return words if len(words) <= most else f"{words[:most].rpartition(' ')[0] or words[:most]}…"


def _body(title: str, answer: str, area: Rect) -> tuple[Text, Text]:
    """Title and answer below each other, the answer always smaller."""
    for size in _SIZES:
        small = min(max(round(size * _ANSWER), _LEAST_ANSWER), round(size * 0.8))
        above = _set(Role.TITLE, Weight.BOLD, size, title, area)
        if above is None:
            continue
        top = above.box.bottom + (size * _GAP if title else 0)
        below = _set(Role.ANSWER, Weight.REGULAR, small, answer, Rect(area.left, top, area.right, area.bottom))
        if below is not None:
            return above, below
    raise AssertionError("texts of the longest length fit at the smallest size")


def _fitted(role: Role, weight: Weight, text: str, area: Rect) -> Text:
    """A text by itself in its area."""
    words = _words(text, LONGEST_NAME)
    for size in _SMALL:
        found = _set(role, weight, size, words, area)
        if found is not None:
            return found
    raise AssertionError("a text of the longest length fits at the smallest size")


def _set(role: Role, weight: Weight, size: int, text: str, area: Rect) -> Text | None:
    """The text from the top of the area at this size, in a box of its height; None if it needs more room."""
    words = text.split(" ") if text else []
    if size >= _WHOLE_WORDS and any(length(word, weight, size) > area.width for word in words):
        return None
    found = wrapped(words, lambda part: length(part, weight, size), area.width)
    leading = size * (_TIGHT if weight is Weight.BOLD else _OPEN)
    high = size * (ASCENT + DESCENT) + leading * (len(found) - 1) if found else 0
    box = Rect(area.left, area.top, area.right, area.top + high)
    lines = tuple(_lines(found, weight, size, box, leading))
    fits = area.holds(box) and all(box.holds(line.ink) for line in lines)
    return Text(role, weight, size, box, lines) if fits else None


def _lines(found: tuple[str, ...], weight: Weight, size: int, box: Rect, leading: float) -> Iterator[Line]:
    for number, words in enumerate(found):
        left, top, right, bottom = ink(words, weight, size)
        x, baseline = box.left - min(left, 0), round(box.top + size * ASCENT + leading * number)
        yield Line(words, x, baseline, Rect(x + left, baseline + top, x + right, baseline + bottom))
