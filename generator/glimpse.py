"""What an editor sees at once: the page of the one record that was edited, long before the whole site is built.

It is the page's own article only, made from the edited file and the records of the last look; whether the record is
right, and what it changes elsewhere, is for the build that follows.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from generator.build import Folders, settings
from generator.knowledge import Entry
from generator.loader import KnowledgeBase, Remembered, load
from generator.mkdocs_stage import LoadedSite, Order, complaints, load_site
from generator.model import KINDS
from generator.references import references
from generator.render.records import WITH_PAGES, record_page
from generator.render.renderer import Renderer
from generator.render.runners import runner_file_of

_ARTICLE = re.compile(rb"<article\b.*</article>", re.DOTALL)


@dataclass(frozen=True)
class Glimpse:
    """A page by its path in the site, as it will look."""

    path: str
    page: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)
    """Files that the page fetches and the site does not have yet, by their paths in it."""


class Glimpses:
    """Makes glimpses of one project; what it has read stays read."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._remembered: Remembered = {}
        self._site: LoadedSite | None = None

    def prepare(self) -> None:
        """Reads what a glimpse rests on, after a build that brought a new site; without one there are no glimpses."""
        knowledge, _ = load(self._folders.content, remembered=self._remembered)
        site = None
        with complaints():
            site = load_site(self._order(knowledge)) if knowledge else None
        self._site = site

    def of(self, changed: Iterable[Path]) -> Glimpse | None:
        """The page of the record that changed, or None: if it was not one record alone, or if that is not whole."""
        paths = set(changed)
        if self._site is None or len(paths) != 1:
            return None
        knowledge, problems = load(self._folders.content, remembered=self._remembered)
        entry = _entry(knowledge, paths.pop(), self._folders.content) if knowledge else None
        if knowledge is None or entry is None or any(problem.place.path == entry.path for problem in problems):
            return None
        return self._made(self._site, knowledge, entry)

    def _made(self, site: LoadedSite, knowledge: KnowledgeBase, entry: Entry[BaseModel]) -> Glimpse | None:
        renderer = Renderer(knowledge, references(knowledge), datetime.date.today())
        source, markdown = record_page(renderer, entry)
        path = f"{source.removesuffix('.md')}/index.html"
        live = self._folders.out / path
        if path not in site.documents or not live.is_file():
            return None
        with complaints() as said:
            html, _ = site.html(path, markdown.decode())
        fetched = runner_file_of(renderer, entry.id) if entry.kind == "flow" else None
        beside = dict([fetched] if fetched else [])
        return None if said else Glimpse(path, with_article_of(live.read_bytes(), html), beside)

    def _order(self, knowledge: KnowledgeBase) -> Order:
        folders = self._folders
        return Order(folders.config, folders.docs, folders.work / "site", settings(knowledge, folders.docs))


def with_article_of(page: bytes, other: bytes) -> bytes:
    """A page with the article of another in place of its own."""
    found = _ARTICLE.search(other)
    return _ARTICLE.sub(lambda _: found.group(), page, count=1) if found else page


def _entry(knowledge: KnowledgeBase, path: Path, content: Path) -> Entry[BaseModel] | None:
    """The record in a file, if it is of a kind that has pages."""
    if not path.is_relative_to(content.resolve()):
        return None
    folder, name = path.parent, path.stem
    for kind in WITH_PAGES:
        if not KINDS[kind].one_file and folder == (content / knowledge.names[kind].folder).resolve():
            return knowledge.entries[kind].get(name)
    return None
