"""The second stage: MkDocs' own parts over a docs folder, for all pages or for some of them.

Beside the hook the only module that knows MkDocs. Its `build` command makes every page anew, one after the other, and
holds all of them until the last is written; here a page is made when it must be and let go at once. The pages are the
same, byte for byte (a test compares).
"""

from __future__ import annotations

import gzip
import logging
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import jinja2
from mkdocs.commands.build import build, get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url, is_error_template
from mkdocs.utils.yaml import yaml_load

_UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon.png")
"""What the theme brings for its own pages: ours are made by `theme/base.html`, which asks for none of it."""

ASKED = ("title", "robots", "updated")
"""What templates ask of the front matter of other pages than their own (the sitemap does)."""
Meta = dict[str, str]
"""The answers of one page."""


@dataclass(frozen=True)
class Order:
    """A site to be built: MkDocs' configuration file, the folders, and keys that replace those of the file."""

    config: Path
    docs: Path
    into: Path
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class LoadedSite:
    """A configuration with its files and its navigation, ready to make pages."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: jinja2.Environment
    documents: Mapping[str, File]
    """The pages' files, by the path of their HTML in the site."""

    @property
    def site_url(self) -> str:
        """The address that the configuration gives the site, or nothing."""
        return self.config.site_url or ""

    @property
    def theme_folder(self) -> Path | None:
        """The folder of templates that the configuration lays over the theme's own."""
        found = self.config.theme.custom_dir
        return Path(found) if found else None

    @property
    def titles(self) -> list[tuple[str, str]]:
        """The pages in the navigation: title and address of each."""
        return [(str(page.title), page.url) for page in self.nav.pages]

    def write_page(self, path: str) -> Meta:
        """Makes one page, writes it, and lets go of it; what its front matter says. Raises `MkDocsException`."""
        html, found = self.html(path)
        self._write(path, html)
        return found

    def html(self, path: str, markdown: str | None = None) -> tuple[bytes, Meta]:
        """One page, of other Markdown than its file's if some is given; and what its front matter says."""
        page = self._page(path)
        if markdown is not None:
            page.file.content_string = markdown
        page.read_source(self.config)
        page.render(self.config, self.files)
        found = {name: str(page.meta[name]) for name in ASKED if name in page.meta}
        template = self.env.get_template(page.meta.get("template", "main.html"))
        page.active = True
        try:
            context = get_context(self.nav, list(self.documents.values()), self.config, page)
            return template.render(context).encode("utf-8", "xmlcharrefreplace"), found
        finally:
            page.active = False
            page.content, page.markdown, page.toc = None, None, TableOfContents([])

    def remember(self, path: str, meta: Meta) -> None:
        """Gives a page that is not made this time what its front matter said when it was."""
        page = self._page(path)
        page.meta = {**meta, **page.meta}  # a page in the navigation has been read

    def write_rest(self) -> None:
        """Everything beside the pages: copied files, and the theme's pages that stand for no Markdown."""
        for file in self.files:
            left_out = file.inclusion in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
            if not (file.is_documentation_page() or left_out or file.src_uri.startswith(_UNUSED)):
                self._write(file.dest_uri, file.content_bytes)
        for name in sorted(self.config.theme.static_templates):
            text = self.env.get_template(name).render(self._context(name))
            if text.strip():
                self._write(name, text.encode())
                if name == "sitemap.xml":
                    self._write(f"{name}.gz", gzip.compress(text.encode(), mtime=0))

    def forget(self) -> None:
        """Deletes from the folder what no page or file of this site stands for."""
        wanted = {file.dest_uri for file in self.files if not file.src_uri.startswith(_UNUSED)}
        wanted |= {*self.config.theme.static_templates, "sitemap.xml.gz"}
        root = Path(self.config.site_dir)
        for folder, _, names in os.walk(root, topdown=False):
            for name in names:
                path = Path(folder, name)
                if path.relative_to(root).as_posix() not in wanted:
                    path.unlink()
            if not os.listdir(folder):
                os.rmdir(folder)

    def _context(self, template: str) -> Any:
        # An error page is served at any depth, so its addresses begin at the root of the site.
        base = urlsplit(self.site_url or "/").path if is_error_template(template) else get_relative_url(".", template)
        return get_context(self.nav, self.files, self.config, base_url=base)

    def _page(self, path: str) -> Page:
        file = self.documents[path]
        return file.page if file.page is not None else Page(None, file, self.config)

    def _write(self, path: str, data: bytes) -> None:
        file = Path(self.config.site_dir, path)
        try:
            if file.read_bytes() == data:
                return
        except OSError:
            file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def load_site(order: Order) -> LoadedSite:
    """The site of an order; its hooks do not run. Raises `MkDocsException`."""
    config = load_config(
        str(order.config), docs_dir=str(order.docs.resolve()), site_dir=str(order.into.resolve()), hooks=[],
        strict=True, **order.settings,
    )  # fmt: skip
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    files = get_files(config)
    env = config.theme.get_env()
    files.add_files_from_theme(env, config)
    set_exclusions(files, config)
    nav = get_navigation(files, config)
    for page in nav.pages:  # their titles stand in the navigation of all others
        page.read_source(config)
        page.title = page.title  # found in the text, if nowhere else, which is not kept
    documents = {file.dest_uri: file for file in files.documentation_pages()}
    for file in documents.values():
        if file.page is None:
            Page(None, file, config)
    return LoadedSite(config, files, nav, env, MappingProxyType(documents))


def configured(order: Order) -> dict[str, Any]:
    """What the configuration file says, with what it takes from the environment."""
    with order.config.open("rb") as file:
        return dict(yaml_load(file))


def has_plugins(site: LoadedSite) -> bool:
    """Whether somebody configured a plugin that is at work: it may want to see all pages, in MkDocs' own order."""
    return any(plugin.config.get("enabled", True) for plugin in site.config.plugins.values())


def build_all(order: Order) -> None:
    """MkDocs' own `build`, for a site with plugins; raises `MkDocsException`."""
    site = load_site(order)
    build(site.config)
    site.config.plugins.on_shutdown()


@contextmanager
def complaints() -> Iterator[list[str]]:
    """What MkDocs says from WARNING on while it lasts; what stops MkDocs is said, too."""
    logger = logging.getLogger("mkdocs")
    collector, passed_on, level = _Collector(), logger.propagate, logger.level
    logger.addHandler(collector)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield collector.messages
    except Abort as error:
        if not collector.messages:  # else a build that stopped would pass for one that ended
            collector.messages.append(str(error))
    except (MkDocsException, jinja2.TemplateError) as error:
        collector.messages.append(str(error))
    finally:
        logger.removeHandler(collector)
        logger.propagate = passed_on
        logger.setLevel(level)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self._thread = threading.get_ident()  # under `kb serve` two threads are at work

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.messages.append(record.getMessage())
