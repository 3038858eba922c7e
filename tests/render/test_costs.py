"""The totals on the page of costs are those that the facts of the site say, and each price has its date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.loader import load
from generator.model import Fact
from generator.model.money import Price, price
from generator.model.paperwork import CostTool
from generator.model.tool import ToolFile
from generator.references import references
from generator.render.records import record_pages
from generator.render.renderer import Renderer
from generator.render.tools.costs import totals
from tests.browser.paperwork import write_content
from tests.build.project import ROOT


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("USD 1,230", "USD 1,230"),
        ("EUR 5.5", "EUR 5.50"),
        ("AUD 587", "AUD 587"),
        ("5 USD", "None"),
        ("USD 1,2", "None"),
    ],
)
def test_a_price_is_a_currency_and_an_amount(text: str, found: str) -> None:
    assert str(price(text)) == found
    assert found == "None" or isinstance(price(text), Price)


def test_prices_begin_again_at_each_step_and_what_is_free_is_free(tmp_path: Path) -> None:
    knowledge, _ = load(write_content(tmp_path / "content"))
    assert knowledge is not None
    tool = knowledge.entries["tool"]["costs"].record
    assert isinstance(tool, ToolFile)
    assert isinstance(tool.root, CostTool)
    found = {
        number: totals(tool.root, knowledge, {"tubes": number, "checks": number})["now"] for number in (0, 1, 2, 3, 10)
    }
    assert found == {0: "EUR 0", 1: "EUR 5.50", 2: "EUR 31", 3: "EUR 55", 10: "EUR 223"}


def test_the_totals_of_this_site_agree_with_its_facts() -> None:
    knowledge, _ = load(ROOT / "content")
    assert knowledge is not None
    tool = knowledge.entries["tool"]["what-it-costs"].record
    assert isinstance(tool, ToolFile)
    assert isinstance(tool.root, CostTool)
    for number in (30, 60, 100, 150):
        fact = knowledge.entries["fact"][f"cycle-fees-{number}"].record
        assert isinstance(fact, Fact)
        assert totals(tool.root, knowledge, {"programs": number})["apply"] == fact.value


def test_the_page_without_scripts_shows_totals_and_every_price_with_its_date(tmp_path: Path) -> None:
    knowledge, _ = load(write_content(tmp_path / "content"))
    assert knowledge is not None
    pages = dict(record_pages(Renderer(knowledge, references(knowledge))))
    text = pages["tools/costs.md"].decode()
    assert "| 2 | **EUR 11** (Now: EUR 11; Later: –) |\n| 10 | **EUR 43** (Now: EUR 43; Later: –) |" in text
    assert re.search(r"\| Inner tubes, up to 2 \| \[EUR 5\.50\]\(\S+\) each \| 15 January 2026 \|", text)
    assert re.search(r"\| Inspection \| \[EUR 20\]\(\S+\) each, from number 2 \| 15 January 2026 \|", text)
    assert "| A beer for the helper. Ask what he drinks. | not known to us | |" in text
