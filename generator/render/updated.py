"""The day on which each page last changed, for the sitemap: from the history of the files it is made of."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel

from generator.knowledge import Entry, KnowledgeBase
from generator.model import Flow
from generator.model.flow import used_flows
from generator.model.kinds import is_shown
from generator.render.age import facts_in
from generator.render.outcomes import outcome_route
from generator.render.renderer import Renderer
from generator.render.routes import OWN_PAGE, index_route, route

Changes = Mapping[str, datetime.date]
"""Path in the content folder → the day of its last change, where that is known."""
_SITE = "site.yml"


def updated(renderer: Renderer, changes: Changes) -> dict[str, datetime.date]:
    """The path of each page → its day: that of the newest of its files. A record whose file's day is not known has the
    day on which it was checked; pages of which nothing is known are left out.
    """
    pages = _pages(renderer, _Days(renderer.knowledge, changes))
    return {path: max(known) for path, days in pages if (known := [day for day in days if day])}


class _Days:
    """The days of the entries of a knowledge base."""

    def __init__(self, knowledge: KnowledgeBase, changes: Changes) -> None:
        self.changes = changes
        self.folder = knowledge.site_entry.path.removesuffix(_SITE)

    def of(self, entry: Entry[BaseModel]) -> datetime.date | None:
        changed = self.changes.get(entry.path.removeprefix(self.folder))
        return changed or getattr(entry.record, "checked", None)


def _pages(renderer: Renderer, days: _Days) -> Iterator[tuple[str, list[datetime.date | None]]]:
    knowledge, names, home = renderer.knowledge, renderer.knowledge.names, renderer.knowledge.site.home
    entries = knowledge.entries
    first = [entries["flow"][home.flow], *(entries["faq"][id_] for id_ in home.questions)]
    yield "index.md", [days.of(knowledge.site_entry), *map(days.of, first)]
    for kind in (kind for kind in names if is_shown(kind) and entries[kind]):
        yield index_route(kind, names).path, [days.of(entry) for entry in entries[kind].values()]
        for entry in entries[kind].values() if kind in OWN_PAGE else ():
            files = [entry, *_behind(renderer, entry)]
            # How new the rest is says nothing about a page whose own file may be newer.
            known = [days.of(it) for it in files] if days.of(entry) else []
            yield route(kind, entry.id, names).path, known
            if isinstance(entry.record, Flow):
                for outcome in entry.record.outcomes:
                    yield outcome_route(entry.id, outcome, names).path, known


def _behind(renderer: Renderer, entry: Entry[BaseModel]) -> Iterator[Entry[BaseModel]]:
    """The other entries whose words stand on the page of one: the facts it tells; what a flow asks, tells and uses."""
    knowledge = renderer.knowledge
    yield from (knowledge.entries["fact"][id_] for id_ in sorted(facts_in(entry.record, knowledge)))
    if entry.kind == "flow" and entry.id in renderer.compiled:
        parts = renderer.client(entry.id)
        found = (("question", parts.questions), ("action", parts.actions), ("fact", parts.facts))
        yield from (knowledge.entries[kind][id_] for kind, ids in found for id_ in ids)
    if isinstance(entry.record, Flow):
        yield from _used(knowledge, used_flows(entry.record))


def _used(knowledge: KnowledgeBase, ids: Iterable[str]) -> Iterator[Entry[BaseModel]]:
    for id_ in ids:
        entry = knowledge.entries["flow"][id_]
        assert isinstance(entry.record, Flow)
        yield entry
        yield from _used(knowledge, used_flows(entry.record))
