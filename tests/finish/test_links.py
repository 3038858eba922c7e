from __future__ import annotations

import html

import pytest

from generator.diagnostics import Diagnostic, Place
from generator.finish.links import check_links, check_styles
from generator.finish.reading import read_page

SITE = "https://example.org/kb/"
FILES = {"index.html", "faq/a/index.html", "faq/b/index.html", "img/x.png", "img/x y.png", "style.css"}


def check(body: str, path: str = "faq/a/index.html", site: str = SITE, **others: str) -> list[Diagnostic]:
    texts = {
        "index.html": '<p id="home">',
        "faq/b/index.html": '<p id="part"><a name="old">',
        path: body,
        **others,
    }
    pages = {name: read_page(text) for name, text in texts.items()}
    return check_links(pages, FILES | set(texts), site, texts.__getitem__)


def codes(body: str) -> list[str]:
    return [problem.code for problem in check(body)]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="../b/">', '<a href="../b/#part">', '<a href="../b/#old">', '<a href="../b/?x=1#part">',
        '<a href="../b/#%70art">', '<a href="#">', '<a href="#top">', '<a href="#TOP">', '<a href="">',
        '<p id="é"><a href="#é"><a href="#%C3%A9">', '<a href="#:~:text=word">', '<a href="../../">',
        '<a href="/kb/">', '<a href="/kb/faq/b/#part">', '<a href="https://example.org/kb/faq/b/#part">',
        '<a href="https://other.example/">', '<area href="//other.example/">', '<a href="mailto:a@b.example">',
        '<img src="../../img/x.png">', '<img src="../../img/x%20y.png">', "<img src='../../img/x y.png'>",
        '<img srcset="../../img/x.png 1x, ../../img/x.png 2x">', '<video poster="../../img/x.png">',
        '<svg><a xlink:href="../b/"/><use href="#me"/><g id="me"/></svg>', '<object data="../../img/x.png">',
        '<link rel="canonical" href="https://elsewhere.example/nothing">', '<link rel="me" href="//x.example">',
        '<meta property="og:image" content="https://cdn.example/x.png">',
        '<link rel="stylesheet" href="/kb/style.css">',
        '<meta http-equiv="refresh" content="0; url=../b/">', '<div data="https://x.example">',
        '<a href="../../img/x.png#p">',
        '<p style="background: url(\'../../img/x.png\')">', "<style>a{background:url(#local)}</style>",
    ],
)  # fmt: skip
def test_a_good_address_is_left_alone(body: str) -> None:
    assert check(body) == []


@pytest.mark.parametrize(
    "body",
    [
        '<a href="../c/">', '<a href="../b">', '<a href="b/">', '<a href="../../../x">', '<a href="/faq/b/">',
        '<a href="/kb">', '<a href="https://example.org/kb/faq/c/">', '<img src="x.png">', '<a href="../B/">',
        '<img srcset="../../img/x.png 1x,none.png 2x">', '<video poster="none.png">', '<form action="none">',
        '<object data="none.png">', '<svg><a xlink:href="none"/></svg>', '<svg><use href="none.svg#x"/></svg>',
        '<meta http-equiv="Refresh" content="0;URL=\'none/\'">', '<link rel="next" href="../c/">',
        '<style>@import "none.css";</style>', '<p style="background:url(none.png)">', '<a href="..%2fb/">',
        '<template><a href="none"></template>', '<TEMPLATE><a href="none"></TEMPLATE>',
        '<template><template><img src="none"></template></template>',
        '<flow-runner src="none.json"></flow-runner>', '<flow-runner src="../none.json"></flow-runner>',
        '<a href="https:faq/">', '<base href="../"><p>', '<blockquote cite="none">',
        '<noscript><img src="none"></noscript>',
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_reported(body: str) -> None:
    assert codes(body) == ["KB901"]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="#nothing">', '<a href="../b/#Part">', '<a href="/kb/#part">',
        '<a href="https://example.org/kb/#x">',
        '<svg><use href="#nothing"/></svg>', '<template><p id="hidden"></template><a href="#hidden">',
    ],
)  # fmt: skip
def test_a_fragment_without_its_id_is_reported(body: str) -> None:
    assert codes(body) == ["KB902"]


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://x.example/a.png">', '<img src="//x.example/a.png">',
        '<script src="https://x.example/a.js">',
        '<img src="\\\\x.example/a.png">', '<img src="h&#9;ttps://x.example/a.png">',
        '<iframe src="https://x.example">',
        '<img srcset="../../img/x.png, https://x.example/a.png 2x">', '<video poster="https://x.example/a.png">',
        '<link rel="stylesheet" href="https://x.example/a.css">', '<link rel="preconnect" href="https://x.example">',
        '<link rel="dns-prefetch" href="//x.example">', '<link rel="preload" as="font" href="https://x.example/f">',
        '<link rel="preload" as="image" imagesrcset="https://x.example/f 1x">', '<link href="https://x.example">',
        '<link rel="alternate stylesheet" href="https://x.example">', '<link rel="icon" href="https://x.example">',
        '<link rel="canonical stylesheet" href="https://x.example">', '<form action="https://x.example">',
        '<button formaction="https://x.example">', '<a ping="https://x.example" href="../b/">',
        '<object data="https://x.example">', '<embed src="https://x.example">', '<track src="https://x.example">',
        '<svg><image href="https://x.example"/></svg>', '<svg><use xlink:href="https://x.example#a"/></svg>',
        '<svg><rect fill="url(https://x.example#a)"/></svg>', '<body background="https://x.example">',
        "<style>@font-face{src:url('https://x.example')}</style>", '<style>@import "//x.example/a.css";</style>',
        '<p style="background:url(https://x.example)">',
        '<meta http-equiv="refresh" content="1;url=https://x.example">',
        '<input type="image" src="https://x.example">', '<img src="https://example.org/other/a.png">',
        '<flow-runner src="https://x.example/flow.json"></flow-runner>',
        '<template><img src="https://x.example"></template>', '<html manifest="https://x.example"><p>',
    ],
)  # fmt: skip
def test_what_makes_the_browser_ask_another_site_is_reported(body: str) -> None:
    assert codes(body) == ["KB903"]


def test_a_report_says_where_what_and_what_instead() -> None:
    body = '<p id="part">\n<a href="../c/">one</a> <a href="#prat">\n'
    body += '<img src="https://x.example/?a=1&amp;b"> <b id="part">'

    assert check(body) == [
        Diagnostic(
            Place("faq/a/index.html", 1, 4),
            "KB904",
            'the id "part" stands on 2 elements of this page',
            "a link can lead to one of them only: rename one",
        ),
        Diagnostic(
            Place("faq/a/index.html", 2, 4),
            "KB901",
            'the address "../c/" leads to faq/c/, which does not exist',
            "did you mean faq/b/ or faq/a/?",
        ),
        Diagnostic(
            Place("faq/a/index.html", 2, 28),
            "KB902",
            'the address "#prat" points at "prat", but no element of faq/a/index.html has that id',
            "did you mean part?",
        ),
        Diagnostic(
            Place("faq/a/index.html", 3, 6),
            "KB903",
            '<img> asks another site for "https://x.example/?a=1&b"',
            "keep a copy in this site, or make it a link that the reader may follow",
        ),
    ]


def test_a_folder_without_its_slash_is_told_apart_from_a_missing_page() -> None:
    assert [problem.hint for problem in check('<a href="../b">')] == ["write faq/b/ with the / at its end"]


@pytest.mark.parametrize("base_path", ["/", "/kb/", "/deep/er/", "https://example.org", "https://example.org/kb"])
def test_relative_addresses_hold_under_any_path(base_path: str) -> None:
    assert check('<a href="../b/#part"><a href="../../"><a href="#">', site=base_path) == []
    assert [problem.code for problem in check('<a href="../../../">', site=base_path)] == ["KB901"]


@pytest.mark.parametrize("name", ['a"b', "a'b", "a&b", "a<b", "a b", "ü", "a\\b", "100%", "[x](y)"])
def test_an_id_of_any_letters_is_found_and_placed(name: str) -> None:
    quoted = html.escape(name)
    assert check(f'<p id="{quoted}"><a href="#{quoted}">') == []
    (problem,) = check(f'<p>\n  <i id="{quoted}"></i><i id="{quoted}">')
    assert (problem.code, problem.place) == ("KB904", Place("faq/a/index.html", 2, 6))


def test_a_site_that_is_all_wrong_is_reported_in_full() -> None:
    body = "".join(f'<a href="../none-{number}/">\n' for number in range(100))
    assert [problem.place.line for problem in check(body)] == list(range(1, 101))


def test_style_sheets_are_followed_too() -> None:
    css = """/* url(comment.png) */ a { background: url("../img/x.png") } b::after { content: "url(text.png)" }
@import 'none.css'; c { background: url(https://x.example/a.png) } d { mask: url("data:image/svg+xml,<svg a='(' />") }
e { fill: url(#local); background: url( '../img/x y.png' ) } f { background: URL(none.png?v=1#x) }"""

    problems = check_styles({"css/a.css": css}, FILES, SITE)

    assert [(problem.place, problem.code) for problem in problems] == [
        (Place("css/a.css", 2, 10), "KB901"),
        (Place("css/a.css", 2, 41), "KB903"),
        (Place("css/a.css", 3, 82), "KB901"),
    ]
