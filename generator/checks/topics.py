"""KB418: an answer or a guide without a topic, or under one that site.yml does not name."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, did_you_mean
from generator.knowledge import Entry
from generator.model import Faq, Guide


def check(context: Context) -> Iterator[Diagnostic]:
    """Every record that would fall out of the lists by topic; nothing where the site has no topics."""
    known = context.knowledge.site.topics
    entries: list[Entry[Faq] | Entry[Guide]] = [
        *context.knowledge.of("faq", Faq),
        *context.knowledge.of("guide", Guide),
    ]
    for entry in entries:
        topic = entry.record.topic
        if topic is None and known:
            hint = f"add `topic:` with one of {', '.join(known)}"
            yield Diagnostic(entry.place(), "KB418", f"{entry.kind}:{entry.id} has no topic", hint)
        elif topic is not None and topic not in known:
            hint = did_you_mean(topic, known) or "name it under topics: in site.yml"
            yield Diagnostic(entry.place("topic"), "KB418", f"unknown topic “{topic}”", hint)
