"""Flows in frames on other sites: where the frame's page stands, and the lines to copy."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from generator.knowledge import KnowledgeBase
from generator.model import Flow, KindNames
from generator.render.routes import Route
from generator.render.sharing import SITE, own_address
from generator.render.text import plain


def embed_route(flow: str, record: Flow, names: Mapping[str, KindNames]) -> Route:
    """The frame page of a flow; no id of an outcome ends in a hyphen, should one be called `embed`."""
    return Route(f"{names['flow'].folder}/{flow}/{_name(record)}.md")


def embed_code(record: Flow, path: str, knowledge: KnowledgeBase) -> str:
    """The lines that put a flow, whose own page is at this path, on a page of another site.

    They are a frame, and a script that gives it its height. Without the script the frame keeps the height it has in
    the first line, and scrolls.
    """
    address = f"{SITE}{own_address(path)}{_name(record)}/"
    title = escape(plain(record.title, knowledge))
    return f"""<iframe src="{address}" title="{title}" loading="lazy"
  allow="clipboard-write" style="width: 100%; height: 640px; border: 0"></iframe>
<script>
addEventListener("message", (event) => {{
  for (const frame of document.querySelectorAll('iframe[src="{address}"]')) {{
    const {{ height }} = event.data ?? {{}};
    if (event.source === frame.contentWindow && height > 0) frame.style.height = `${{Number(height)}}px`;
  }}
}});
</script>"""


def _name(record: Flow) -> str:
    return "embed-" if "embed" in record.outcomes else "embed"
