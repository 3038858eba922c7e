"""What a screen reader reads out of every page of the site: its language, its headings, its regions, its names."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.finish.addresses import scheme
from tests.build.project import Project
from tests.site.kinds import LEADS_ON

ALONE = {"embed.html", "embed/index.html"}
"""Pages for frames on other sites: the site around them has the regions."""


def outline(text: str) -> list[str]:
    """What is wrong with the outline of a page."""
    page = LexborHTMLParser(text)
    return [*_language(page), *_headings(page), *_regions(page), *_skips(page), *_names(page), *_order(page)]


def _language(page: LexborHTMLParser) -> list[str]:
    found = [node.attributes.get("lang") for node in page.css("html")]
    return [] if found == ["en"] else [f"language {found}"]


def _headings(page: LexborHTMLParser) -> list[str]:
    nodes = [node for node in page.css("h1, h2, h3, h4, h5, h6") if not _hidden(node)]
    levels = [int((node.tag or "h0")[1:]) for node in nodes]
    wrong = [f"{levels.count(1)} headings of the first level"] if levels.count(1) != 1 else []
    wrong += [f"starts with a heading of level {levels[0]}"] if levels[:1] not in ([1], []) else []
    wrong += [f"no level between {one} and {next_}" for one, next_ in pairwise(levels) if next_ - one > 1]
    return wrong + ["an empty heading" for node in nodes if not _said(node)]


def _regions(page: LexborHTMLParser) -> list[str]:
    wrong = [] if len(page.css("main, [role=main]")) == 1 else ["not exactly one main region"]
    names = Counter(
        (node.tag, node.attributes.get("aria-label") or node.attributes.get("aria-labelledby"))
        for node in page.css("nav, aside")
        if not _hidden(node)
    )
    wrong += [f"{count} regions {tag} are called {name}" for (tag, name), count in names.items() if count > 1]
    return wrong


def _skips(page: LexborHTMLParser) -> list[str]:
    """The first link of a page jumps over what all pages have, into the main region."""
    if not page.css("header"):
        return []
    first = page.css_first("body a[href]")
    target = (first.attributes.get("href") or "").removeprefix("#") if first else ""
    inside = target and page.css_first(f'main [id="{target}"], main[id="{target}"]')
    return [] if inside else ["the first link does not jump to the content"]


def _names(page: LexborHTMLParser) -> list[str]:
    linked = [node for node in page.css("a[href], button, summary, label") if not _hidden(node)]
    wrong = [f"nothing says what this does: {(node.html or '')[:120]}" for node in linked if not _said(node)]
    pictures = [node for node in page.css("img") if "alt" not in node.attributes]
    pictures += [node for node in page.css("svg:not([aria-hidden])") if not _said(node) and not _named_above(node)]
    wrong += [f"nothing says what this shows: {(node.html or '')[:120]}" for node in pictures]
    wrong += [f"a table without headings: {_said(node)[:60]}" for node in page.css("table") if not node.css("th")]
    # A row of nothing but empty headings is not shown: its table has names at the left.
    rows = [[_said(cell) for cell in row.css("th")] for row in page.css("thead tr")]
    return wrong + [f"a column without a heading: {row}" for row in rows if any(row) and not all(row)]


def _order(page: LexborHTMLParser) -> list[str]:
    orders = [node.attributes.get("tabindex") for node in page.css("[tabindex]")]
    return [f"tabindex {it}" for it in orders if it not in ("0", "-1")]


def _hidden(node: LexborNode) -> bool:
    step: LexborNode | None = node
    while step is not None:
        if "hidden" in step.attributes or step.attributes.get("aria-hidden") == "true" or step.tag == "noscript":
            return True
        step = step.parent
    return False


def _named_above(node: LexborNode) -> bool:
    """Whether the link or button around a picture says what it does."""
    step = node.parent
    while step is not None and step.tag not in ("a", "button", "label", "summary"):
        step = step.parent
    return step is not None and bool(_said(step))


def _said(node: LexborNode) -> str:
    said = [node.attributes.get(name) or "" for name in ("aria-label", "title", "aria-labelledby", "alt")]
    said += [inner.attributes.get("alt") or inner.attributes.get("aria-label") or "" for inner in node.css("*")]
    return " ".join(filter(None, [*said, (node.text() or "").strip()]))


def test_every_page_has_an_outline_that_can_be_read_out(texts: dict[str, str]) -> None:
    found = {path: outline(text) for path, text in texts.items()}
    told: dict[str, list[str]] = {}
    for path, wrong in found.items():
        for fault in wrong:
            told.setdefault(fault, []).append(path)
    assert len(found) > 500
    assert {fault: [len(paths), *paths[:3]] for fault, paths in told.items()} == {}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('lang="en"', 'lang=""', "language ['']"),
        ("<h2>Then</h2>", "<h3>Then</h3>", "no level between 1 and 3"),
        ("<h2>Then</h2>", "<h1>Then</h1>", "2 headings of the first level"),
        ("<h2>Then</h2>", "<h2></h2>", "an empty heading"),
        ("<main>", "<main></main><main>", "not exactly one main region"),
        ("<nav>", '<nav aria-label="Site"></nav><nav aria-label="Site">', "2 regions nav are called Site"),
        ('href="#first"', 'href="#last"', "the first link does not jump to the content"),
        (">More<", "><", 'nothing says what this does: <a href="more/"></a>'),
        ('alt="A bell"', "", 'nothing says what this shows: <img src="bell.png">'),
        ("<th>", "<td>", "a table without headings: 1"),
        ("<tr><th>1", "<thead><tr><th><th>1", "a column without a heading: ['', '1']"),
        ('tabindex="0"', 'tabindex="3"', "tabindex 3"),
    ],
)
def test_a_fault_of_an_outline_is_found(old: str, new: str, fault: str) -> None:
    page = (
        '<!doctype html><html lang="en"><title>x</title><header><a href="#first">Skip</a></header><nav></nav>'
        '<main><h1 id="first">First</h1><h2>Then</h2><p tabindex="0"><a href="more/">More</a>'
        '<img src="bell.png" alt="A bell"><table><tr><th>1</table></main></html>'
    )
    assert outline(page) == []
    assert old in page
    assert outline(page.replace(old, new)) == [fault]


def test_a_page_that_leads_on_says_where_to_and_in_which_language(real: Project) -> None:
    pages = {path: path.read_text("utf-8") for path in real.site.rglob("*.html")}
    short = {path: LexborHTMLParser(text) for path, text in pages.items() if LEADS_ON in text}
    assert short
    assert [
        str(path)
        for path, page in short.items()
        if _language(page) or not page.css("title") or not [it for it in page.css("a[href]") if _said(it)]
    ] == []


def test_no_page_holds_an_address_that_a_browser_asks_another_host_for(texts: dict[str, str]) -> None:
    """By a list of what browsers load or hint at, written apart from the one that the finish stage has."""
    loading = {
        "src", "srcset", "data", "poster", "action", "formaction", "background", "ping", "manifest", "imagesrcset",
        "icon", "codebase", "archive", "longdesc", "profile",
    }  # fmt: skip
    found: list[str] = []
    for path, text in texts.items():
        for node in LexborHTMLParser(text).css("*"):
            kind = set((node.attributes.get("rel") or "").split())
            by_link = node.tag == "link" and not kind <= {"canonical", "alternate", "prev", "next", "license"}
            for name, value in node.attributes.items():
                loads = name in loading or (
                    name in ("href", "xlink:href") and (by_link or node.tag in ("use", "image"))
                )
                if loads and value and (scheme(value) or value.startswith("//")) and not value.startswith("data:"):
                    found.append(f"{path}: <{node.tag} {name}={value[:80]}>")
    assert found == []
