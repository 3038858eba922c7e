"""A made-up finished site that has one of everything that a host has a rule for."""

from __future__ import annotations

from pathlib import Path

from generator.publish import SITE_MARKER

SHEET = "assets/site.0123456789ab.css"
MODULE = "components-ba9876543210/search/search.mjs"
DATA = "flows/umbrella/flow.0123456789ab.json"
LONG = "<p>Rain is water that falls from clouds, and an umbrella keeps it off. </p>\n" * 40
FILES = {
    "index.html": LONG,
    "404.html": f"<h1>Not here</h1>{LONG}",
    "about/index.html": LONG,
    "flows/index.html": LONG,
    "flows/umbrella/index.html": LONG,
    "flows/umbrella/embed/index.html": LONG,
    "flows/umbrella/take-one/index.html": LONG,
    DATA: '{"rain": true}' * 100,
    "q/1/index.html": "<p>short</p>",
    SHEET: "p { color: red }\n" * 100,
    MODULE: "export const rain = 1;\n" * 100,
    "components-ba9876543210/search/small.mjs": "export {};",
    "cards/index.png": "no real picture " * 100,
    "assets/icons/icon.svg": "<svg/>",
    "api/faq.json": '{"rain": true}' * 100,
    "feed.xml": "<feed/>",
    "site.webmanifest": "{}",
    "sw.js": "// nothing",
    "offline.json": "{}",
    "site.zip": "PK",
    "tools/dates.ics": "BEGIN:VCALENDAR",
    "robots.txt": "User-agent: *",
    SITE_MARKER: "made by a build",
}


def lay_out(folder: Path) -> Path:
    """The site in a folder."""
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder
