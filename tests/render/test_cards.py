"""Preview cards: every word has its place, and the same words give the same picture."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from generator.render.cards import HEIGHT, WIDTH, Face, Rect, Role, card, key, lay_out
from generator.render.cards.drawing import ACCENT, INK, MUTED, PAPER, RULE, WASH
from generator.render.cards.fonts import Weight, font, printable
from generator.render.cards.layout import FRAME, LONGEST, LONGEST_NAME, PANEL
from generator.render.cards.miniature import Miniature, Node
from generator.render.outlines import Shape
from tests.build.project import ROOT

PICTURE = Miniature(
    (200, 300),
    (
        Node("ask", Shape.QUESTION, (50, 0, 150, 40)),
        Node("do", Shape.ACTION, (0, 100, 90, 140)),
        Node("end", Shape.OUTCOME, (110, 260, 200, 300), True),
    ),
    (((100, 40), (45, 100)), ((100, 40), (155, 260))),
)
FACE = Face(
    "Answer",
    "Does rain wear out an umbrella?",
    "No: wind does, and folding it while it is wet.",
    "Umbrella",
)
WIDEST = max(map(chr, range(0x20, 0x2600)), key=lambda char: font(Weight.BOLD, 64).getlength(printable(char)))
TEXTS = st.one_of(
    st.text(max_size=300),
    st.text("abcdefghij klmno-/ ", max_size=300),
    st.text("Wim", min_size=40, max_size=120),
    st.text("اردوسوال ٣😀👩‍⚕️🇵🇰é̂ ", max_size=80),
)


def image(png: bytes) -> Image.Image:
    with Image.open(BytesIO(png)) as opened:
        opened.load()
        return opened.copy()


def whole(box: Rect) -> tuple[int, int, int, int]:
    """The box with its edges at whole px."""
    return round(box.left), round(box.top), round(box.right), round(box.bottom)


def all_fits(face: Face) -> None:
    texts = lay_out(face).texts
    assert [text.role for text in texts] == [Role.LABEL, Role.TITLE, Role.ANSWER, Role.FOOT]
    assert all(Rect(0, 0, WIDTH, HEIGHT).holds(text.box) for text in texts)
    assert all(text.box.holds(line.ink) for text in texts for line in text.lines)
    assert all(above.box.bottom <= below.box.top for above, below in pairwise(texts))
    if face.miniature:
        assert all(text.box.right < PANEL.left for text in texts)
    given_ = (face.label, face.title, face.answer, face.foot)
    most = (LONGEST_NAME, LONGEST, LONGEST, LONGEST_NAME)
    for text, words, limit in zip(texts, map(printable, given_), most, strict=True):
        written = "".join(line.words for line in text.lines).replace(" ", "")
        assert written == words.replace(" ", "") or len(words) > limit


@settings(deadline=None, max_examples=150)
@given(TEXTS, TEXTS, TEXTS, TEXTS, st.booleans())
@example("", "", "", "", False)
@example("", " ", "\u200d", "\n", True)
@example(WIDEST * 5000, WIDEST * 5000, WIDEST * 5000, WIDEST * 5000, True)
@example("x", f"{WIDEST * 85} " * 20, f"{WIDEST * 115} " * 20, "x", True)
def test_whatever_the_words_all_of_them_stand_inside_their_boxes(
    label: str, title: str, answer: str, foot: str, beside: bool
) -> None:
    all_fits(Face(label, title, answer, foot, PICTURE if beside else None))


@settings(deadline=None, max_examples=15)
@given(TEXTS, TEXTS)
def test_any_text_gives_a_picture_of_the_right_size_and_weight(title: str, answer: str) -> None:
    data = card(Face("Answer", title, answer, "Umbrella")).png
    assert (image(data).size, image(data).mode) == ((1200, 630), "P")
    assert len(data) <= 100_000


@pytest.mark.parametrize("face", [FACE, Face(FACE.label, "Ṹber Ễlan: Ą, ç & (j)", "{|}_@ Ǻ Ţ ŋ", FACE.foot, PICTURE)])
def test_nothing_is_drawn_outside_the_boxes(face: Face) -> None:
    blank = image(card(Face("", "", "", "", face.miniature)).png).convert("RGB")
    made = card(face)
    drawn = image(made.png).convert("RGB")
    for text in made.layout.texts:
        box = whole(text.box)
        assert ImageChops.difference(blank.crop(box), drawn.crop(box)).getbbox(), f"{text.role} is not drawn"
        drawn.paste(blank.crop(box), box)
    assert ImageChops.difference(blank, drawn).getbbox() is None


def test_the_miniature_stays_in_its_frame_and_points_out_what_was_chosen() -> None:
    panel = image(card(Face("", "", "", "", PICTURE)).png).convert("RGB")
    bare = Image.new("RGB", panel.size, PAPER)
    bare.paste(WASH, whole(PANEL))
    bare.paste(panel.crop((0, 0, 100, HEIGHT)), (0, 0))
    found = ImageChops.difference(panel, bare).getbbox()
    assert found is not None
    left, top, right, bottom = found
    # The outline is drawn half outside the box that it surrounds.
    assert Rect(FRAME.left - 3, FRAME.top - 3, FRAME.right + 3, FRAME.bottom + 3).holds(Rect(left, top, right, bottom))
    outcome = Rect(*PICTURE.nodes[2].box)
    scale = min(FRAME.width / 200, FRAME.height / 300, 1.15)
    x = FRAME.left + (FRAME.width - 200 * scale) / 2 + (outcome.left + outcome.right) / 2 * scale
    y = FRAME.top + (FRAME.height - 300 * scale) / 2 + (outcome.top + outcome.bottom) / 2 * scale
    assert panel.getpixel((round(x), round(y))) == ACCENT


def test_words_are_as_large_as_there_is_room_for() -> None:
    sizes = [
        {text.role: text.size for text in lay_out(Face("Answer", title, answer, "Umbrella")).texts}
        for title, answer in [("Rain?", "No."), (FACE.title * 2, FACE.answer * 2), (FACE.title * 5, FACE.answer * 5)]
    ]
    titles, answers = ([size[role] for size in sizes] for role in (Role.TITLE, Role.ANSWER))
    assert titles == sorted(titles, reverse=True)
    assert titles[0] == 84
    assert all(title > answer for title, answer in zip(titles, answers, strict=True))


def test_ordinary_words_stay_whole_and_endless_ones_are_broken() -> None:
    title, endless = (
        "Umbrella internationalisation",
        "http://umbrella.example/" + "x" * 200,
    )
    kept, broken = (lay_out(Face("", words, "", "", PICTURE)).texts[1] for words in (title, endless))
    assert " ".join(line.words for line in kept.lines) == title
    assert len(broken.lines) > 1
    assert "".join(line.words for line in broken.lines) == endless


def test_signs_that_the_font_lacks_are_left_out_and_other_scripts_leave_an_ellipsis() -> None:
    assert printable("Rain 🌧️ today 👩‍⚕️!") == "Rain today !"
    assert printable("Say بارش or 雨 雨, not e\u0301te") == "Say … or …, not éte"
    assert printable("８ ﬁngers,\u202fnarrow\ttab\u00ad") == "8 ﬁngers,\xa0narrow tab"
    assert (
        printable("Zürich × 230–244 → “Bogotá” ≥ €5 Ελλάδα Россия") == "Zürich × 230–244 → “Bogotá” ≥ €5 Ελλάδα Россия"
    )
    assert printable("雨 雨") == "…"


def test_another_process_draws_the_same_bytes() -> None:
    face = Face(FACE.label, FACE.title, FACE.answer, FACE.foot, PICTURE)
    code = (
        "import hashlib\n"
        "from tests.render.test_cards import FACE, PICTURE, Face, card, key\n"
        "face = Face(FACE.label, FACE.title, FACE.answer, FACE.foot, PICTURE)\n"
        "print(key(face), card(face).png.hex())"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for seed in ("1", "2")
    ]
    assert said == [[key(face), card(face).png.hex()]] * 2


def test_the_key_changes_with_everything_on_the_card() -> None:
    other = Miniature(PICTURE.size, PICTURE.nodes[:2], PICTURE.lines)
    faces = [
        FACE,
        Face("Guide", FACE.title, FACE.answer, FACE.foot),
        Face(FACE.label, "Title", FACE.answer, FACE.foot),
        Face(FACE.label, FACE.title, "Answer", FACE.foot),
        Face(FACE.label, FACE.title, FACE.answer, "Foot"),
        Face(FACE.label, FACE.title, FACE.answer, FACE.foot, PICTURE),
        Face(FACE.label, FACE.title, FACE.answer, FACE.foot, other),
    ]
    assert len({key(face) for face in faces}) == len(faces)


def test_the_colours_are_those_of_the_pages() -> None:
    css = (ROOT / "generator" / "theme" / "assets" / "site.css").read_text("utf-8")
    scheme = css[css.index('[data-md-color-scheme="default"]') :]

    def colour(name: str, text: str) -> tuple[int, ...]:
        found = re.search(rf"{name}: #([0-9a-f]{{6}});", text)
        assert found is not None
        return tuple(bytes.fromhex(found[1]))

    assert {name: colour(name, css) for name in ("--accent", "--wash", "--rule")} == {
        "--accent": ACCENT,
        "--wash": WASH,
        "--rule": RULE,
    }
    assert colour("--md-default-fg-color", scheme) == INK
    assert colour("--md-default-fg-color--light", scheme) == MUTED
