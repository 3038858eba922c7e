"""KB413: a text holds HTML, which readers will see as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, Severity
from generator.markup import without_code
from generator.references import locate

TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")


def check(context: Context) -> Iterator[Diagnostic]:
    """A warning for the first tag of each text; code is left alone."""
    for entry, item in context.texts():
        if "<" not in item.text:
            continue
        found = TAG.search(without_code(item.text))
        if found:
            file = context.knowledge.texts[entry.path]
            place = locate(entry, item.loc, file, found.group(), item.text, found.start())
            message = f"HTML is not read here: readers will see “{found.group()[:40]}”"
            yield Diagnostic(place, "KB413", message, "use Markdown", Severity.WARNING)
