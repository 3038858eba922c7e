"""How wide words will be on a screen nobody has seen yet, and where to break their lines.

The font is the one Pillow carries, so the machine that builds the site does not matter. Characters are
measured one by one: with or without the shaping library that only some Pillow builds have, the sum is the
same. The reader's own system font is a little wider or narrower, which `SLACK` pays for.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from PIL import ImageFont

from generator.render.wrapping import wrapped

SLACK = 1.12
"""Room for a system font wider than the measured one."""

_SAMPLE = 200
_MISSING = "\ue000"
_WIDE, _EMOJI, _OTHER = 1.0, 1.3, 0.8
_GAP = re.compile(r"[^\S\xa0\u202f]+")
_UNDRAWABLE = {"Cc", "Cs", "Co"}
# A line break would leave an embedding or override open, and it would then reach into whatever comes next.
_REFUSED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") | frozenset("\ufffe\uffff")


def drawable(text: str) -> str:
    """The text on one line, without what XML forbids or no font draws: single spaces, none at the ends."""
    one_line = " ".join(filter(None, _GAP.split(text)))
    return "".join(filter(_is_drawable, one_line)).strip(" ")


def _is_drawable(char: str) -> bool:
    return unicodedata.category(char) not in _UNDRAWABLE and char not in _REFUSED


def width(text: str, size: float) -> float:
    """The room a line needs, in the unit of `size` (the font size), slack included."""
    return sum(map(_advance, text)) * size * SLACK


@lru_cache(maxsize=4096)
def wrap(text: str, size: float, limit: float) -> tuple[str, ...]:
    """The drawable text in as few lines as `limit` allows, evenly filled; at least one, which may be empty.

    A word too long for a line is broken, after a hyphen or slash where it has one.
    """
    return wrapped(_GAP.split(drawable(text)), lambda part: width(part, size), limit)


@lru_cache(maxsize=4096)
def _advance(char: str) -> float:
    """The width of one character in ems; a careful guess where the font does not have it."""
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0.0
    if bytes(_font().getmask(char)) != _missing_glyph():
        return _font().getlength(char) / _SAMPLE
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return _EMOJI if char >= "\U0001f000" else _WIDE
    plain = unicodedata.normalize("NFKD", char)
    return _OTHER if plain == char else sum(map(_advance, plain))


@cache
def _font() -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size=_SAMPLE)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow was built without FreeType"
    return font


@cache
def _missing_glyph() -> bytes:
    return bytes(_font().getmask(_MISSING))
