from __future__ import annotations

import base64
import hashlib

import pytest

from generator.finish.policy import check_policy, hash_of, policy, with_policy, without_styles
from generator.finish.reading import read_page

BODY = '<body><article class="md-content__inner"><p>x</p></article></body>'


def check(text: str) -> list[str]:
    return [problem.message for problem in check_policy({"a.html": read_page(text)}, lambda _: text)]


def test_a_policy_allows_our_own_files_and_the_scripts_that_stand_in_the_page_and_nothing_else() -> None:
    assert policy(["'sha256-abc='"], with_data=False) == (
        "default-src 'none'; script-src 'self' 'sha256-abc='; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
    )
    assert "img-src 'self' data:;" in policy([], with_data=True)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("<!doctype html><html><head><title>t</title>", "<!doctype html><html><head>"),
        ("<!DOCTYPE html>\n<html>\n<HEAD class=x>\n<script>x()</script>", "<!DOCTYPE html>\n<html>\n<HEAD class=x>"),
        ("<!doctype html>\n<title>t</title>", "<!doctype html>\n"),
        ("<p>x", ""),
    ],
)  # fmt: skip
def test_it_stands_before_everything_that_it_could_forbid(text: str, before: str) -> None:
    tag = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    assert with_policy(text, "default-src 'none'") == before + tag + text[len(before) :]


def test_only_scripts_that_run_are_named_and_each_by_the_hash_of_its_bytes() -> None:
    page = read_page(
        '<head><script>a("é")</script><script type="module">b()</script><script src="c.js"></script>'
        '<script type="application/ld+json">{"d": 1}</script><script type="application/json">{}</script></head>' + BODY
    )
    expected = [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in ('a("é")', "b()")
    ]
    assert page.scripts == tuple(sorted(expected))
    assert hash_of('a("é")') in expected


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ('<p style="color: red">', 'style="color: red" on <p> has no effect under the site\'s policy'),
        ("<style>p{}</style>", "<style> has no effect under the site's policy"),
        ('<iframe src="b/"></iframe>', "<iframe> stays empty under the site's policy"),
        ('<video src="x.mp4"></video>', "<video> stays empty under the site's policy"),
    ],
)
def test_what_the_policy_forbids_is_reported_outside_the_article(tag: str, message: str) -> None:
    assert check(BODY.replace("<body>", f"<body>{tag}")) == [message]
    assert check(tag + "<p>a page without an article</p>") == [message]
    # Inside it there is another rule against all these.
    assert check(BODY.replace("<p>", f"{tag}<p>")) == []


def test_tables_that_markdown_aligned_stay_aligned() -> None:
    table = '<table><tr><th style="text-align: left;">a</th><td class="x" style="text-align:right">b</td></tr></table>'
    page = BODY.replace("<p>x</p>", table)
    assert check(page) == []
    assert without_styles(page) == BODY.replace(
        "<p>x</p>", '<table><tr><th data-align="left">a</th><td class="x" data-align="right">b</td></tr></table>'
    )
    assert without_styles('<p>write style="text-align: left;"</p>') == '<p>write style="text-align: left;"</p>'
