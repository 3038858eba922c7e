"""The page about reading without a network."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.kinds import OFFLINE
from generator.render.renderer import Renderer

KEPT = ("flow", "tool")
"""The kinds whose every page a browser keeps after one visit."""


def offline_pages(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """The page, with its path below `docs/`."""
    page = renderer.page(f"{OFFLINE}/index.md")
    names, entries = renderer.knowledge.names, renderer.knowledge.entries
    kept = [page.line(names[kind].many).lower() for kind in KEPT if entries[kind]]
    yield page.path, renderer.rendered("offline.md.j2", page, view={"kept": kept})
