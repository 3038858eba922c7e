"""The pages for frames on other sites: nothing but the questions of a flow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.render.compiled import Compiled
from generator.render.frames import embed_route
from generator.render.notes import notes, stop_key, stop_notes
from generator.render.renderer import Renderer
from generator.render.states import start_view


def embed_pages(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """The frame page of every flow that can be walked and asks something."""
    for flow, compiled in renderer.compiled.items():
        record = compiled.flow.record
        page = renderer.page(embed_route(flow, record, renderer.knowledge.names).path)
        if first := start_view(renderer, compiled, page):
            view = {"first": first, **_parts(renderer, compiled)}
            yield page.path, renderer.rendered("embed.md.j2", page, record=record, flow=flow, view=view)


def _parts(renderer: Renderer, compiled: Compiled) -> dict[str, Any]:
    """What the runner needs: the address of its JSON, and the texts that it copies from the page."""
    knowledge, flow, record = renderer.knowledge, compiled.flow.id, compiled.flow.record
    said = {stop_key(step): (note,) for step, note in stop_notes(record).values()}
    return {
        "runner": f"../{renderer.runner(flow).name}",
        "helps": [id_ for id_ in renderer.client(flow).questions if renderer.shared["questions"][id_].help],
        "notes": {**notes(flow, knowledge), **said},
    }
