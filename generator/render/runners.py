"""What the runners of flows fetch: a file beside the page of each flow that asks something."""

from __future__ import annotations

from generator.render.renderer import Renderer
from generator.render.routes import route


def runner_files(renderer: Renderer) -> dict[str, bytes]:
    """The files by their path below `docs/`; the page of a flow and its frame page name the same one."""
    return dict(found for flow in renderer.compiled if (found := runner_file_of(renderer, flow)))


def runner_file_of(renderer: Renderer, flow: str) -> tuple[str, bytes] | None:
    """The file of one flow, with its path; None where nothing is asked."""
    compiled = renderer.compiled.get(flow)
    if compiled is None or not compiled.asks:
        return None
    file = renderer.runner(flow)
    return f"{route('flow', flow, renderer.knowledge.names).path.removesuffix('.md')}/{file.name}", file.data
