"""Which record stands at which address of the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.knowledge import KnowledgeBase, normal
from generator.model import Flow
from generator.model.kinds import is_shown
from generator.render.outcomes import outcome_route
from generator.render.routes import OWN_PAGE, Route, route

HOME = "./"
PAGE = "page"
"""What stands at an address that is no record's."""


def address(target: Route) -> str:
    """The address of a Markdown file in the site: `faq/x.md` becomes `faq/x/`; that of the first page is `./`."""
    page = target.path.removesuffix("index.md").removesuffix(".md").rstrip("/")
    return (f"{page}/" if page else HOME) + (f"#{target.anchor}" if target.anchor else "")


def address_of_file(path: str) -> str:
    """The address of an HTML file of the site: `faq/x/index.html` becomes `faq/x/`."""
    folder = path.removesuffix("index.html")
    return folder or HOME


def went_to(old: str, knowledge: KnowledgeBase) -> str:
    """Where a published address, or a #place in one, went: through every redirect that leads on to another.

    Nothing where no redirect says it, or they lead round in a circle.
    """
    kinds = {names.key: kind for kind, names in knowledge.names.items()}
    seen: set[str] = set()
    target = old
    while (moved := knowledge.redirects.get(target)) and target not in seen:
        seen.add(target)
        if moved.record.to:
            key, _, id_ = moved.record.to.partition(":")
            target = address(route(kinds[key], id_, knowledge.names))
        else:
            target = normal(moved.record.path or "")
    return "" if target in seen or target == old else target


def places_of_records(knowledge: KnowledgeBase) -> Iterator[str]:
    """The addresses, each with its #place, of the records that stand together on the page of their kind."""
    for kind in sorted(knowledge.entries.keys() - OWN_PAGE):
        if is_shown(kind):
            yield from (address(route(kind, id_, knowledge.names)) for id_ in knowledge.entries[kind])


def records_by_address(knowledge: KnowledgeBase) -> Mapping[str, str]:
    """Address → `kind:id` by the site's own word, of every record with a page; `kind:id/outcome` of outcomes."""
    found: dict[str, str] = {}
    for kind in sorted(OWN_PAGE):
        names = knowledge.names[kind]
        for id_, entry in knowledge.entries[kind].items():
            found[address(route(kind, id_, knowledge.names))] = f"{names.key}:{id_}"
            if isinstance(entry.record, Flow):
                for outcome in entry.record.outcomes:
                    where = address(outcome_route(id_, outcome, knowledge.names))
                    found[where] = f"{names.key}:{id_}/{outcome}"
    return found
