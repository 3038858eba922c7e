"""Answers, facts and addresses for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.knowledge import Entry, KnowledgeBase
from generator.model import Fact, Faq, Flow, Source
from generator.model.kinds import is_shown
from generator.model.titles import title
from generator.numbering import short_address
from generator.render.api.models import Address, Addresses, Answer, Answers, Cited, Facts, SiteOf, Stated, Topic
from generator.render.outcomes import outcome_route
from generator.render.renderer import Renderer
from generator.render.routes import OWN_PAGE, Route, address, index_route, route
from generator.render.text import plain
from generator.render.words import words


def answers(knowledge: KnowledgeBase) -> Answers:
    """All answers, by id."""
    topics = knowledge.site.topics.items()
    return Answers(
        schema_="schema/faq.json",
        site=site_of(knowledge),
        topics=[Topic(id=id_, title=plain(label, knowledge)) for id_, label in topics],
        answers=[_answer(entry, knowledge) for entry in knowledge.of("faq", Faq)],
    )


def facts(knowledge: KnowledgeBase) -> Facts:
    """All facts, by id."""
    stated = [_fact(entry, knowledge) for entry in knowledge.of("fact", Fact)]
    return Facts(schema_="schema/facts.json", site=site_of(knowledge), facts=stated)


def addresses(renderer: Renderer) -> Addresses:
    """The first page, the lists, the pages of records and of outcomes; nobody looks for that of a source."""
    return Addresses(schema_="schema/addresses.json", addresses=list(_addresses(renderer)))


def site_of(knowledge: KnowledgeBase) -> SiteOf:
    """Whose data these are."""
    site = knowledge.site
    return SiteOf(
        title=plain(site.title, knowledge),
        publisher=plain(site.publisher, knowledge),
        disclaimer=words(site.disclaimer, knowledge),
        language=site.language,
    )


def page_at(target: Route, number: int | None = None) -> dict[str, Any]:
    """The addresses of a page."""
    short = None if number is None else short_address(number)
    return {"url": address(target), "number": number, "short_url": short}


def _answer(entry: Entry[Faq], knowledge: KnowledgeBase) -> Answer:
    it = entry.record
    return Answer(
        **page_at(route("faq", entry.id, knowledge.names), it.number),
        id=entry.id,
        question=plain(it.question, knowledge),
        also_asked=[plain(other, knowledge) for other in it.also_asked],
        topic=it.topic,
        answer=plain(it.short, knowledge),
        text=words(it.answer, knowledge),
        corrected=words(it.corrected, knowledge) if it.corrected else None,
        basis=it.basis.value,
        checked=it.checked,
        sources=_cited(it.sources, knowledge),
    )


def _fact(entry: Entry[Fact], knowledge: KnowledgeBase) -> Stated:
    it = entry.record
    return Stated(
        **page_at(route("fact", entry.id, knowledge.names)),
        id=entry.id,
        title=plain(it.title, knowledge),
        value=it.value,
        unit=plain(it.unit, knowledge) if it.unit else None,
        statement=words(it.statement, knowledge),
        as_of=it.as_of,
        review_by=it.review_by,
        volatile=it.volatile,
        note=words(it.note, knowledge) if it.note else None,
        sources=_cited(it.sources, knowledge),
    )


def _cited(ids: tuple[str, ...], knowledge: KnowledgeBase) -> list[Cited]:
    found = (knowledge.find("source", Source, id_) for id_ in ids)
    return [
        Cited(
            title=plain(it.record.title, knowledge),
            publisher=plain(it.record.publisher, knowledge),
            url=it.record.url,
            official=it.record.official,
            read=it.record.read,
        )
        for it in found
        if it
    ]


def _addresses(renderer: Renderer) -> Iterator[Address]:
    knowledge = renderer.knowledge
    yield Address(url="", title=plain(knowledge.site.title, knowledge), kind="home")
    for kind, names in knowledge.names.items():
        if not is_shown(kind) or not knowledge.entries[kind]:
            continue
        here = address(index_route(kind, knowledge.names))
        yield Address(url=here, title=plain(names.many, knowledge), kind="index")
        for entry in knowledge.entries[kind].values() if kind in OWN_PAGE - {"source"} else ():
            where = address(route(kind, entry.id, knowledge.names))
            yield Address(url=where, title=plain(title(entry.record), knowledge), kind=names.key)
            if isinstance(entry.record, Flow) and entry.id in renderer.compiled:
                for id_, outcome in entry.record.outcomes.items():
                    there = address(outcome_route(entry.id, id_, knowledge.names))
                    yield Address(url=there, title=plain(outcome.title, knowledge), kind="outcome")
