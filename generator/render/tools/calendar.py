"""The page of a calendar: the site's dates with their sources, and the file that people subscribe to."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from generator.loader import Entry
from generator.model import Date, Source
from generator.model.tool import CalendarTool
from generator.render.dates import long_day
from generator.render.page import Page
from generator.render.renderer import Renderer
from generator.render.routes import route
from generator.render.tools.ical import Event, calendar


def parts(renderer: Renderer, page: Page, id_: str, tool: CalendarTool) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """The dates in their order, and what the component needs."""
    found = dates(renderer, tool.since)
    rows = [
        {"id": it.id, "record": it.record, "sources": [page.source(source) for source in it.record.sources]}
        for it in found
    ]
    data = {"file": file_name(id_), "events": [as_json(each) for each in events(renderer, tool.since)]}
    return {"dates": rows, "file": file_name(id_)}, data


def as_json(event: Event) -> dict[str, Any]:
    """A date as components read it."""
    return {
        "uid": event.uid,
        "title": event.title,
        "day": event.first.isoformat(),
        "until": event.last.isoformat(),
        "text": event.text,
        "url": event.url,
        "tentative": event.tentative,
    }


def file_name(id_: str) -> str:
    """The file of a calendar, beside its page."""
    return f"{id_}.ics"


def dates(renderer: Renderer, since: datetime.date) -> list[Entry[Date]]:
    """The dates that are not over before a day, in their order."""
    entries = renderer.knowledge.of("date", Date)
    meant = [it for it in entries if (it.record.until or it.record.on) >= since]
    return sorted(meant, key=lambda it: (it.record.on, it.id))


def file(renderer: Renderer, id_: str, tool: CalendarTool) -> tuple[str, bytes]:
    """The calendar's path and bytes; its stamp is the day on which the tool was checked, so that builds agree."""
    path, plain = route("tool", id_, renderer.knowledge.names).path, renderer.page("index.md").plain
    made = calendar(plain(tool.title), plain(renderer.knowledge.site.title), tool.checked, events(renderer, tool.since))
    return f"{path.removesuffix('.md')}.ics", made


def events(renderer: Renderer, since: datetime.date) -> list[Event]:
    """The dates as events of whole days, each with its source; the site's name makes their ids its own."""
    plain = renderer.page("index.md").plain
    site = "-".join(plain(renderer.knowledge.site.title).lower().split())
    return [
        Event(
            uid=f"{it.id}@{site}",
            title=f"Expected: {plain(it.record.title)}" if it.record.expected else plain(it.record.title),
            text=_about(renderer, it.record),
            first=it.record.on,
            last=it.record.until or it.record.on,
            url=_sources(renderer, it.record)[0].url,
            tentative=it.record.expected,
        )
        for it in dates(renderer, since)
    ]


def _about(renderer: Renderer, date: Date) -> str:
    """What is known of a date, whether it is announced, and where it stands."""
    plain = renderer.page("index.md").plain
    lines = [plain(date.text)] if date.text else []
    lines += ["Expected, not announced when we last looked."] if date.expected else []
    for source in _sources(renderer, date):
        named = f"{plain(source.title)}, {plain(source.publisher)}"
        lines.append(f"Source: {named}, read {long_day(source.read)}: {source.url}")
    return "\n".join(lines)


def _sources(renderer: Renderer, date: Date) -> list[Source]:
    entries = (renderer.knowledge.find("source", Source, id_) for id_ in date.sources)
    return [entry.record for entry in entries if entry]
