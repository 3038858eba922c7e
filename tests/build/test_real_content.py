"""The knowledge base of this project, whole."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.build import check_content
from tests.build.project import ROOT, Project


@pytest.fixture(scope="module")
def pages(real: Project) -> dict[str, LexborHTMLParser]:
    """Every page but those that lead on at once and the one for what is not there."""
    texts = {path.relative_to(real.site).as_posix(): path.read_text("utf-8") for path in real.site.rglob("*.html")}
    return {
        path: LexborHTMLParser(text)
        for path, text in texts.items()
        if path != "404.html" and 'http-equiv="refresh"' not in text
    }


def test_the_content_has_no_problem_at_all() -> None:
    assert check_content(ROOT / "content")[1] == []


def test_every_page_has_exactly_one_heading_of_the_first_level(pages: dict[str, LexborHTMLParser]) -> None:
    assert {path: count for path, page in pages.items() if (count := len(page.css("h1"))) != 1} == {}


def test_every_page_that_a_search_engine_may_show_has_a_title_of_its_own(pages: dict[str, LexborHTMLParser]) -> None:
    found = (page for page in pages.values() if not page.css("head meta[name=robots][content=noindex]"))
    titles = Counter(" | ".join(node.text() for node in page.css("title")) for page in found)
    assert {title: count for title, count in titles.items() if count > 1 or len(title) < 4} == {}


def test_every_page_has_a_description_that_says_something(pages: dict[str, LexborHTMLParser]) -> None:
    described = {
        path: [node.attributes.get("content") or "" for node in page.css("head meta[name=description]")]
        for path, page in pages.items()
    }
    assert {path: found for path, found in described.items() if [len(text) >= 20 for text in found] != [True]} == {}


def test_the_footer_of_every_page_says_who_publishes_it_and_that_it_is_no_legal_advice(
    pages: dict[str, LexborHTMLParser],
) -> None:
    footers = {path: " ".join(node.text() for node in page.css(".md-copyright")) for path, page in pages.items()}
    assert {
        path: text for path, text in footers.items() if "not legal advice" not in text or "editors" not in text
    } == {}


def test_headings_go_down_one_level_at_a_time(pages: dict[str, LexborHTMLParser]) -> None:
    levels = {
        path: [int((node.tag or "")[1:]) for node in page.css("article :is(h1, h2, h3, h4, h5, h6)")]
        for path, page in pages.items()
    }
    jumps = {path: found for path, found in levels.items() if any(b - a > 1 for a, b in pairwise(found))}
    assert jumps == {}


def test_no_page_names_a_place_of_the_building_machine(real: Project) -> None:
    found = [
        path.relative_to(real.site).as_posix()
        for path in real.site.rglob("*")
        if path.suffix in {".html", ".json", ".css", ".xml"} and str(real.root).encode() in path.read_bytes()
    ]
    assert found == []


def test_the_build_leaves_no_other_files_behind(real: Project) -> None:
    assert sorted(path.name for path in real.root.iterdir()) == ["build", "content", "docs", "site"]
    assert sorted(path.name for path in (real.root / "build").iterdir()) == [
        ".lock", "cards", "pages.json", "pages.sqlite", "qr.json", "site", "weights.txt",
    ]  # fmt: skip


def test_every_short_address_gives_the_whole_head_of_its_page_at_once(real: Project) -> None:
    short = sorted((real.site / "q").glob("*/index.html"), key=lambda page: int(page.parent.name))
    assert [int(page.parent.name) for page in short] == list(range(1, len(short) + 1))
    wrong = {}
    for page in short:
        text = page.read_text("utf-8")
        target = LexborHTMLParser(text).css_first("meta[http-equiv=refresh]")
        assert target is not None
        address = (target.attributes["content"] or "").partition("url=")[2]
        whole = (page.parent / address / "index.html").read_text("utf-8")
        if _preview(text) != _preview(whole) or not _preview(text)["og:image"]:
            wrong[page.parent.name] = address
    assert wrong == {}


def _preview(html: str) -> dict[str, list[str]]:
    """What a chat shows: every tag that says what the page is, with its values."""
    tree = LexborHTMLParser(html)
    found: dict[str, list[str]] = {"title": [node.text() for node in tree.css("head > title")]}
    for node in tree.css("head meta[property], head meta[name]"):
        name = node.attributes.get("property") or node.attributes.get("name") or ""
        if name == "description" or name.startswith(("og:", "twitter:")):
            found.setdefault(name, []).append(node.attributes.get("content") or "")
    return found
