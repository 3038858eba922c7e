"""The index page of every kind: lists where records have pages, the records themselves where they have none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from generator.loader import Entry
from generator.model import (
    Action,
    Change,
    City,
    Date,
    Fact,
    Faq,
    Guide,
    Path,
    QuestionFile,
    Scenario,
    Source,
    Term,
    ToolFile,
)
from generator.model.kinds import is_shown
from generator.model.question import answers
from generator.model.titles import summary, value_with_unit
from generator.render.dates import long_day
from generator.render.page import RISKS, Page
from generator.render.renderer import Renderer
from generator.render.routes import index_route

IN_FEED = 30
"""How many changes a feed holds."""
View = dict[str, Any]
Group = dict[str, Any]


def index_pages(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """The index pages of all kinds that have records, with their paths."""
    for kind, names in renderer.knowledge.names.items():
        if is_shown(kind) and renderer.knowledge.entries[kind]:
            template, view = _VIEWS.get(kind, ("index.md.j2", _list))
            path = index_route(kind, renderer.knowledge.names).path
            page = renderer.page(path)
            yield path, renderer.rendered(template, page, names=names, view=view(renderer, page, kind))


def _list(renderer: Renderer, page: Page, kind: str) -> View:
    return {"above": "", "groups": [_group(page, kind, list(renderer.knowledge.entries[kind].values()))]}


def _group(page: Page, kind: str, entries: list[Any], heading: str = "", anchor: str = "") -> Group:
    return {
        "title": heading,
        "anchor": anchor,
        "entries": [{"link": page.link(kind, entry.id), "text": page.line(summary(entry.record))} for entry in entries],
    }


def _tools(renderer: Renderer, page: Page, kind: str) -> View:
    tools = sorted(renderer.knowledge.of("tool", ToolFile), key=lambda entry: (entry.record.root.order, entry.id))
    return {"above": "", "groups": [_group(page, kind, tools)]}


def _guides(renderer: Renderer, page: Page, kind: str) -> View:
    guides = sorted(renderer.knowledge.of("guide", Guide), key=lambda entry: (entry.record.order, entry.id))
    return _by_topic(renderer, page, kind, guides)


def _answers(renderer: Renderer, page: Page, kind: str) -> View:
    return _by_topic(renderer, page, kind, renderer.knowledge.of("faq", Faq))


def _by_topic(renderer: Renderer, page: Page, kind: str, entries: Sequence[Entry[Faq] | Entry[Guide]]) -> View:
    """The records under their topics, with a list of the topics above; without topics one list."""
    topics = renderer.knowledge.site.topics
    if not topics:
        return {"above": "", "groups": [_group(page, kind, list(entries))]}
    groups = [
        _group(page, kind, [entry for entry in entries if entry.record.topic == topic], heading, topic)
        for topic, heading in topics.items()
    ]
    groups = [group for group in groups if group["entries"]]
    jumps = [f"[{page.line(group['title'])}](#{group['anchor']}) ({len(group['entries'])})" for group in groups]
    return {"above": " · ".join(jumps), "groups": groups}


def _actions(renderer: Renderer, page: Page, kind: str) -> View:
    entries = renderer.knowledge.of("action", Action)
    groups = [
        _group(page, kind, [entry for entry in entries if entry.record.horizon == horizon], heading)
        for horizon, heading in renderer.knowledge.site.horizons.items()
    ]
    return {"above": "", "groups": [group for group in groups if group["entries"]]}


def _sources(renderer: Renderer, page: Page, kind: str) -> View:
    entries = sorted(renderer.knowledge.of("source", Source), key=lambda e: (e.record.publisher.casefold(), e.id))
    publishers = dict.fromkeys(entry.record.publisher for entry in entries)
    groups = [
        {
            "title": publisher,
            "anchor": "",
            "entries": [
                {"link": page.link(kind, entry.id), "text": _leaning(renderer, page, entry)}
                for entry in entries
                if entry.record.publisher == publisher
            ],
        }
        for publisher in publishers
    ]
    return {"above": "", "groups": groups}


def _leaning(renderer: Renderer, page: Page, source: Entry[Source]) -> str:
    """Whether a source is official, and which facts lean on it."""
    users = renderer.references.backlinks.get(("source", source.id), ())
    facts = [page.link(kind, id_) for kind, id_ in users if kind == "fact"]
    official = "official" if source.record.official else ""
    return "; ".join(words for words in (official, f"facts: {', '.join(facts)}" if facts else "") if words)


def _scenarios(renderer: Renderer, page: Page, kind: str) -> View:
    """The scenarios as a table; where that has no room, as a list with the same content."""
    entries = sorted(renderer.knowledge.of("scenario", Scenario), key=lambda entry: entry.record.label)
    headings = list(entries[0].record.traits)
    table = [
        _row(["Scenario", *(page.cell(heading) for heading in headings), "Timeline risk"]),
        _row(["---"] * (len(headings) + 2)),
    ]
    items = []
    for entry in entries:
        link, risk = page.link(kind, entry.id), RISKS[entry.record.risk]
        table.append(_row([link, *(page.line(entry.record.traits[heading]) for heading in headings), risk]))
        traits = [f"{page.line(heading)}: {page.line(text)}" for heading, text in entry.record.traits.items()]
        items.append("  \n    ".join([f"- **{link}**", *traits, f"Timeline risk: **{risk}**"]))
    return {"above": "\n".join([*_block("wide", table), "", *_block("narrow", items)]), "groups": []}


def _block(name: str, lines: list[str]) -> list[str]:
    """Markdown lines inside an element of this class."""
    return [f'<div class="{name}" markdown>', "", *lines, "", "</div>"]


def _paths(renderer: Renderer, page: Page, kind: str) -> View:
    """The list of paths and, where they are compared, the chart."""
    entries = renderer.knowledge.of("path", Path)
    comparison = renderer.knowledge.site.comparison
    above = ""
    if comparison:
        low, high = comparison.scale
        compared = sorted(
            (entry for entry in entries if entry.record.figure is not None),
            key=lambda entry: (-(entry.record.figure or 0), entry.id),
        )
        above = renderer.fragment(
            "comparison.md.j2",
            page,
            names=renderer.knowledge.names[kind],
            view={
                "compared": [
                    {"record": e.record, "id": e.id, "share": _share(e.record.figure or 0, low, high)} for e in compared
                ]
            },
        )
    return {
        "above": above,
        "groups": [_group(page, kind, entries, f"All {renderer.knowledge.names[kind].many.lower()}")],
    }


def _share(figure: float, low: float, high: float) -> str:
    """A figure as a percentage of the scale."""
    return f"{100 * (figure - low) / (high - low):g}"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _facts(renderer: Renderer, page: Page, kind: str) -> View:
    """The facts with their values, by title."""
    entries = sorted(renderer.knowledge.of("fact", Fact), key=lambda e: (page.plain(e.record.title).casefold(), e.id))
    values = [
        {"link": page.link(kind, e.id), "text": page.line(f"{value_with_unit(e.record)} ({long_day(e.record.as_of)})")}
        for e in entries
    ]
    return {"above": "", "groups": [{"title": "", "anchor": "", "entries": values}]}


def _terms(renderer: Renderer, page: Page, kind: str) -> View:
    entries = sorted(renderer.knowledge.of("term", Term), key=lambda entry: (entry.record.term.casefold(), entry.id))
    return {
        "terms": [
            {"id": e.id, "record": e.record, "related": [page.ref(reference) for reference in e.record.related]}
            for e in entries
        ]
    }


def _questions(renderer: Renderer, page: Page, kind: str) -> View:
    return {
        "questions": [
            {
                "id": entry.id,
                "record": entry.record,
                "answers": list(answers(entry.record.root).values()),
                "mentioned": _mentioned(renderer, page, kind, entry.id),
            }
            for entry in renderer.knowledge.of("question", QuestionFile)
        ]
    }


def _dates(renderer: Renderer, page: Page, kind: str) -> View:
    entries = sorted(renderer.knowledge.of("date", Date), key=lambda entry: (entry.record.on, entry.id))
    return {
        "dates": [
            {"id": e.id, "record": e.record, "sources": [page.source(id_) for id_ in e.record.sources]} for e in entries
        ]
    }


def _changes(renderer: Renderer, page: Page, kind: str) -> View:
    """The changes, newest first; also as plain words, from which the theme makes the feed."""
    entries = sorted(renderer.knowledge.of("change", Change), key=lambda e: (e.record.on, e.id), reverse=True)
    return {
        "changes": [
            {"id": e.id, "record": e.record, "about": [page.ref(reference) for reference in e.record.about]}
            for e in entries
        ],
        "feed": [
            {
                "id": e.id,
                "on": e.record.on.isoformat(),
                "title": page.plain(e.record.title),
                "text": page.plain(e.record.text or ""),
            }
            for e in entries[:IN_FEED]
        ],
    }


def _cities(renderer: Renderer, page: Page, kind: str) -> View:
    entries = sorted(renderer.knowledge.of("city", City), key=lambda entry: (entry.record.country, entry.record.name))
    return {"cities": [{"id": entry.id, "record": entry.record} for entry in entries]}


def _mentioned(renderer: Renderer, page: Page, kind: str, id_: str) -> list[str]:
    return page.mentioned_in(kind, id_, renderer.references.backlinks.get((kind, id_), ()))


_VIEWS: dict[str, tuple[str, Callable[[Renderer, Page, str], View]]] = {
    "faq": ("index.md.j2", _answers),
    "guide": ("index.md.j2", _guides),
    "tool": ("index.md.j2", _tools),
    "action": ("index.md.j2", _actions),
    "scenario": ("index.md.j2", _scenarios),
    "path": ("index.md.j2", _paths),
    "source": ("index.md.j2", _sources),
    "fact": ("index.md.j2", _facts),
    "term": ("glossary.md.j2", _terms),
    "question": ("questions.md.j2", _questions),
    "date": ("calendar.md.j2", _dates),
    "city": ("cities.md.j2", _cities),
    "change": ("changes.md.j2", _changes),
}
