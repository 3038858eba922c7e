"""Data for scripts as JSON, in which no tag can begin or end."""

from __future__ import annotations

import json


def as_file(data: object) -> bytes:
    """JSON for a file of its own: no tag stands in it, even to a server that takes it for HTML."""
    return _compact(data).replace("<", "\\u003c").encode()


def as_script(data: object) -> str:
    """JSON for an inline script: nothing in it can end the element or start a comment."""
    return _compact(data).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
