from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.finish.addresses import Astray, Elsewhere, Inside, Outside, Site, Target, resolve, scheme

SITE = Site.at("https://Example.org/sub/path/")
PAGE = "faq/a/index.html"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("../b/", Inside("faq/b/", "")),
        ("../b/?q=1#part", Inside("faq/b/", "part")),
        ("../..", Inside("", "")),
        ("..", Inside("faq/", "")),
        (".", Inside("faq/a/", "")),
        ("./", Inside("faq/a/", "")),
        ("", Inside(PAGE, "")),
        ("?q", Inside(PAGE, "")),
        ("#x%20y", Inside(PAGE, "x y")),
        ("../%62/", Inside("faq/b/", "")),
        ("%2E%2e/b/", Inside("faq/b/", "")),
        ("caf%C3%A9.html", Inside("faq/a/café.html", "")),
        ("..\\b/", Inside("faq/b/", "")),
        (" \n../b/\t ", Inside("faq/b/", "")),
        ("../\tb\n/", Inside("faq/b/", "")),
        ("a//b", Inside("faq/a/a//b", "")),
        ("..%2fb", Inside("faq/a/..%2fb", "")),
        ("/sub/path/", Inside("", "")),
        ("/sub/path/faq/b/#c", Inside("faq/b/", "c")),
        ("/../sub/./path/x", Inside("x", "")),
        ("https://example.org/sub/path/faq/", Inside("faq/", "")),
        ("HTTP://user@EXAMPLE.org:80/sub/path/?x#y", Inside("", "y")),
        ("//example.org/sub/path/", Inside("", "")),
        ("/sub/path", Astray("lacks the / at its end")),
        ("/faq/b/", Astray("leaves the site, which lives under /sub/path/")),
        ("../../../x", Astray("climbs out of the site's own folder")),
        ("../../../sub/path/x", Astray("climbs out of the site's own folder")),
        ("https:faq/", Astray("names no host")),
        ("https:///", Astray("names no host")),
        ("https://example.org/other/", Outside()),
        ("https://example.org@evil.example/sub/path/", Outside()),
        ("https://example.org.evil.example/sub/path/", Outside()),
        ("\\\\evil.example\\x", Outside()),
        ("/\\evil.example/x", Outside()),
        ("ht\ntps://evil.example/", Outside()),
        ("mailto:a@example.org", Elsewhere()),
        ("java\tscript:alert(1)", Elsewhere()),
    ],
)
def test_an_address_leads_where_a_browser_would_go(address: str, target: Target) -> None:
    assert resolve(address, PAGE, SITE) == target


def test_a_site_without_a_known_host_has_no_full_addresses_of_its_own() -> None:
    site = Site.at("/kb")
    assert site == Site("/kb/")
    assert resolve("https://example.org/kb/", PAGE, site) == Outside()
    assert resolve("/kb/faq/", PAGE, site) == Inside("faq/", "")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://x", "https"),
        (" \x01JavaScript:x", "javascript"),
        ("java\0scr\nipt:x", "javascript"),
        ("\xa0data:x", "data"),
        ("faq/a:b", ""),
        ("#a:b", ""),
        ("1a:b", ""),
    ],
)
def test_a_scheme_cannot_hide_behind_controls(address: str, name: str) -> None:
    assert scheme(address) == name


@given(st.text())
def test_any_text_at_all_is_some_address(address: str) -> None:
    assert isinstance(resolve(address, PAGE, SITE), Inside | Outside | Elsewhere | Astray)


@given(
    st.lists(st.sampled_from(["..", ".", "a", "b.html", "sub", "path"]), min_size=1, max_size=6),
    st.booleans(),
)
def test_plain_relative_addresses_lead_where_the_standard_library_says(steps: list[str], slash: bool) -> None:
    address = "/".join(steps) + "/" * slash
    target = resolve(address, PAGE, SITE)
    if isinstance(target, Inside):
        joined = urlsplit(urljoin(f"https://example.org/sub/path/{PAGE}", address)).path
        assert f"/sub/path/{target.path}" == joined
    else:
        assert target == Astray("climbs out of the site's own folder")
