"""The page for people who answer in groups: every answer with its link and its text, found by a few letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.knowledge import Entry
from generator.model import Faq, Term
from generator.model.kinds import HELPER
from generator.render.as_json import as_file
from generator.render.page import Page
from generator.render.renderer import Renderer
from generator.render.routes import route
from generator.render.sharing import FORMS, message, own_address, unmarked
from generator.render.text import plain

FORMAT = 1


def helper_pages(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """The page and its data, with their paths below `docs/`; nothing where there are no answers."""
    answers = renderer.knowledge.of("faq", Faq)
    if answers:
        page = renderer.page(f"{HELPER}/index.md")
        yield page.path, renderer.rendered("helper.md.j2", page, view={"groups": _groups(renderer, page, answers)})
        yield f"{HELPER}/answers.json", as_file(_data(renderer, answers))


def _groups(renderer: Renderer, page: Page, answers: list[Entry[Faq]]) -> list[dict[str, Any]]:
    """Links to all answers, by topic; one list without a heading where there are no topics."""
    topics: list[tuple[str | None, str]] = [*renderer.knowledge.site.topics.items()] or [(None, "")]
    groups = [
        {"title": heading, "links": [page.link("faq", entry.id) for entry in answers if entry.record.topic == topic]}
        for topic, heading in topics
    ]
    return [group for group in groups if group["links"]]


def _data(renderer: Renderer, answers: list[Entry[Faq]]) -> dict[str, Any]:
    """The data for the browser, documented in the component's README."""
    return {"format": FORMAT, "root": "../", "forms": FORMS, "answers": [_answer(renderer, it) for it in answers]}


def _answer(renderer: Renderer, entry: Entry[Faq]) -> dict[str, Any]:
    knowledge = renderer.knowledge
    path = route("faq", entry.id, knowledge.names).path
    it = message(entry.record, path, knowledge)
    asked = [unmarked(plain(words, knowledge)) for words in (*entry.record.also_asked, *entry.record.typed_alone)]
    return {
        "question": it.question,
        "answer": it.answer,
        "checked": it.checked,
        "address": it.address,
        "page": own_address(path),
        "asked": asked,
        "synonyms": _synonyms(renderer, " ".join([it.question, it.answer, *asked])),
    }


def _synonyms(renderer: Renderer, text: str) -> list[str]:
    """The other spellings of the glossary's terms in a text."""
    words, terms = renderer.words, renderer.knowledge.of("term", Term)
    found = dict.fromkeys(words.ids[word] for word in words.pattern.findall(text)) if words.pattern else {}
    spelled = {entry.id: (entry.record.term, *entry.record.also) for entry in terms}
    return [word for id_ in found for word in spelled[id_] if word not in text]
