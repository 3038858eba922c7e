"""nginx with the configuration that we ship: types, header fields, compression, 304, 404; below a path, too."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.commands.compress import compress
from hosting.serve import CONFIG, MISSING, brotli_module, filled, find, main, served
from tests.hosting.small_site import DATA, FILES, LONG, MODULE, SHEET, lay_out

PROTECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
BEST = "br" if brotli_module() else "gzip"
BELOW = ("/", "/project/")


@dataclass(frozen=True)
class Answer:
    status: int
    fields: dict[str, str]
    body: bytes


def ask(address: str, **fields: str) -> Answer:
    """What the server says; it follows no redirect and unpacks nothing."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port)
    connection.request("GET", parts.path, headers={name.replace("_", "-"): value for name, value in fields.items()})
    answer = connection.getresponse()
    found = Answer(answer.status, dict(answer.getheaders()), answer.read())
    connection.close()
    return found


@pytest.fixture(scope="module", params=BELOW)
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if find() is None:
        pytest.fail(MISSING, pytrace=False)
    folder = tmp_path_factory.mktemp("hosting")
    site = lay_out(folder / "site")
    compress(site, folder / "kept")
    with served(site, request.param) as address:
        yield address


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("", "text/html; charset=utf-8"),
        (SHEET, "text/css; charset=utf-8"),
        (MODULE, "text/javascript; charset=utf-8"),
        ("sw.js", "text/javascript; charset=utf-8"),
        ("api/faq.json", "application/json; charset=utf-8"),
        (DATA, "application/json; charset=utf-8"),
        ("site.webmanifest", "application/manifest+json; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("tools/dates.ics", "text/calendar; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("assets/icons/icon.svg", "image/svg+xml"),
        ("cards/index.png", "image/png"),
        ("site.zip", "application/zip"),
    ],
)
def test_every_kind_of_file_has_its_type(root: str, path: str, type_: str) -> None:
    answer = ask(f"{root}{path}")
    assert (answer.status, answer.fields["Content-Type"]) == (200, type_)


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (SHEET, "public, max-age=31536000, immutable"),
        (MODULE, "public, max-age=31536000, immutable"),
        (DATA, "public, max-age=31536000, immutable"),
        ("cards/index.png", "public, max-age=86400"),
        ("assets/icons/icon.svg", "public, max-age=86400"),
        ("", "no-cache"),
        ("about/", "no-cache"),
        ("sw.js", "no-cache"),
        ("offline.json", "no-cache"),
        ("api/faq.json", "no-cache"),
        ("site.webmanifest", "no-cache"),
    ],
)
def test_only_what_is_named_by_its_content_is_kept_without_asking(root: str, path: str, kept: str) -> None:
    assert ask(f"{root}{path}").fields["Cache-Control"] == kept


def test_only_pages_for_frames_may_stand_in_one(root: str) -> None:
    pages = [path.removesuffix("index.html") for path in FILES if path.endswith(".html")]
    framed = {page for page in pages if ask(f"{root}{page}").fields["Content-Security-Policy"] == "frame-ancestors *"}
    assert framed == {"flows/umbrella/embed/"}
    assert ask(root).fields["Content-Security-Policy"] == "frame-ancestors 'none'"


@pytest.mark.parametrize("path", ["", SHEET, "nowhere/", "about", "api/faq.json"])
def test_every_answer_protects_and_does_not_say_the_version(root: str, path: str) -> None:
    fields = ask(f"{root}{path}").fields
    assert {name: fields[name] for name in PROTECTED} == PROTECTED
    assert fields["Server"] == "nginx"


def test_programs_of_other_sites_may_read_the_data_and_nothing_else(root: str) -> None:
    readable = {path for path in FILES if ask(f"{root}{path}").fields.get("Access-Control-Allow-Origin")}
    assert readable == {"api/faq.json", "feed.xml"}


@pytest.mark.parametrize("path", ["", SHEET, MODULE, DATA])
def test_a_browser_gets_the_smallest_form_that_it_takes(root: str, path: str) -> None:
    sizes = {}
    for takes, gets in (("br, gzip", BEST), ("gzip", "gzip"), ("identity", None)):
        answer = ask(f"{root}{path}", Accept_Encoding=takes)
        assert (answer.fields.get("Content-Encoding"), answer.fields["Vary"]) == (gets, "Accept-Encoding")
        sizes[gets] = len(answer.body)
    assert sizes[BEST] <= sizes["gzip"] < sizes[None]


def test_who_has_a_page_gets_no_bytes_of_it_again(root: str) -> None:
    for takes in ("br, gzip", "gzip", "identity"):
        first = ask(root, Accept_Encoding=takes)
        again = ask(root, Accept_Encoding=takes, If_None_Match=first.fields["ETag"])
        assert (again.status, again.body, again.fields["Cache-Control"]) == (304, b"", "no-cache")


@pytest.mark.parametrize(
    "path", ["nowhere/", "assets/", "cards/", "components-ba9876543210/gone.mjs", "assets/site.aaaaaaaaaaaa.css"]
)
def test_what_is_not_there_is_answered_by_our_page_and_never_kept(root: str, path: str) -> None:
    answer = ask(f"{root}{path}")
    assert (answer.status, answer.body.decode()) == (404, f"<h1>Not here</h1>{LONG}")
    assert answer.fields["Cache-Control"] == "no-cache"


def test_the_marks_of_the_build_are_not_shown(root: str) -> None:
    assert ask(f"{root}.site").status == 404


def test_an_address_without_its_slash_leads_on_whatever_the_host_is_called(root: str) -> None:
    answer = ask(f"{root}about")
    assert (answer.status, answer.fields["Location"]) == (301, f"{urlsplit(root).path}about/")


def test_only_the_lines_marked_as_the_hosts_own_differ_from_what_is_shipped(tmp_path: Path) -> None:
    text = CONFIG.read_text("utf-8")
    pairs = zip(text.splitlines(), filled(text, tmp_path, 8000).splitlines(), strict=True)
    changed = {old.strip().partition(" ")[0] for old, new in pairs if old != new}
    assert changed - {"brotli_static"} == {"listen", "root"}
    assert len(re.findall("# yours", text)) == 3


def test_without_nginx_it_says_in_a_sentence_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("hosting.serve.find", lambda: None)
    monkeypatch.setattr("hosting.serve.install", lambda: None)
    assert main(["--install-only"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == MISSING


def test_what_nginx_refuses_is_said_in_its_own_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = CONFIG.read_text("utf-8").replace("absolute_redirect off;", "absolute_redirect perhaps;")
    (tmp_path / "nginx.conf").write_text(broken, "utf-8")
    monkeypatch.setattr("hosting.serve.CONFIG", tmp_path / "nginx.conf")
    with pytest.raises(RuntimeError, match='invalid value "perhaps"'), served(tmp_path):
        pass
