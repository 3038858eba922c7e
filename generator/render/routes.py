"""Which page a record stands on, and the address from one page to another."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.model import KindNames
from generator.model.kinds import API, HELPER, OFFLINE, PROBLEMS, SEARCH, is_shown

OWN_PAGE = frozenset(
    {"flow", "scenario", "path", "action", "faq", "guide", "fact", "checklist", "template", "tool", "source"}
)


@dataclass(frozen=True, slots=True)
class Route:
    """A Markdown file below `docs/` and, for a part of it, the anchor."""

    path: str
    anchor: str = ""


def route(kind: str, id_: str, names: Mapping[str, KindNames]) -> Route:
    """Where a record stands: a page of its own, or an anchor on the index page of its kind."""
    folder = names[kind].folder
    return Route(f"{folder}/{id_}.md") if kind in OWN_PAGE else Route(f"{folder}/index.md", id_)


def index_route(kind: str, names: Mapping[str, KindNames]) -> Route:
    """The index page of a kind."""
    return Route(f"{names[kind].folder}/index.md")


def card_path(page: str) -> str:
    """Where the preview card of a Markdown file lies in the site: `cards/faq/x.png` is that of `faq/x.md`."""
    return f"cards/{page.removesuffix('.md')}.png"


def address(target: Route) -> str:
    """Where a Markdown file, or a place in it, stands in the site: `faq/x/`; nothing for the first page."""
    page = target.path.removesuffix("index.md").removesuffix(".md").rstrip("/")
    return (f"{page}/" if page else "") + (f"#{target.anchor}" if target.anchor else "")


def relative(origin: str, target: Route) -> str:
    """The link from one Markdown file to another, as Markdown writes it."""
    anchor = f"#{target.anchor}" if target.anchor else ""
    if origin == target.path and anchor:
        return anchor
    folder, _, name = target.path.rpartition("/")
    return _way(origin.rpartition("/")[0], folder) + name + anchor


@lru_cache(maxsize=65_536)  # a page has dozens of links, but there are few pairs of folders
def _way(origin: str, folder: str) -> str:
    """The way from one folder to another, with a `/` at its end; nothing for the way to itself."""
    way = posixpath.relpath(folder or ".", origin or ".")
    return "" if way == "." else f"{way}/"


def owned(names: Mapping[str, KindNames]) -> tuple[str, ...]:
    """The folders and files of `docs/` that the generator makes and nobody edits."""
    return (
        "index.md",
        API,
        HELPER,
        OFFLINE,
        PROBLEMS,
        SEARCH,
        *sorted(name.folder for kind, name in names.items() if is_shown(kind)),
    )
