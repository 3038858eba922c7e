"""A layout to the bytes of a PNG. The only module that draws with Pillow."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from generator.render.cards.fonts import font
from generator.render.cards.layout import BAND, FRAME, HEIGHT, PANEL, WIDTH, Layout, Role, Text
from generator.render.cards.miniature import Miniature, Node
from generator.render.outlines import Point, Shape

Colour = tuple[int, int, int]

# The light colours of theme/assets/site.css; a test compares.
INK, MUTED, ACCENT = (27, 35, 38), (74, 86, 90), (11, 90, 104)
PAPER, WASH, RULE = (255, 255, 255), (238, 245, 246), (201, 214, 217)

_COLOURS = {Role.LABEL: ACCENT, Role.TITLE: INK, Role.ANSWER: MUTED, Role.FOOT: ACCENT}
_STEPS = 16
"""Shades between two colours: as many as the eye needs at the edge of a letter."""
_FINE = 3
"""Shapes are drawn this much larger first: Pillow smooths no edges by itself."""
_PACKING = 5
"""The next level takes twice the time for 3 % of 25 KB; `optimize` eight times as long as drawing, for a tenth."""
_LINE, _OUTLINE = 3, 3
_LARGEST = 1.15
_SLANT = 0.18


def png(layout: Layout) -> bytes:
    """The picture, with a palette; the same layout gives the same bytes."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, BAND - 1, HEIGHT - 1), fill=ACCENT)
    if layout.miniature:
        image.paste(_panel(layout.miniature), (int(PANEL.left), int(PANEL.top)))
    for text in layout.texts:
        _write(pen, text)
    file = BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(file, "PNG", compress_level=_PACKING)
    return file.getvalue()


def _write(pen: ImageDraw.ImageDraw, text: Text) -> None:
    letters = font(text.weight, text.size)
    for line in text.lines:
        pen.text((line.x, line.baseline), line.words, font=letters, fill=_COLOURS[text.role], anchor="ls")


def _panel(it: Miniature) -> Image.Image:
    """The miniature on its ground, in the middle of its frame."""
    image = Image.new("RGB", (int(PANEL.width) * _FINE, int(PANEL.height) * _FINE), WASH)
    pen = ImageDraw.Draw(image)
    scale = min(FRAME.width / it.size[0], FRAME.height / it.size[1], _LARGEST)
    left = FRAME.left - PANEL.left + (FRAME.width - it.size[0] * scale) / 2
    top = FRAME.top - PANEL.top + (FRAME.height - it.size[1] * scale) / 2

    def at(point: Point) -> Point:
        return (left + point[0] * scale) * _FINE, (top + point[1] * scale) * _FINE

    for line in it.lines:
        pen.line([at(point) for point in line], fill=ACCENT, width=_LINE * _FINE, joint="curve")
    for node in it.nodes:
        _draw_node(pen, node, (*at(node.box[:2]), *at(node.box[2:])))
    return image.reduce(_FINE)


def _draw_node(pen: ImageDraw.ImageDraw, node: Node, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    fill = ACCENT if node.is_chosen else RULE if node.shape is Shape.OUTCOME else PAPER
    width = _OUTLINE * _FINE
    match node.shape:
        case Shape.QUESTION:
            slant, middle = (bottom - top) * _SLANT, (top + bottom) / 2
            corners = [
                (left, middle), (left + slant, top), (right - slant, top),
                (right, middle), (right - slant, bottom), (left + slant, bottom),
            ]  # fmt: skip
            pen.polygon(corners, fill=fill)
            pen.line([*corners, *corners[:2]], fill=ACCENT, width=width, joint="curve")
        case Shape.OUTCOME:
            pen.rounded_rectangle(box, radius=(bottom - top) / 2, fill=fill, outline=ACCENT, width=width)
        case _:
            pen.rectangle(box, fill=fill, outline=ACCENT, width=width)


@cache
def _palette() -> Image.Image:
    """Every shade that can occur: between a ground and what is drawn on it."""
    pairs = [(PAPER, INK), (PAPER, MUTED), (PAPER, ACCENT), (WASH, ACCENT), (RULE, ACCENT)]
    shades = dict.fromkeys(shade for ground, colour in pairs for shade in _between(ground, colour))
    image = Image.new("P", (1, 1))
    image.putpalette([part for shade in shades for part in shade])
    return image


def _between(one: Colour, other: Colour) -> list[Colour]:
    shares = [step / (_STEPS - 1) for step in range(_STEPS)]
    return [tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True)) for share in shares]  # type: ignore[misc]
