"""The rules of the hosts know the names that the real site has."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.commands.headers import MOST, filled
from generator.publish import paths_below
from hosting.serve import CONFIG
from tests.build.project import ROOT, Project

FOR_EVER = [re.compile(pattern) for pattern in re.findall(r'"~(\S+)"\s+"public, max-age=31536000', CONFIG.read_text())]
PAGES = ("", "faq/multiple-visa-refusals/", "flows/what-next/", "tools/interview-clock/", "404.html")


@pytest.mark.parametrize("page", PAGES)
def test_every_sheet_and_module_of_a_page_may_be_kept_for_ever(page: str, real: Project) -> None:
    file = real.site / page / "index.html" if not page.endswith(".html") else real.site / page
    tree = LexborHTMLParser(file.read_text("utf-8"))
    found = [node.attributes["href"] for node in tree.css('link[rel~="stylesheet"]')]
    found += [node.attributes["src"] for node in tree.css("script[src]")]
    loaded = [urljoin(f"/{page}", address or "") for address in found]
    assert loaded
    assert [path for path in loaded if not any(pattern.search(path) for pattern in FOR_EVER)] == []


def test_the_rules_for_netlify_and_cloudflare_name_them_too_and_are_few_enough(real: Project) -> None:
    rules = filled((ROOT / "hosting" / "_headers").read_text("utf-8"), frozenset(paths_below(real.site))).splitlines()
    addresses = [line for line in rules if line.startswith("/")]
    assert len(addresses) < MOST
    for pattern in (r"/assets/site\.[0-9a-f]{8,}\.css", r"/components-[0-9a-f]{8,}/\*"):
        assert len([each for each in addresses if re.fullmatch(pattern, each)]) == 1
