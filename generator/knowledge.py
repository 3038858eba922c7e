"""What a content folder says, as values: entries by kind and id, and what the site calls the kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar, cast

from pydantic import BaseModel, RootModel

from generator.diagnostics import Place
from generator.model import KINDS, KindNames, Redirect, Site
from generator.model.address_book import AddressBook
from generator.model.published import CodeBook
from generator.model.texts import Marked, marked
from generator.nodes import Node, find, key_place

R = TypeVar("R", bound=BaseModel, covariant=True)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record with its id and the value it was read from, so that every check can point into the file."""

    kind: str
    id: str
    record: R
    node: Node
    path: str

    @cached_property
    def marked(self) -> tuple[Marked, ...]:
        """Every marked text of the record; found once, since many look for them."""
        return tuple(marked(self.record))

    def place(self, *loc: str | int) -> Place:
        """Where the value at a path of keys stands, or what is nearest to it."""
        return find(self.node, loc).place

    def key_place(self, *loc: str | int) -> Place:
        """Where the last key of the path stands."""
        return key_place(self.node, loc)


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """Everything a content folder says: the site, its names for the kinds, and every record by kind and id."""

    site: Site
    names: Mapping[str, KindNames]
    entries: Mapping[str, Mapping[str, Entry[BaseModel]]]
    redirects: Mapping[str, Entry[Redirect]]
    site_entry: Entry[Site]
    texts: Mapping[str, str]
    """The text of every file, by its path in diagnostics."""
    code_book: Entry[CodeBook] | None = None
    """What plan codes were ever made with, once something has been published."""
    address_book: AddressBook | None = None
    """Every address that was ever published, once something has been."""

    @cached_property
    def said(self) -> dict[str, str]:
        """Texts of this knowledge base → their words alone; filled by those who ask, since many pages say the same."""
        return {}

    @cached_property
    def mentioned(self) -> dict[int, frozenset[str]]:
        """The `id()` of a record → the facts that it mentions; filled in the same way."""
        return {}

    def of(self, kind: str, model: type[R]) -> list[Entry[R]]:
        """The entries of a kind, by id."""
        assert issubclass(KINDS[kind].model, model) or issubclass(KINDS[kind].model, RootModel)
        return cast("list[Entry[R]]", list(self.entries[kind].values()))

    def find(self, kind: str, model: type[R], id_: str) -> Entry[R] | None:
        """The entry of a kind with an id, if there is one."""
        assert issubclass(KINDS[kind].model, model)
        return cast("Entry[R] | None", self.entries[kind].get(id_))

    def all(self) -> Iterator[Entry[BaseModel]]:
        """Every entry, kind after kind."""
        for entries in self.entries.values():
            yield from entries.values()


def normal(place: str) -> str:
    """An address of the site as the redirects are keyed: `faq/x/`, `faq/x/#place`, `./` for the first page."""
    page, hash_, anchor = place.partition("#")
    stripped = page.removeprefix("./").strip("/")
    return (f"{stripped}/" if stripped else "./") + hash_ + anchor


def kind_names(site: Site | None) -> dict[str, KindNames]:
    """What a site calls every kind: its own words where it gives them, the generic ones elsewhere."""
    given = site.kinds if site else {}
    names = {}
    for kind in KINDS.values():
        own = given.get(kind.id)
        names[kind.id] = KindNames(
            key=(own and own.key) or kind.id,
            folder=(own and own.folder) or kind.folder,
            one=(own and own.one) or kind.one,
            many=(own and own.many) or kind.many,
            summary=(own and own.summary) or kind.summary,
            text=(own and own.text) or "",
        )
    return names
