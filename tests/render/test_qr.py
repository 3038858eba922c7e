"""QR codes: the drawing is the code of the address, with its quiet zone, the same every time."""

from __future__ import annotations

import re

import segno

from generator.render.qr import qr_code, qr_texts
from tests.render.test_sharing import bicycles, pages

ADDRESS = "https://match.example/project/q/123/"


def squares(svg: str) -> tuple[int, set[tuple[int, int]]]:
    """The side of the drawing and its dark squares, as (row, column): read from what is drawn."""
    side = int(re.findall(r'viewBox="0 0 (\d+) \1"', svg)[0])
    (path,) = re.findall(r'stroke="#000" d="(.*?)"', svg)
    dark, x, y = set(), 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([^Mmh]*)", path):
        values = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "h":
            dark |= {(int(y - 0.5), int(x) + step) for step in range(int(values[0]))}
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    return side, dark


def test_the_drawing_is_the_code_of_the_address_with_four_empty_squares_around_it() -> None:
    matrix = segno.make_qr(ADDRESS, error="m").matrix
    side, dark = squares(qr_code(ADDRESS))
    assert side == len(matrix) + 8
    assert dark == {(y + 4, x + 4) for y, row in enumerate(matrix) for x, square in enumerate(row) if square}


def test_the_drawing_scales_and_is_black_on_white_in_every_colour_scheme() -> None:
    svg = qr_code(ADDRESS)
    assert not re.search(r'<svg[^>]*\b(width|height)="', svg)
    assert 'fill="#fff"' in svg


def test_the_same_address_gives_the_same_bytes() -> None:
    first = qr_code(ADDRESS)
    assert qr_code(ADDRESS) == first


def test_every_page_that_can_be_passed_on_has_the_code_of_its_full_address() -> None:
    made = qr_texts(bicycles(), "https://x.example/project")
    named = {address for text in pages().values() for address in re.findall(r'src="https://root\.invalid/(\S+)"', text)}
    assert named == set(made)
    assert made["q/16/qr.svg"] == "https://x.example/project/q/16/"
    assert made["jobs/mend-the-part/qr.svg"] == "https://x.example/project/jobs/mend-the-part/"
