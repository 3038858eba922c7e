"""Every address leads somewhere, and no page makes the reader's browser ask another site for anything.

KB901  an address leads to no file of the site
KB902  a #fragment names no id in the page it leads to
KB903  a page or a style sheet loads something from another site
KB904  two elements of a page have the same id
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.finish import styles
from generator.finish.addresses import Astray, Inside, Outside, Site, Target, resolve
from generator.finish.pages import Fault, Leads, Link, Page, Texts, Use, place

_MOST_HINTS = 30
OWN = frozenset({"KB901", "KB903", "KB904"})


@dataclass(frozen=True, slots=True)
class _Map:
    """What there is to lead to."""

    files: Set[str]
    site: Site
    hints: dict[str, str] = field(default_factory=dict)
    """Missing path → the path it resembles; filled as the need arises."""


class Links:
    """The check of all addresses of a site, page by page: first each page, then what they ask of one another.

    `files` are the paths of all files in the site; `base_path` is where the site lives: `/kb/`, or the full
    `https://example.org/kb/`, and then full addresses of the site itself are followed too.
    """

    def __init__(self, files: Set[str], base_path: str, texts: Texts) -> None:
        self._known = _Map(files, Site.at(base_path))
        self._texts = texts
        self._wanted: dict[str, set[str]] = {}

    def in_page(self, path: str, page: Page, leads: Leads) -> Iterator[Diagnostic]:
        """What is wrong with a page whatever the others hold."""
        yield from (fault.diagnostic(path, self._texts) for fault in (*page.faults, *leads.faults) if fault.code in OWN)
        if any(file not in self._known.files for file in leads.files):
            yield from self._missing_files(path, page)
        for file, fragment in leads.fragments:
            if fragment.lower() != "top":
                self._wanted.setdefault(file, set()).add(fragment)

    def between(self, pages: Mapping[str, Page]) -> Iterator[Diagnostic]:
        """What the pages that were looked at ask of others in vain."""
        missing = {
            file: found for file, names in self._wanted.items() if file in pages and (found := names - pages[file].ids)
        }
        for path, page in pages.items() if missing else ():  # only now is it worth another look at all pages
            for link in page.links:
                target = resolve(link.address, path, self._known.site)
                if isinstance(target, Inside) and _fragment(target) in missing.get(_file(target), ()):
                    where = place(path, self._texts(path), link.attribute, link.address)
                    yield Diagnostic(where, *_nowhere(link, target, pages[_file(target)].ids))

    def _missing_files(self, path: str, page: Page) -> Iterator[Diagnostic]:
        for link in page.links:
            target = resolve(link.address, path, self._known.site)
            if isinstance(target, Inside) and (found := _missing(link, target, self._known)):
                yield Diagnostic(place(path, self._texts(path), link.attribute, link.address), *found)


def leads(path: str, page: Page, site: Site) -> Leads:
    """Where the addresses of the page at this path lead."""
    files: dict[str, None] = {}
    fragments: dict[tuple[str, str], None] = {}
    faults: dict[Fault, None] = {}
    for link in page.links:
        target = resolve(link.address, path, site)
        if isinstance(target, Inside):
            files[_file(target)] = None
            if fragment := _fragment(target):
                fragments[_file(target), fragment] = None
        elif found := _wrong(link, target):
            faults[Fault(link.attribute, link.address, *found)] = None
    return Leads(tuple(files), tuple(fragments), tuple(faults))


def check_links(pages: Mapping[str, Page], files: Set[str], base_path: str, texts: Texts) -> list[Diagnostic]:
    """What is wrong with the addresses of the pages, sorted; `pages` by path in the site."""
    check, site = Links(files, base_path, texts), Site.at(base_path)
    problems = {found for path, page in pages.items() for found in check.in_page(path, page, leads(path, page, site))}
    return sorted(problems | set(check.between(pages)))


def check_styles(sheets: Mapping[str, str], files: Set[str], base_path: str) -> list[Diagnostic]:
    """The same for style sheets: path in the site → text."""
    known = _Map(files, Site.at(base_path))
    problems = set()
    for path, css in sheets.items():
        for address in styles.addresses(css):
            link = Link("style", "", address, Use.LOAD)
            target = resolve(address, path, known.site)
            if found := _missing(link, target, known) if isinstance(target, Inside) else _wrong(link, target):
                before = css[: max(css.find(address), 0)]
                where = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
                problems.add(Diagnostic(where, *found))
    return sorted(problems)


def faults(repeated_ids: Iterable[tuple[str, int]], tags: Iterable[str]) -> Iterator[Fault]:
    """What is wrong with a page of these ids (with how often they stand there) and tags, wherever it leads."""
    for name, count in repeated_ids:
        message = f'the id "{name}" stands on {count} elements of this page'
        yield Fault("id", name, "KB904", message, "a link can lead to one of them only: rename one")
    if "base" in tags:
        yield Fault("", "base", "KB901", "a <base> bends every relative address of this page")


def _wrong(link: Link, target: Target) -> tuple[str, str, str] | None:
    """Code, message and hint of an address that is wrong by itself."""
    if isinstance(target, Astray):
        return "KB901", f'the address "{link.address}" {target.reason}', ""
    if isinstance(target, Outside) and link.use is Use.LOAD:
        message = f'<{link.tag}> asks another site for "{link.address}"'
        return "KB903", message, "keep a copy in this site, or make it a link that the reader may follow"
    return None


def _missing(link: Link, target: Inside, known: _Map) -> tuple[str, str, str] | None:
    """Code, message and hint, or None if the file is there."""
    path, file = target.path, _file(target)
    if file in known.files:
        return None
    missing = f'the address "{link.address}" leads to {path or file}, which does not exist'
    if f"{path}/index.html" in known.files:
        return "KB901", missing, f"write {path}/ with the / at its end"
    return "KB901", missing, _hint(path, known)


def _nowhere(link: Link, target: Inside, ids: Iterable[str]) -> tuple[str, str, str]:
    fragment = _fragment(target)
    message = f'the address "{link.address}" points at "{fragment}", but no element of {_file(target)} has that id'
    return "KB902", message, did_you_mean(fragment, ids)


def _file(target: Inside) -> str:
    path = target.path
    return f"{path}index.html" if not path or path.endswith("/") else path


def _fragment(target: Inside) -> str:
    # What follows :~: is a word to find on the page, for browsers that can.
    return target.fragment.partition(":~:")[0]


def _hint(path: str, known: _Map) -> str:
    """A page or file in the same part of the site with a similar path."""
    # One comparison with 2,000 paths takes 50 ms: a site that is all wrong must not take minutes to say so.
    if path not in known.hints and len(known.hints) < _MOST_HINTS:
        part = path.partition("/")[0]
        near = [file.removesuffix("index.html") for file in known.files if file.startswith(f"{part}/")]
        known.hints[path] = did_you_mean(path, near)
    return known.hints.get(path, "")
