"""Pages at the addresses that `redirects.yml` lists, each leading to where its content went."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from generator.finish import redirect_page
from generator.loader import KnowledgeBase
from generator.model.titles import title
from generator.render.routes import Route, route
from generator.render.text import plain


def moved_pages(knowledge: KnowledgeBase, site_url: str) -> dict[str, bytes]:
    """Path in the site → page, for every old address; `site_url` begins the new ones' full addresses."""
    kinds = {names.key: kind for kind, names in knowledge.names.items()}
    return {
        f"{old.strip('/')}/index.html": _page(old, entry.record.to, entry.record.path, kinds, knowledge, site_url)
        for old, entry in knowledge.redirects.items()
    }


def _page(
    old: str, to: str | None, path: str | None, kinds: Mapping[str, str], knowledge: KnowledgeBase, site_url: str
) -> bytes:
    if to:
        key, _, id_ = to.partition(":")
        kind = kinds[key]
        words = plain(title(knowledge.entries[kind][id_].record), knowledge)
        address = _address(route(kind, id_, knowledge.names))
    else:
        address, words = (path or "").strip("/") + "/", knowledge.site.title
    relative = posixpath.relpath(address, old.strip("/")) + ("/" if address.endswith("/") else "")
    return redirect_page(relative, words, site_url.rstrip("/") + "/" + address)


def _address(target: Route) -> str:
    """A page's address in the site, from its Markdown file: `faq/x.md` becomes `faq/x/`."""
    page = target.path.removesuffix("index.md").removesuffix(".md").rstrip("/")
    return f"{page}/" + (f"#{target.anchor}" if target.anchor else "")
