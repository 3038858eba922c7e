"""What changed is a page and an Atom feed, both made from the dated entries in the content."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser

from tests.build.project import Project

ATOM = "{http://www.w3.org/2005/Atom}"
HOME = "https://match-from-abroad.example/"  # the configuration is the real one


def feed(site: Path) -> ElementTree.Element:
    return ElementTree.parse(site / "feed.xml").getroot()


def texts(element: ElementTree.Element, *names: str) -> list[str | None]:
    return [element.findtext(f"{ATOM}{name}") for name in names]


def test_the_feed_has_every_change_newest_first_with_the_address_of_its_place_on_the_page(bicycles: Project) -> None:
    entries = feed(bicycles.site).findall(f"{ATOM}entry")
    assert [texts(entry, "title", "id", "updated", "summary") for entry in entries] == [
        [
            "The standard for frames has a new edition",
            f"{HOME}changes/#second-edition",
            "2026-11-20T00:00:00Z",
            'The tests of the standard were read again & the texts follow "them".',
        ],
        ["The first pages", f"{HOME}changes/#first-pages", "2026-10-02T00:00:00Z", ""],
    ]
    links = {entry.findtext(f"{ATOM}id"): entry.find(f"{ATOM}link") for entry in entries}
    assert {id_: link.get("href") if link is not None else None for id_, link in links.items()} == {
        id_: id_ for id_ in links
    }


def test_the_feed_says_what_the_standard_asks_of_it(bicycles: Project) -> None:
    root = feed(bicycles.site)
    assert root.tag == f"{ATOM}feed"
    assert texts(root, "title", "id", "updated") == ["Mend or Replace", HOME, "2026-11-20T00:00:00Z"]
    assert texts(root, f"author/{ATOM}name") == ["Mend or Replace"]
    assert {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")} == {
        "self": f"{HOME}feed.xml",
        "alternate": f"{HOME}changes/",
    }


def test_the_page_has_the_same_changes_and_every_page_names_the_feed(bicycles: Project) -> None:
    page = LexborHTMLParser((bicycles.site / "changes" / "index.html").read_text("utf-8"))
    assert [heading.attributes["id"] for heading in page.css("article h2")] == ["second-edition", "first-pages"]
    assert [link.attributes["href"] for link in page.css("article a") if "feed" in (link.attributes["href"] or "")] == [
        "../feed.xml"
    ]
    home = LexborHTMLParser((bicycles.site / "index.html").read_text("utf-8"))
    named = home.css_first('link[type="application/atom+xml"]')
    assert named is not None
    assert named.attributes["href"] == "./feed.xml"


def test_a_site_without_changes_has_a_feed_without_entries(minimal: Project) -> None:
    assert minimal.build() == []
    root = feed(minimal.site)
    assert root.findall(f"{ATOM}entry") == []
    assert texts(root, "updated") == ["1970-01-01T00:00:00Z"]
