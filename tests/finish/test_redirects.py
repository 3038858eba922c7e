from __future__ import annotations

from generator.finish.links import check_links
from generator.finish.pages import Link, Use
from generator.finish.reading import read_page
from generator.finish.redirects import redirect_page
from generator.finish.safety import check_safety


def test_a_redirect_page_is_whole_and_passes_the_checks() -> None:
    text = redirect_page("../../faq/b/", "Answer", "https://example.org/kb/faq/b/", "de").decode()
    path, page = "q/1/index.html", read_page(text)
    pages = {path: page}

    assert text.splitlines()[:2] == ["<!doctype html>", '<html lang="de">']
    assert '<link rel="canonical" href="https://example.org/kb/faq/b/">' in text
    assert '<meta name="robots" content="noindex">' in text
    assert page.links == (
        Link("meta", "content", "../../faq/b/", Use.LOAD),
        Link("a", "href", "../../faq/b/", Use.VISIT),
    )
    assert check_links(pages, {path, "faq/b/index.html"}, "https://example.org/kb/", lambda _: text) == []
    assert [problem.code for problem in check_links(pages, {path}, "/", lambda _: text)] == ["KB901", "KB901"]
    assert check_safety(pages, lambda _: text) == []


def test_hostile_texts_stay_texts() -> None:
    hostile = "\"'><script>x()</script>&amp;</title>"
    page = read_page(redirect_page(hostile, hostile, hostile, hostile).decode())

    tags = {name for name in page.names if name[0] not in ".["}
    assert tags == {"html", "head", "meta", "title", "link", "body", "main", "h1", "p", "a"}
    assert Link("a", "href", hostile, Use.VISIT) in page.links
