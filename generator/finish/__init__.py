"""The last stage: what MkDocs built is checked, completed, made light, and put in place of the live site.

MkDocs' folder is only read. The site is made in a folder of the stage's own, which then changes places with the live
one; the next build brings what it got in exchange up to date, so that it writes only what differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

from generator.diagnostics import Diagnostic, has_errors
from generator.finish.addresses import Site
from generator.finish.budgets import Finished, Scales
from generator.finish.cache import Cache
from generator.finish.links import OWN, Links, check_styles
from generator.finish.pages import Page
from generator.finish.redirects import redirect_page
from generator.finish.shared import Asked, shared
from generator.finish.source import Pages, Source
from generator.finish.writing import Last, Writing
from generator.processes import processors
from generator.publish import add_files, swap_in

__all__ = ["WEIGHTS", "Finished", "Page", "check_built", "finish", "redirect_page", "site_pages"]

Also = Callable[[Mapping[str, Page]], Iterable[Diagnostic]]
WEIGHTS = "weights.txt"
"""Beside the folder that MkDocs built: what the pages of the last build weigh."""
_NOTHING: Mapping[str, bytes | Path] = MappingProxyType({})


def finish(
    built: Path,
    live: Path,
    site_url: str,
    additions: Mapping[str, bytes | Path] = _NOTHING,
    also: Also = lambda _: (),
    *,
    last: Last = lambda _files, _read: {},
    say: Callable[[str], None] = lambda _: None,
) -> list[Diagnostic]:
    """The problems of the site in `built`; without errors its finished form is then in `live`.

    `additions` (path in the site → bytes, or a file that holds them) are checked with the rest and put beside it, or in
    place of what has their path. `also` is one more check of all pages. `last` gets all finished files and a way to
    read them, and gives more, or other bytes for some. `say` is told what pages weigh. Beside `built` are a folder
    `finished` and a file `pages.sqlite`, which may be deleted at any time. With an error `live` stays as it was. Raises
    `PublishError` where `generator.publish` does.
    """
    source, site = Source(built, additions), Site.at(site_url)
    with closing(Cache(built.parent / "pages.sqlite")) as cache:
        pages = Pages(source, cache, site)
        pages.read(processors())
        sheets = {path: source.text(path) for path in source.paths if path.endswith(".css")}
        asked = Asked(sheets, site)
        problems = sorted(
            [*_checked(pages, source, site_url, asked.add), *check_styles(sheets, source.paths, site_url)]
        )
        problems = sorted([*problems, *also(pages)])
        if has_errors(problems):
            return problems
        common = shared(source, sheets, asked, site, cache)
        scales = Scales()
        Writing(built.parent / "finished", source, pages, common, cache).write(last, scales)
        lines = list(scales.table())
        add_files(built.parent, {WEIGHTS: "\n".join([*lines, ""]).encode()})
        for line in lines:
            say(line)
        problems = sorted([*problems, *scales.problems])
        if not has_errors(problems):
            swap_in(built.parent / "finished", live)
    return problems


def check_built(built: Path, site_url: str, additions: Mapping[str, bytes | Path] = _NOTHING) -> list[Diagnostic]:
    """All that is wrong with the pages and style sheets of a site, sorted."""
    source = Source(built, additions)
    sheets = {path: source.text(path) for path in source.paths if path.endswith(".css")}
    with closing(Cache(None)) as cache:
        pages = Pages(source, cache, Site.at(site_url))
        return sorted([*_checked(pages, source, site_url), *check_styles(sheets, source.paths, site_url)])


def site_pages(folder: Path) -> Mapping[str, Page]:
    """The pages of a finished site, by path."""
    return Pages(Source(folder, {}), Cache(None), Site.at("/"))


def _checked(
    pages: Pages, source: Source, site_url: str, seen: Callable[[str, Page], None] = lambda _path, _page: None
) -> list[Diagnostic]:
    """What is wrong with the pages; each is looked at once, and shown to `seen`."""
    links = Links(source.paths, site_url, source.text)
    problems: set[Diagnostic] = set()
    for path in pages:
        page, leads = pages.known(path)
        problems.update(links.in_page(path, page, leads))
        problems.update(fault.diagnostic(path, source.text) for fault in page.faults if fault.code not in OWN)
        seen(path, page)
    return [*problems, *links.between(pages)]
