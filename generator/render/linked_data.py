"""What each page is, in the words of schema.org, for search engines and assistants: JSON-LD for the head of the page.

Only what the page itself says stands there. Addresses begin with `SITE`, in whose place the theme puts the address of
the site: the theme knows it, the generator does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from generator.knowledge import Entry
from generator.model import Action, Checklist, Faq, Flow, Guide, Source, Term
from generator.model.kinds import is_shown
from generator.model.titles import summary, title
from generator.render.as_json import as_script
from generator.render.outcomes import outcome_route
from generator.render.renderer import Renderer
from generator.render.routes import OWN_PAGE, Route, address, index_route, route
from generator.render.text import plain
from generator.render.words import steps, words

Node = dict[str, Any]
Crumb = tuple[str, Route]
SITE = "<site>"
"""Stands for the address of the site; no text can hold it, since the `<` of texts is escaped."""
_MARK = "\x7f"
"""The same in data; content that spells this character is refused."""


def linked_data(renderer: Renderer) -> Iterator[tuple[str, str]]:
    """The path of each page that can be told about, and its JSON-LD."""
    knowledge = renderer.knowledge
    yield "index.md", _json([_website(renderer)])
    for kind, names in knowledge.names.items():
        if not is_shown(kind) or not knowledge.entries[kind]:
            continue
        index = (plain(names.many, knowledge), index_route(kind, knowledge.names))
        crumbs = [_home(renderer), index]
        own = [_terms(renderer, index)] if kind == "term" else []
        yield index[1].path, _json([*own, _breadcrumbs(crumbs)])
        if kind in OWN_PAGE:
            for entry in knowledge.entries[kind].values():
                yield from _of_record(renderer, entry, crumbs)


def _of_record(renderer: Renderer, entry: Entry[BaseModel], above: list[Crumb]) -> Iterator[tuple[str, str]]:
    knowledge = renderer.knowledge
    here = route(entry.kind, entry.id, knowledge.names)
    crumbs = [*above, (plain(title(entry.record), knowledge), here)]
    yield here.path, _json([*_about(renderer, entry, here), _breadcrumbs(crumbs)])
    if entry.id in renderer.compiled and isinstance(entry.record, Flow):
        for id_, outcome in entry.record.outcomes.items():
            there = outcome_route(entry.id, id_, knowledge.names)
            name = plain(outcome.title, knowledge)
            node = _page(renderer, "WebPage", there, name, plain(outcome.summary, knowledge))
            yield there.path, _json([node, _breadcrumbs([*crumbs, (name, there)])])


def _about(renderer: Renderer, entry: Entry[BaseModel], here: Route) -> list[Node]:
    """What the page of a record is; nothing for a source, which is somebody else's."""
    knowledge, record = renderer.knowledge, entry.record
    if isinstance(record, Source):
        return []
    name, said = plain(title(record), knowledge), plain(summary(record), knowledge)
    node = _page(renderer, "WebPage", here, name, said) | _dated(record) | _citing(renderer, record)
    match record:
        case Faq():
            node = node | {"@type": "FAQPage", "mainEntity": [_question(renderer, record, here)]}
        case Guide():
            del node["name"]
            node = node | {"@type": "Article", "headline": name, "mainEntityOfPage": _url(here)}
        case Action() | Checklist():
            node = node | _how_to(renderer, record)
    return [node]


def _page(renderer: Renderer, type_: str, here: Route, name: str, description: str) -> Node:
    return {
        "@type": type_,
        "url": _url(here),
        "name": name,
        "description": description,
        "inLanguage": renderer.knowledge.site.language,
        "author": _publisher(renderer),
        "publisher": _publisher(renderer),
    }


def _dated(record: BaseModel) -> Node:
    """The day on which the editors compared the page with its sources; not every kind of record has one."""
    checked = getattr(record, "checked", None)
    if checked is None:
        return {}
    # Only a page can be reviewed; for schema.org articles and instructions are none.
    reviewed = {} if isinstance(record, Guide | Checklist) else {"lastReviewed": str(checked)}
    return {"dateModified": str(checked)} | reviewed


def _citing(renderer: Renderer, record: BaseModel) -> Node:
    sources = renderer.knowledge.entries["source"]
    cited = [
        {"@type": "CreativeWork", "name": plain(it.title, renderer.knowledge), "url": it.url}
        for id_ in getattr(record, "sources", ())
        if isinstance(it := sources[id_].record, Source)
    ]
    return {"citation": cited} if cited else {}


def _question(renderer: Renderer, faq: Faq, here: Route) -> Node:
    """The question with its answer: first the one sentence, then the text."""
    knowledge = renderer.knowledge
    answer = "\n".join([plain(faq.short, knowledge), words(faq.answer, knowledge)])
    return {
        "@type": "Question",
        "name": plain(faq.question, knowledge),
        "acceptedAnswer": {
            "@type": "Answer",
            "text": answer,
            "url": _url(here),
            "dateModified": str(faq.checked),
            "author": _publisher(renderer),
        },
    }


def _how_to(renderer: Renderer, record: Action | Checklist) -> Node:
    """Instructions, if there are real steps: a numbered list, or the items of a checklist in their groups."""
    knowledge = renderer.knowledge
    if isinstance(record, Checklist):
        sections = [
            {
                "@type": "HowToSection",
                "name": plain(name, knowledge),
                "itemListElement": _steps([plain(item.do, knowledge) for item in items]),
            }
            for name, items in record.groups.items()
        ]
        return {"@type": "HowTo", "step": sections}
    found = steps(record.how, knowledge)
    if not found:
        return {}
    cost = {"estimatedCost": plain(record.cost, knowledge)} if record.cost else {}
    return {"@type": "HowTo", "step": _steps(found)} | cost


def _steps(texts: list[str] | tuple[str, ...]) -> list[Node]:
    return [{"@type": "HowToStep", "position": place, "text": text} for place, text in enumerate(texts, 1)]


def _terms(renderer: Renderer, index: Crumb) -> Node:
    knowledge, (name, here) = renderer.knowledge, index
    entries = sorted(knowledge.of("term", Term), key=lambda entry: (entry.record.term.casefold(), entry.id))
    terms = []
    for entry in entries:
        term = {
            "@type": "DefinedTerm",
            "name": plain(entry.record.term, knowledge),
            "description": plain(entry.record.meaning, knowledge),
            "url": _url(route("term", entry.id, knowledge.names)),
        }
        also = [plain(other, knowledge) for other in entry.record.also]
        terms.append(term | ({"alternateName": also} if also else {}))
    description = plain(knowledge.names["term"].summary, knowledge)
    return _page(renderer, "DefinedTermSet", here, name, description) | {"hasDefinedTerm": terms}


def _website(renderer: Renderer) -> Node:
    site = renderer.knowledge.site
    name, description = plain(site.title, renderer.knowledge), plain(site.summary, renderer.knowledge)
    node = _page(renderer, "WebSite", Route("index.md"), name, description)
    del node["author"]
    return node


def _publisher(renderer: Renderer) -> Node:
    knowledge = renderer.knowledge
    return {"@type": "Organization", "name": plain(knowledge.site.publisher, knowledge), "url": _url(Route("index.md"))}


def _home(renderer: Renderer) -> Crumb:
    return plain(renderer.knowledge.site.title, renderer.knowledge), Route("index.md")


def _breadcrumbs(crumbs: list[Crumb]) -> Node:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": _url(target)}
            for place, (name, target) in enumerate(crumbs, 1)
        ],
    }


def _url(target: Route) -> str:
    return _MARK + address(target)


def _json(graph: list[Node]) -> str:
    return as_script({"@context": "https://schema.org", "@graph": graph}).replace(_MARK, SITE)
