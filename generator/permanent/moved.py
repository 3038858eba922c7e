"""Pages at the addresses that `redirects.yml` lists, each leading to where its content went."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from generator.finish import redirect_page
from generator.loader import KnowledgeBase
from generator.model.titles import title
from generator.permanent.addresses import address as address_of
from generator.render.routes import route
from generator.render.text import plain


def moved_pages(knowledge: KnowledgeBase, site_url: str) -> dict[str, bytes]:
    """Path in the site → page, for every old address; `site_url` begins the new ones' full addresses."""
    kinds = {names.key: kind for kind, names in knowledge.names.items()}
    return {
        f"{old.strip('/')}/index.html": _page(old, entry.record.to, entry.record.path, kinds, knowledge, site_url)
        for old, entry in knowledge.redirects.items()
        if "#" not in old
    }


def _page(
    old: str, to: str | None, path: str | None, kinds: Mapping[str, str], knowledge: KnowledgeBase, site_url: str
) -> bytes:
    if to:
        key, _, id_ = to.partition(":")
        kind = kinds[key]
        words = plain(title(knowledge.entries[kind][id_].record), knowledge)
        address = address_of(route(kind, id_, knowledge.names))
    else:
        page, hash_, place = (path or "").partition("#")
        address, words = f"{page.strip('/')}/{hash_}{place}", knowledge.site.title
    page, hash_, place = address.partition("#")
    relative = f"{posixpath.relpath(page, old.strip('/'))}/{hash_}{place}"
    return redirect_page(relative, words, site_url.rstrip("/") + "/" + address)
