from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Place
from generator.serve.answers import Answer, answer, with_script
from generator.serve.news import News

NEWS = News("run-1")
TAG = b'<script src="/.live.js" data-site="run-1"></script>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "faq/a b").mkdir(parents=True)
    (site / "empty").mkdir()
    for path in ("index.html", "faq/index.html", "faq/a b/index.html", "404.html"):
        (site / path).write_text(f"<body>{path}</body>", "utf-8")
    for name in ("page.mjs", "feed.xml", "plan.ics", "x.unknown"):
        (site / name).write_bytes(name.encode())
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (site / "leak.txt").symlink_to(tmp_path / "secret.txt")
    return site


def page(path: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, "text/html; charset=utf-8", f"<body>{path}".encode() + TAG + b"</body>")


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", "index.html"),
        ("/?q=rain", "index.html"),
        ("/index.html", "index.html"),
        ("/faq/", "faq/index.html"),
        ("/faq/a%20b/", "faq/a b/index.html"),
    ],
)
def test_an_address_leads_to_its_page(site: Path, target: str, path: str) -> None:
    assert answer(target, site, NEWS) == page(path)


@pytest.mark.parametrize(
    ("target", "location"),
    [("/faq", "/faq/"), ("/faq?q=1&r=/", "/faq/?q=1&r=/"), ("/faq/a%20b", "/faq/a%20b/")],
)
def test_a_folder_without_its_slash_is_a_redirect(site: Path, target: str, location: str) -> None:
    given = answer(target, site, NEWS)
    assert (given.status, given.location, given.body) == (HTTPStatus.MOVED_PERMANENTLY, location, b"")


@pytest.mark.parametrize(
    "target",
    [
        "/none", "/empty", "/empty/", "/faq/index.html/", "/faq//", "//faq/", "//evil.example/..", "/leak.txt",
        "/../secret.txt", "/faq/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt",
        "/a%00b", "/./index.html", "http://localhost/none", "*", "", f"/{'a' * 5000}", "/%ff%fe",
    ],
)  # fmt: skip
def test_everything_else_is_the_page_for_what_is_not_there(site: Path, target: str) -> None:
    assert answer(target, site, NEWS) == page("404.html", HTTPStatus.NOT_FOUND)


@given(st.lists(st.sampled_from(["..", ".", "/", "%2e", "%2f", "\\", "%5c", "secret.txt", "faq", "%00"]), max_size=9))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_no_address_leads_out_of_the_site(site: Path, parts: list[str]) -> None:
    assert b"secret" not in answer("/" + "".join(parts), site, NEWS).body


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("page.mjs", "text/javascript; charset=utf-8"),
        ("feed.xml", "application/xml"),
        ("plan.ics", "text/calendar; charset=utf-8"),
        ("x.unknown", "application/octet-stream"),
    ],
)
def test_a_file_is_given_as_it_is_with_its_type(site: Path, name: str, type_: str) -> None:
    assert answer(f"/{name}", site, NEWS) == Answer(HTTPStatus.OK, type_, name.encode())


def test_a_site_without_its_own_page_for_it_still_says_that_there_is_no_such_page(site: Path) -> None:
    (site / "404.html").unlink()
    given = answer("/none", site, NEWS)
    assert given.status == HTTPStatus.NOT_FOUND
    assert TAG in given.body


def test_before_the_first_site_every_page_waits_for_it(tmp_path: Path) -> None:
    given = answer("/faq/", tmp_path / "site", NEWS)
    assert given.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert TAG in given.body
    assert answer("/.live.js", tmp_path / "site", NEWS).status == HTTPStatus.OK


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<body>a</body>", b"<body>a%b</body>"),
        (b"<body>a</BODY >\n", b"<body>a%b</BODY >\n"),
        (b"<!-- </body> --><body>a</body>", b"<!-- </body> --><body>a%b</body>"),
        (b"<p>a", b"<p>a%b"),
    ],
)
def test_the_script_comes_last_in_the_body(before: bytes, after: bytes) -> None:
    assert with_script(before, NEWS) == after.replace(b"%b", TAG)


def test_news_are_one_line_and_list_only_so_many_problems() -> None:
    errors = [Diagnostic(Place("a.yml", line), "KB1", "<img>\nis wrong") for line in range(1, 60)]
    text = News("run-1", tuple(errors)).as_json()
    assert "\n" not in text
    assert text.count("a.yml:") == 50
    assert text.endswith('"more": 9}')


def test_a_page_that_was_edited_is_shown_before_the_site_is_built(tmp_path: Path) -> None:
    for name in ("index.html", "faq/rain/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"<p>old</p></body>")
    news = News("a", glimpses={"faq/rain/index.html": b"<p>new</p></body>"})
    shown = answer("/faq/rain/", tmp_path, news)
    assert (shown.status, shown.body) == (200, with_script(b"<p>new</p></body>", news))
    assert b"old" in answer("/", tmp_path, news).body


def test_what_an_edited_page_fetches_is_there_before_the_site_is_built(site: Path) -> None:
    news = News("a", glimpses={"faq/flow.1.json": b"{}"})
    assert answer("/faq/flow.1.json", site, news) == Answer(HTTPStatus.OK, "application/json", b"{}")
    assert answer("/faq/flow.2.json", site, news).status == HTTPStatus.NOT_FOUND
