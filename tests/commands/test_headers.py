"""`kb headers` writes rules for hosts that know a `*` only at the end, and add up the fields of all that match."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.commands import WrongUseError
from generator.commands.headers import FILE, MOST, filled, headers
from tests.build.project import ROOT
from tests.hosting.small_site import DATA, FILES, MODULE, SHEET, lay_out

RULES = ROOT / "hosting" / "_headers"


def fields(rules: str, address: str) -> dict[str, list[str]]:
    """What such a host sends with an address: all fields of all rules that match, added up."""
    found: dict[str, list[str]] = {}
    matches = False
    for line in rules.splitlines():
        if line.startswith("/"):
            assert "*" not in line[:-1], "the hosts agree on a * only at the end"
            matches = address.startswith(line[:-1]) if line.endswith("*") else address == line
        elif matches:
            name, _, value = line.strip().partition(": ")
            found.setdefault(name, []).append(value)
    return found


def shipped(files: Iterable[str] = FILES) -> str:
    return filled(RULES.read_text("utf-8"), frozenset(files))


@pytest.mark.parametrize("path", [SHEET, MODULE, "components-ba9876543210/search/small.mjs", DATA])
def test_what_is_named_by_its_content_is_kept_for_ever(path: str) -> None:
    assert fields(shipped(), f"/{path}")["Cache-Control"] == ["public, max-age=31536000, immutable"]


@pytest.mark.parametrize("address", ["/", "/about/", "/sw.js", "/offline.json", "/site.webmanifest", "/api/faq.json"])
def test_what_changes_under_its_name_is_left_to_the_host_which_asks_again(address: str) -> None:
    assert "Cache-Control" not in fields(shipped(), address)


def test_every_page_but_those_for_frames_refuses_frames_once() -> None:
    addresses = {
        "/" + path.removesuffix("index.html") for path in FILES if path.endswith(".html") and "take-one" not in path
    }
    refusing = {each for each in addresses if fields(shipped(), each).get("Content-Security-Policy")}
    assert addresses - refusing == {"/flows/umbrella/embed/"}
    for address in refusing:
        assert fields(shipped(), address)["Content-Security-Policy"] == ["frame-ancestors 'none'"]


def test_no_field_is_ever_said_twice() -> None:
    for path in FILES:
        address = "/" + path.removesuffix("index.html")
        assert {name: said for name, said in fields(shipped(), address).items() if len(said) > 1} == {}


def test_all_get_the_fields_that_protect() -> None:
    assert {name: said[0] for name, said in fields(shipped(), "/faq/rain/").items()} == {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def test_comments_do_not_travel_and_a_name_that_is_not_there_has_no_rule() -> None:
    assert filled("# why\n/a-*/*\n  X: 1\n/*\n  Y: 2 # kept\n", frozenset(["b/c"])) == "/*\n  Y: 2 # kept\n"


def test_the_command_writes_the_file_and_says_how_many_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = lay_out(tmp_path / "site")
    assert main(["headers", f"--out={site}", f"--rules={RULES}"]) == 0
    assert (site / FILE).read_text("utf-8") == shipped()
    assert capsys.readouterr().out.endswith(f"{site / FILE}\n")


def test_too_many_rules_for_one_host_are_said(tmp_path: Path) -> None:
    site = lay_out(tmp_path / "site")
    for number in range(MOST):
        (site / f"{number}").mkdir()
        (site / f"{number}/index.html").write_text("x", "utf-8")
    assert headers(site, RULES).text.endswith("; Cloudflare reads only the first 100")


def test_without_a_site_or_rules_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(WrongUseError, match="is not a finished site"):
        headers(tmp_path, RULES)
    with pytest.raises(WrongUseError, match=r"there is no .*nowhere; name one with --rules FILE"):
        headers(lay_out(tmp_path / "site"), tmp_path / "nowhere")
