"""Every page is valid HTML, by the Nu checker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.project import Project
from tests.site.nu_checker import MISSING, Finding, check_html, find

FALSE_ALARMS: dict[str, str] = {}
"""What a message starts with → why it is none of ours; empty, and better so."""


@pytest.fixture(autouse=True)
def _java() -> None:
    if find() is None:
        pytest.fail(MISSING, pytrace=False)


def in_short(found: list[Finding]) -> dict[str, list[str]]:
    """Each message once, with the first places it was found at, for whoever has to mend it."""
    told: dict[str, list[str]] = {}
    for path, line, message, extract in found:
        if not message.startswith(tuple(FALSE_ALARMS) or ("\0",)):
            told.setdefault(message, []).append(f"{path}:{line} {extract[:160]}")
    return {message: [f"{len(places)} times", *places[:3]] for message, places in told.items()}


def test_every_page_of_the_site_is_valid_html(real: Project) -> None:
    assert in_short(check_html(real.site)) == {}


def test_the_checker_finds_a_fault_in_a_page(tmp_path: Path) -> None:
    text = (
        '<!doctype html><html lang="en"><title>A page</title><p><input type="checkbox" autocomplete="off"></p></html>'
    )
    (tmp_path / "page.html").write_text(text, "utf-8")
    ((path, line, message, extract),) = check_html(tmp_path)
    assert (path, line) == ("page.html", 1)
    assert '<input type="checkbox" autocomplete="off">' in extract
    assert message.startswith("Attribute “autocomplete” is only allowed when the input type is ")
