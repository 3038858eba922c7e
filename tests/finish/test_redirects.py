from __future__ import annotations

from generator.finish.links import check_links
from generator.finish.pages import Link, Use
from generator.finish.reading import read_page
from generator.finish.redirects import redirect_page
from generator.finish.safety import check_safety


def test_a_redirect_page_is_whole_and_passes_the_checks() -> None:
    text = redirect_page("../../faq/b/", "Answer", "https://example.org/kb/faq/b/").decode()
    page = read_page("q/1/index.html", text)
    pages = {page.path: page}

    assert text.splitlines()[0] == "<!doctype html>"
    assert '<link rel="canonical" href="https://example.org/kb/faq/b/">' in text
    assert '<meta name="robots" content="noindex">' in text
    assert page.links == (
        Link("meta", "content", "../../faq/b/", Use.LOAD),
        Link("a", "href", "../../faq/b/", Use.VISIT),
    )
    assert check_links(pages, {page.path, "faq/b/index.html"}, "https://example.org/kb/") == []
    assert [problem.code for problem in check_links(pages, {page.path}, "/")] == ["KB901", "KB901"]
    assert check_safety(pages) == []


def test_hostile_texts_stay_texts() -> None:
    hostile = "\"'><script>x()</script>&amp;</title>"
    page = read_page("a.html", redirect_page(hostile, hostile, hostile).decode())

    tags = {mark.tag for mark in page.marks if not mark.attribute}
    assert tags == {"html", "head", "meta", "title", "link", "body", "p", "a"}
    assert Link("a", "href", hostile, Use.VISIT) in page.links
