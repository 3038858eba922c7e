"""Every address leads somewhere, and no page makes the reader's browser ask another site for anything.

KB901  an address leads to no file of the site
KB902  a #fragment names no id in the page it leads to
KB903  a page or a style sheet loads something from another site
KB904  two elements of a page have the same id
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.finish import styles
from generator.finish.addresses import Astray, Inside, Outside, Site, resolve
from generator.finish.pages import Link, Page, Use

_MOST_HINTS = 30


@dataclass(frozen=True, slots=True)
class _Map:
    """What there is to lead to."""

    pages: Mapping[str, Page]
    files: Set[str]
    site: Site
    hints: dict[str, str] = field(default_factory=dict)
    """Missing path → the path it resembles; filled as the need arises."""


def check_links(pages: Mapping[str, Page], files: Set[str], base_path: str) -> list[Diagnostic]:
    """What is wrong with the addresses and ids of the pages, sorted.

    `pages` and `files` are keyed by path in the site; `base_path` is where the site lives: `/kb/`, or the
    full `https://example.org/kb/`, and then full addresses of the site itself are followed too.
    """
    known = _Map(pages, files, Site.at(base_path))
    problems = {problem for page in pages.values() for problem in _in_page(page, known)}
    return sorted(problems)


def check_styles(sheets: Mapping[str, str], files: Set[str], base_path: str) -> list[Diagnostic]:
    """The same for style sheets: path in the site → text."""
    known = _Map({}, files, Site.at(base_path))
    problems = set()
    for path, css in sheets.items():
        for address in styles.addresses(css):
            if found := _problem(Link("style", "", address, Use.LOAD), path, known):
                before = css[: max(css.find(address), 0)]
                place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
                problems.add(Diagnostic(place, *found))
    return sorted(problems)


def _in_page(page: Page, known: _Map) -> Iterator[Diagnostic]:
    for link in set(page.links):
        if found := _problem(link, page.path, known):
            yield Diagnostic(page.place(link.attribute, link.address), *found)
    for name, count in page.repeated_ids:
        message = f'the id "{name}" stands on {count} elements of this page'
        yield Diagnostic(page.place("id", name), "KB904", message, "a link can lead to one of them only: rename one")
    if any(mark.tag == "base" for mark in page.marks):
        yield Diagnostic(page.place("", "base"), "KB901", "a <base> bends every relative address of this page")


def _problem(link: Link, path: str, known: _Map) -> tuple[str, str, str] | None:
    """Code, message and hint, or None if the address is a good one."""
    target = resolve(link.address, path, known.site)
    if isinstance(target, Inside):
        return _inside(link, target, known)
    if isinstance(target, Astray):
        return "KB901", f'the address "{link.address}" {target.reason}', ""
    if isinstance(target, Outside) and link.use is Use.LOAD:
        message = f'<{link.tag}> asks another site for "{link.address}"'
        return "KB903", message, "keep a copy in this site, or make it a link that the reader may follow"
    return None


def _inside(link: Link, target: Inside, known: _Map) -> tuple[str, str, str] | None:
    path = target.path
    file = f"{path}index.html" if not path or path.endswith("/") else path
    if file not in known.files:
        missing = f'the address "{link.address}" leads to {path or file}, which does not exist'
        if f"{path}/index.html" in known.files:
            return "KB901", missing, f"write {path}/ with the / at its end"
        return "KB901", missing, _hint(path, known)
    # What follows :~: is a word to find on the page, for browsers that can.
    fragment = target.fragment.partition(":~:")[0]
    page = known.pages.get(file)
    if page is None or not fragment or fragment.lower() == "top" or fragment in page.ids:
        return None
    missing = f'the address "{link.address}" points at "{fragment}", but no element of {file} has that id'
    return "KB902", missing, did_you_mean(fragment, page.ids)


def _hint(path: str, known: _Map) -> str:
    """A page or file in the same part of the site with a similar path."""
    # One comparison with 2,000 paths takes 50 ms: a site that is all wrong must not take minutes to say so.
    if path not in known.hints and len(known.hints) < _MOST_HINTS:
        part = path.partition("/")[0]
        near = [file.removesuffix("index.html") for file in known.files if file.startswith(f"{part}/")]
        known.hints[path] = did_you_mean(path, near)
    return known.hints.get(path, "")
