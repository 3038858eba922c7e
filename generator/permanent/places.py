"""Places in pages that were published under another name: a link to them still leads there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape

from generator.knowledge import KnowledgeBase
from generator.model.titles import title
from generator.permanent.addresses import HOME, address, went_to
from generator.render.routes import route
from generator.render.text import plain


def moved_places(knowledge: KnowledgeBase, read: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """Path in the site → the page with its old places, for every page of which `redirects.yml` lists some."""
    for page, places in _by_page(knowledge).items():
        html = read(page)
        if not html:
            continue  # the page itself has moved, or never was
        for old, (new_page, new_place) in places.items():
            if new_page == page and new_place:
                html = _named_too(html, new_place, old)
            else:
                html = _pointing(html, old, page, new_page, new_place, knowledge)
        yield f"{page.removeprefix(HOME)}index.html", html.encode()


def _by_page(knowledge: KnowledgeBase) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Page → its old places, each with the page and the place where it went."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for old in knowledge.redirects:
        page, hash_, place = old.partition("#")
        if hash_ and (target := went_to(old, knowledge)):
            new_page, _, new_place = target.partition("#")
            found.setdefault(page, {})[place] = (new_page, new_place)
    return found


def _named_too(html: str, place: str, old: str) -> str:
    """The page in which the element of this id is found by its old one, too."""
    opening = re.compile(rf'<[a-z0-9-]+\b[^>]*(?<![\w-])id="{re.escape(escape(place))}"[^>]*>')
    return opening.sub(lambda found: f'{found.group()}<span id="{escape(old)}"></span>', html, count=1)


def _pointing(html: str, old: str, page: str, new_page: str, place: str, knowledge: KnowledgeBase) -> str:
    """The page with a line at its end, at the old place, that says where its text went."""
    href = posixpath.relpath(new_page, page) + "/" + (f"#{place}" if place else "")
    line = f'<p id="{escape(old)}">This part has moved: <a href="{escape(href)}">{_title(new_page, knowledge)}</a></p>'
    end = html.rfind("</article")
    return f"{html[:end]}{line}\n{html[end:]}"


def _title(page: str, knowledge: KnowledgeBase) -> str:
    for kind in knowledge.names:
        for id_, entry in knowledge.entries[kind].items():
            if address(route(kind, id_, knowledge.names)) == page:
                return escape(plain(title(entry.record), knowledge))
    return escape(page)
