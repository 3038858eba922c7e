"""An address as a QR code, for hand-outs on paper. The only module that knows segno."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import segno

from generator.knowledge import KnowledgeBase
from generator.model import Flow
from generator.render.outcomes import outcome_route
from generator.render.routes import route
from generator.render.sharing import SHARED, message, picture_path

# Level M: a hand-out gets folded and copied; "boost" keeps the size and takes what level it still holds.
_MADE: dict[str, Any] = {"error": "m", "boost_error": True}
_SAVED: dict[str, Any] = {"border": 4, "dark": "#000", "light": "#fff", "xmldecl": False, "omitsize": True, "nl": False}
MAKER = f"segno {segno.__version__} {_MADE} {_SAVED}"
"""What a code depends on beside its text."""


def qr_code(text: str) -> str:
    """The code as an SVG without a size of its own, black on white in every colour scheme, with its quiet zone."""
    out = io.BytesIO()
    segno.make_qr(text, **_MADE).save(out, kind="svg", **_SAVED)
    return out.getvalue().decode("ascii")


def qr_texts(knowledge: KnowledgeBase, site_url: str) -> dict[str, str]:
    """Path in the site → the text of its QR code, for each page that can be passed on; `site_url` begins the texts."""
    site = site_url.rstrip("/") + "/"
    return {picture_path(address): site + address for address in _shared(knowledge)}


def _shared(knowledge: KnowledgeBase) -> Iterator[str]:
    """The address in the site by which each page is passed on."""
    for kind in SHARED:
        for id_, entry in knowledge.entries[kind].items():
            yield message(entry.record, route(kind, id_, knowledge.names).path, knowledge).address
            if isinstance(entry.record, Flow):
                for outcome, record in entry.record.outcomes.items():
                    path = outcome_route(id_, outcome, knowledge.names).path
                    yield message(record, path, knowledge).address
