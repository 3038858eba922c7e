"""The site as an app: its manifest, and its icon, a way that forks, as a drawing and as pictures."""

from __future__ import annotations

import io
import json
from typing import Any

from PIL import Image, ImageDraw

from generator.knowledge import KnowledgeBase
from generator.render.text import plain

MANIFEST = "site.webmanifest"
ICONS = "assets/icons"
GROUND = "#0d4f5c"
"""The colour of the icon, and of what a phone draws around the app."""
PAPER = "#ffffff"

_SIDE = 512
_CORNER = 96
_WIDTH = 44
_LINES = (((256, 420), (256, 276)), ((256, 276), (146, 166)), ((256, 276), (366, 166)))
_ENDS = (((146, 150), 54, "#8fd3de"), ((366, 150), 54, PAPER))
_SAFE = 0.78
"""How much of a maskable icon the drawing fills: a phone may cut off everything outside a circle of 80 %."""
_FINER = 4
"""Pictures are drawn this many times larger, and made smaller, so that edges are smooth."""


def app_files(knowledge: KnowledgeBase) -> dict[str, bytes]:
    """Path in the site → bytes of the manifest and the icons."""
    return {
        MANIFEST: _manifest(knowledge),
        f"{ICONS}/icon.svg": _drawing(),
        f"{ICONS}/icon-192.png": _picture(192),
        f"{ICONS}/icon-512.png": _picture(512),
        f"{ICONS}/maskable-512.png": _picture(512, maskable=True),
    }


def _manifest(knowledge: KnowledgeBase) -> bytes:
    site = knowledge.site
    title = plain(site.title, knowledge)
    manifest: dict[str, Any] = {
        "id": "./",
        "name": title,
        "short_name": plain(site.short_title, knowledge) if site.short_title else title,
        "description": plain(site.summary, knowledge),
        "lang": site.language,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": GROUND,
        "icons": [
            _icon("icon.svg", "any", "image/svg+xml"),
            _icon("icon-192.png", "192x192"),
            _icon("icon-512.png", "512x512"),
            _icon("maskable-512.png", "512x512") | {"purpose": "maskable"},
        ],
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def _icon(name: str, sizes: str, type_: str = "image/png") -> dict[str, str]:
    return {"src": f"{ICONS}/{name}", "sizes": sizes, "type": type_}


def _drawing() -> bytes:
    lines = "".join(f"M{x} {y}L{to_x} {to_y}" for (x, y), (to_x, to_y) in _LINES)
    ends = "".join(f'<circle cx="{x}" cy="{y}" r="{r}" fill="{colour}"/>' for (x, y), r, colour in _ENDS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE} {_SIDE}">'
        f'<rect width="{_SIDE}" height="{_SIDE}" rx="{_CORNER}" fill="{GROUND}"/>'
        f'<path d="{lines}" stroke="{PAPER}" stroke-width="{_WIDTH}" stroke-linecap="round"/>{ends}</svg>\n'
    ).encode()


def _picture(side: int, *, maskable: bool = False) -> bytes:
    """A PNG of this many pixels on each side; a maskable one has its ground everywhere."""
    big = side * _FINER
    picture = Image.new("RGBA", (big, big), GROUND if maskable else (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    scale = big / _SIDE * (_SAFE if maskable else 1)
    margin = (big - scale * _SIDE) / 2

    def at(x: float, y: float) -> tuple[float, float]:
        return margin + x * scale, margin + y * scale

    def dot(x: float, y: float, radius: float, colour: str) -> None:
        pen.ellipse((*at(x - radius, y - radius), *at(x + radius, y + radius)), fill=colour)

    if not maskable:
        pen.rounded_rectangle((0, 0, big - 1, big - 1), _CORNER * scale, fill=GROUND)
    for one, other in _LINES:
        pen.line((*at(*one), *at(*other)), fill=PAPER, width=round(_WIDTH * scale))
        for end in (one, other):
            dot(*end, _WIDTH / 2, PAPER)
    for place, radius, colour in _ENDS:
        dot(*place, radius, colour)
    out = io.BytesIO()
    picture.resize((side, side), Image.Resampling.LANCZOS).quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()
