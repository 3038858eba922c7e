"""The last stage: the folder that MkDocs built, checked, completed, and put in place of the live one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from generator.diagnostics import Diagnostic, has_errors
from generator.finish.links import check_links, check_styles
from generator.finish.modules import entrances, joined, slim
from generator.finish.pages import Page
from generator.finish.reading import read_page
from generator.finish.redirects import redirect_page
from generator.finish.safety import check_safety
from generator.publish import add_files, swap_in

__all__ = ["check_built", "finish", "read_built", "read_pages", "redirect_page"]

_NOTHING: Mapping[str, bytes] = MappingProxyType({})
_CHECKED = (".html", ".css")


def finish(
    built: Path,
    live: Path,
    site_url: str,
    additions: Mapping[str, bytes] = _NOTHING,
    also: Callable[[Mapping[str, Page]], Iterable[Diagnostic]] = lambda _: (),
) -> list[Diagnostic]:
    """The problems of the site in `built`; without errors the site is then in `live`, and `built` is gone.

    `additions` (path in the site → bytes) are checked with the rest and put beside it, or in place of what has their
    path. `also` is one more check of all pages. With an error nothing is written, and `live` stays as it was. Raises
    `PublishError` where `generator.publish` does.
    """
    texts, files = read_built(built, additions)
    pages = read_pages(texts)
    problems = sorted([*_checked(pages, texts, files, site_url), *also(pages)])
    if not has_errors(problems):
        add_files(built, {**_slimmed(built), **additions})
        swap_in(built, live)
    return problems


def _slimmed(built: Path) -> dict[str, bytes]:
    """The theme's browser modules as readers get them."""
    found = sorted((built / "components").rglob("*.mjs"))
    texts = {path.relative_to(built).as_posix(): path.read_text("utf-8") for path in found}
    asked = entrances(texts)
    return {path: slim(joined(texts, path) if path in asked else text).encode() for path, text in texts.items()}


def read_built(built: Path, additions: Mapping[str, bytes] = _NOTHING) -> tuple[dict[str, str], frozenset[str]]:
    """The text of every page and style sheet, and the paths of all files, the additions among them."""
    found = {
        (Path(folder) / name).relative_to(built).as_posix(): Path(folder) / name
        for folder, _, names in os.walk(built)
        for name in names
    }
    paths = frozenset([*found, *additions])
    checked = [path for path in sorted(paths) if path.endswith(_CHECKED)]
    data = {path: additions[path] if path in additions else found[path].read_bytes() for path in checked}
    # A browser, too, reads bytes that are no UTF-8 as U+FFFD.
    return {path: text.decode("utf-8", "replace") for path, text in data.items()}, paths


def read_pages(texts: Mapping[str, str]) -> dict[str, Page]:
    """The pages among the texts of a site, by path."""
    return {path: read_page(path, text) for path, text in texts.items() if path.endswith(".html")}


def check_built(texts: Mapping[str, str], files: frozenset[str], site_url: str) -> list[Diagnostic]:
    """All that is wrong with the pages and style sheets of a site, sorted."""
    return sorted(_checked(read_pages(texts), texts, files, site_url))


def _checked(
    pages: Mapping[str, Page], texts: Mapping[str, str], files: frozenset[str], site_url: str
) -> list[Diagnostic]:
    sheets = {path: text for path, text in texts.items() if path.endswith(".css")}
    return [*check_links(pages, files, site_url), *check_styles(sheets, files, site_url), *check_safety(pages)]
