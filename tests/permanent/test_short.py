"""A short address gives the whole head of its page at once, and takes readers on without any script."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from tests.build.project import Project


def head(page: Path) -> dict[str, str | None]:
    """What a chat reads: the title, and every named tag with its content."""
    tree = LexborHTMLParser(page.read_text("utf-8"))
    named = {}
    for node in tree.css("head meta[name], head meta[property]"):
        name = node.attributes.get("property") or node.attributes.get("name")
        if name and name not in ("viewport", "generator"):
            named[name] = node.attributes.get("content")
    title = tree.css_first("title")
    canonical = tree.css_first("link[rel=canonical]")
    assert title is not None
    assert canonical is not None
    return {"title": title.text().strip(), "canonical": canonical.attributes["href"], **named}


def test_every_number_has_a_page_with_the_head_of_what_it_stands_for(bicycles: Project) -> None:
    numbers = sorted(int(page.name) for page in (bicycles.site / "q").iterdir())
    assert numbers == list(range(1, 28))
    short, whole = head(bicycles.site / "q/16/index.html"), head(bicycles.site / "answers/worn-chain/index.html")
    assert short == whole
    assert short["canonical"] == "https://match-from-abroad.example/answers/worn-chain/"


def test_readers_are_taken_on_and_see_the_answer_meanwhile(bicycles: Project) -> None:
    page = (bicycles.site / "q/16/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../../answers/worn-chain/">' in page
    assert '<h1><a href="../../answers/worn-chain/">Do I need new sprockets with a new chain?</a></h1>' in page
    assert "<p>Not if you change the chain in time;" in page


def test_an_outcome_has_a_short_address_of_its_own(bicycles: Project) -> None:
    page = (bicycles.site / "q/17/index.html").read_text("utf-8")
    assert "url=../../flows/is-it-safe/" in page


def test_a_site_without_numbers_has_no_short_addresses(minimal: Project) -> None:
    assert minimal.build() == []
    assert not (minimal.site / "q").exists()
