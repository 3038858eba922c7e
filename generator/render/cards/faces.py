"""Which pages have a card of their own, and what stands on it; all others share the card of the site."""

from __future__ import annotations

from collections.abc import Iterator

from generator.knowledge import Entry, KnowledgeBase
from generator.model import Flow, StopStep
from generator.model.kinds import is_shown
from generator.model.titles import summary, title
from generator.render.cards.layout import FRAME, Face
from generator.render.cards.miniature import Miniature, miniature, pointing_at
from generator.render.diagrams import draw
from generator.render.flows import StepView, diagrams, step_views
from generator.render.outcomes import outcome_route
from generator.render.routes import OWN_PAGE, card_path, index_route, route
from generator.render.scripts import decided
from generator.render.text import plain

SITE = card_path("site.md")
"""The card of every page that has none of its own."""
WITHOUT = frozenset({"fact", "source"})
"""Kinds with pages that are looked up and not sent around."""


def faces(knowledge: KnowledgeBase) -> dict[str, Face]:
    """The face of every card by the card's path in the site."""
    return dict([_site(knowledge), *_records(knowledge), *_flows(knowledge), *_lists(knowledge)])


def _site(knowledge: KnowledgeBase) -> tuple[str, Face]:
    site = knowledge.site
    name, sentence, publisher = (plain(text, knowledge) for text in (site.title, site.summary, site.publisher))
    return SITE, Face("", name, sentence, publisher)


def _records(knowledge: KnowledgeBase) -> Iterator[tuple[str, Face]]:
    for kind in sorted(OWN_PAGE - WITHOUT - {"flow"}):
        for entry in knowledge.entries[kind].values():
            path = card_path(route(kind, entry.id, knowledge.names).path)
            yield path, _face(knowledge, knowledge.names[kind].one, title(entry.record), summary(entry.record))


def _flows(knowledge: KnowledgeBase) -> Iterator[tuple[str, Face]]:
    """The decisions and their outcomes, each with a small picture of the decision."""
    label = knowledge.names["flow"].one
    for entry in knowledge.of("flow", Flow):
        steps, flow = step_views(entry, knowledge), entry.record
        whole = miniature([draw(it) for it in diagrams(entry, steps, knowledge)], FRAME.width / FRAME.height)
        path = card_path(route("flow", entry.id, knowledge.names).path)
        yield path, _face(knowledge, label, flow.title, flow.summary, whole)
        for id_, outcome in flow.outcomes.items():
            path = card_path(outcome_route(entry.id, id_, knowledge.names).path)
            picture = pointing_at(whole, _stops(entry, steps, id_))
            yield path, _face(knowledge, f"{label} · Result", outcome.title, outcome.summary, picture)


def _stops(entry: Entry[Flow], steps: tuple[StepView, ...], outcome: str) -> frozenset[str]:
    """The steps at which a reader comes to an outcome; those that a table chooses from are drawn as one."""
    stops = {view.id for view in steps if isinstance(view.step, StopStep) and view.step.stop == outcome}
    scripted = entry.record.start is None and stops & decided(entry.record)
    return frozenset(stops | {"result"} if scripted else stops)


def _lists(knowledge: KnowledgeBase) -> Iterator[tuple[str, Face]]:
    """The pages on which records without pages of their own stand."""
    for kind, names in knowledge.names.items():
        if is_shown(kind) and kind not in OWN_PAGE and knowledge.entries[kind]:
            yield card_path(index_route(kind, knowledge.names).path), _face(knowledge, "", names.many, names.summary)


def _face(knowledge: KnowledgeBase, label: str, name: str, sentence: str, picture: Miniature | None = None) -> Face:
    above, first, second, foot = (plain(text, knowledge) for text in (label, name, sentence, knowledge.site.title))
    return Face(above, first, second, foot, picture)
