"""Pages at the addresses that `redirects.yml` lists, each leading to where its content went."""

from __future__ import annotations

import posixpath

from generator.finish import redirect_page
from generator.loader import KnowledgeBase
from generator.model.titles import title
from generator.permanent.addresses import went_to
from generator.render.text import plain


def moved_pages(knowledge: KnowledgeBase, site_url: str) -> dict[str, bytes]:
    """Path in the site → page, for every old address; `site_url` begins the new ones' full addresses."""
    return {
        f"{old.strip('/')}/index.html": _page(old, entry.record.to, target, knowledge, site_url)
        for old, entry in knowledge.redirects.items()
        if "#" not in old and (target := went_to(old, knowledge))
    }


def _page(old: str, to: str | None, target: str, knowledge: KnowledgeBase, site_url: str) -> bytes:
    page, hash_, place = target.partition("#")
    relative = f"{posixpath.relpath(page, old.strip('/'))}/{hash_}{place}"
    full = f"{site_url.rstrip('/')}/{target.removeprefix('./')}"
    return redirect_page(relative, _title(to, knowledge), full, knowledge.site.language)


def _title(to: str | None, knowledge: KnowledgeBase) -> str:
    if not to:
        return knowledge.site.title
    key, _, id_ = to.partition(":")
    kind = next(kind for kind, names in knowledge.names.items() if names.key == key)
    return plain(title(knowledge.entries[kind][id_].record), knowledge)
