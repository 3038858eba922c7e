"""The font of the cards: what it can draw, and how wide words are in it.

Lato (SIL Open Font License), in the two weights that the MkDocs package carries: no font of the machine is asked.
Characters are set one by one, without the shaping library that only some machines have, so that the same words
give the same pixels everywhere.
"""

from __future__ import annotations

import hashlib
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO

import PIL
from PIL import ImageFont

ASCENT, DESCENT = 1.1, 0.3
"""What the highest capital with two accents and the lowest tail need above and below a baseline, in ems."""

_FOLDER = "themes/readthedocs/css/fonts"
_MISSING = "\ue000"
_SAMPLE = 64
_LEFT_OUT = "…"


class Weight(StrEnum):
    """The weights there are, by the names of their files."""

    REGULAR = "lato-normal.woff"
    BOLD = "lato-bold.woff"


@cache
def version() -> str:
    """Names everything outside this program that decides how a word looks."""
    files = hashlib.sha256(b"".join(_data(weight) for weight in Weight)).hexdigest()
    return f"{files} Pillow {PIL.__version__}"


@lru_cache(maxsize=256)
def font(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    """The font at a size in px."""
    return ImageFont.truetype(BytesIO(_data(weight)), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1 << 15)
def length(text: str, weight: Weight, size: int) -> float:
    """How far a text on one line takes the pen, in px."""
    return font(weight, size).getlength(text)


def ink(text: str, weight: Weight, size: int) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what a text on one line blackens, from the start of its baseline."""
    return font(weight, size).getbbox(text, anchor="ls")


def printable(text: str) -> str:
    """The text on one line in characters that the font has.

    Emoji and other signs that it lacks are left out; where letters of another script are, an ellipsis stands.
    """
    found = "".join(map(_printable, unicodedata.normalize("NFC", text)))
    words = " ".join(filter(None, found.split(" ")))
    while (shorter := words.replace(f"{_LEFT_OUT} {_LEFT_OUT}", _LEFT_OUT).replace(_LEFT_OUT * 2, _LEFT_OUT)) != words:
        words = shorter
    return words


@lru_cache(maxsize=4096)
def _printable(char: str) -> str:
    """What stands for a character: mostly itself."""
    category = unicodedata.category(char)
    if char in "\xa0\u202f":
        return "\xa0"
    if char.isspace():
        return " "
    if category[0] in "CM":
        return ""
    if _has(char):
        return char
    plain = unicodedata.normalize("NFKC", char)
    if all(map(_has, plain)):
        return plain
    return _LEFT_OUT if category[0] in "LN" else ""


def _has(char: str) -> bool:
    if unicodedata.category(char)[0] in "CMZ":
        return char == " "
    return all(bytes(font(weight, _SAMPLE).getmask(char)) != _missing_glyph(weight) for weight in Weight)


@cache
def _missing_glyph(weight: Weight) -> bytes:
    return bytes(font(weight, _SAMPLE).getmask(_MISSING))


@cache
def _data(weight: Weight) -> bytes:
    return resources.files("mkdocs").joinpath(_FOLDER, weight.value).read_bytes()
