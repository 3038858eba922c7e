"""The page of costs: every price with its fact and date, and the totals for some numbers; and the same as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.knowledge import KnowledgeBase
from generator.model import Fact
from generator.model.money import Price, price
from generator.model.paperwork import CostLine, CostTool, ListTool
from generator.model.tool import ToolFile
from generator.render.client import address
from generator.render.dates import long_day
from generator.render.page import Page
from generator.render.renderer import Renderer
from generator.render.routes import route
from generator.render.tools import entries


def parts(renderer: Renderer, page: Page, id_: str, tool: CostTool) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """The totals and the lines with their facts, and what the component needs."""
    knowledge = renderer.knowledge
    used = dict.fromkeys(name for line in tool.lines.values() for name in line.facts)
    facts = {name: _fact(knowledge, name) for name in used}
    here = route("tool", id_, knowledge.names).path
    data = {
        "counts": [
            {"id": name, "label": page.plain(it.label), "start": it.start, "most": it.most}
            | ({"several": page.plain(it.several)} if it.several else {})
            | ({"list": _list(renderer, page, id_, it.list)} if it.list else {})
            for name, it in tool.counts.items()
        ],
        "groups": [[name, page.plain(label)] for name, label in tool.groups.items()],
        "lines": [_line(page, name, it, knowledge) for name, it in tool.lines.items()],
        "compare": [[name, list(numbers)] for name, numbers in tool.compare.items()],
        "facts": {
            name: {
                "title": page.plain(fact.title),
                "url": address(here, route("fact", name, knowledge.names)),
                "day": long_day(fact.as_of),
            }
            | ({"review": fact.review_by.isoformat()} if fact.review_by else {})
            for name, fact in facts.items()
        },
    }
    static = {
        "facts": facts,
        "groups": [
            {"label": label, "lines": [line for line in tool.lines.values() if line.group == name]}
            for name, label in tool.groups.items()
        ],
        "tables": [
            {
                "count": count,
                "label": tool.counts[count].label,
                "rows": [(number, totals(tool, knowledge, {count: number})) for number in numbers],
            }
            for count, numbers in tool.compare.items()
        ],
    }
    return static, data


def _list(renderer: Renderer, page: Page, id_: str, list_id: str) -> dict[str, Any]:
    """What says which lines of a list count, and by what: enough of the list's own data to judge them."""
    names, record = renderer.knowledge.names, renderer.knowledge.entries["tool"][list_id].record
    assert isinstance(record, ToolFile), "a check comes first"
    assert isinstance(record.root, ListTool), "a check comes first"
    _, whole = entries.parts(renderer, page, list_id, record.root)
    read = ("id", "question", "reads")
    return {
        "tool": list_id,
        "title": page.plain(record.root.title),
        "url": address(route("tool", id_, names).path, route("tool", list_id, names)),
        "by": record.root.targets.by,
        "columns": [{key: it[key] for key in read if key in it} for it in whole["columns"] if "question" in it],
        "questions": [{key: it[key] for key in ("id", "kind", "answers")} for it in whole["questions"]],
        "variables": whole["variables"],
        "decide": [[group, when] for group, when, _ in whole["decide"]],
        "groups": [{"id": it["id"], "refused": it["refused"]} for it in whole["groups"]],
        "signs": [],
    }


def totals(tool: CostTool, knowledge: KnowledgeBase, counts: Mapping[str, int]) -> dict[str, str]:
    """What each group comes to and, as `""`, all of it; lines that most readers do not pay are left out."""
    numbers = {name: count.start for name, count in tool.counts.items()} | dict(counts)
    found: dict[str, list[Price]] = {}
    for line in tool.lines.values():
        if not line.off:
            own = list(_prices(line, numbers.get(line.per or "", 1), knowledge))
            found.setdefault(line.group, []).extend(own)
            found.setdefault("", []).extend(own)
    return {group: _sum(prices) for group, prices in found.items()}


def _sum(prices: list[Price]) -> str:
    by_currency: dict[str, Decimal] = {}
    for it in prices:
        by_currency[it.currency] = by_currency.get(it.currency, Decimal()) + it.amount
    return " + ".join(str(Price(*item)) for item in by_currency.items()) or "–"


def _prices(line: CostLine, number: int, knowledge: KnowledgeBase) -> Iterator[Price]:
    """What a line costs for so many, a price for each tier."""
    start = line.free
    for fact, end in _tiers(line):
        found = price(_fact(knowledge, fact).value)
        assert found is not None, "a check comes first"
        so_many = max(0, min(number, number if end is None else end) - start)
        yield Price(found.currency, found.amount * so_many)
        start = max(start, end or number)


def _tiers(line: CostLine) -> list[tuple[str, int | None]]:
    return [(line.fact, None)] if line.fact else [(tier.each, tier.to) for tier in line.tiers]


def _line(page: Page, name: str, line: CostLine, knowledge: KnowledgeBase) -> dict[str, Any]:
    tiers = []
    for fact, end in _tiers(line):
        found = price(_fact(knowledge, fact).value)
        assert found is not None, "a check comes first"
        tiers.append([fact, found.currency, float(found.amount), end])
    return {
        "id": name,
        "label": page.plain(line.label),
        "group": line.group,
        "per": line.per,
        "free": line.free,
        "tiers": tiers,
        "off": line.off,
        "say": page.plain(line.say) if line.say else "",
    }


def _fact(knowledge: KnowledgeBase, id_: str) -> Fact:
    record = knowledge.entries["fact"][id_].record
    assert isinstance(record, Fact)
    return record
