"""KB414: a Markdown link leads to something that cannot be published. KB415: a text holds a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic
from generator.markup import without_code
from generator.model import Role
from generator.references import locate

LINK = re.compile(
    r"(?P<picture>!\[)"
    r"|\]\(\s*<?(?P<target>[^)\s>]*)"
    r"|\[[^\[\]]*\]:\s*<?(?P<defined>\S*)"
)
ALLOWED = re.compile(r"^(https?://|mailto:|tel:|#)", re.IGNORECASE)


def check(context: Context) -> Iterator[Diagnostic]:
    """Every link that is neither a web address, mail, telephone nor a heading of its page; every picture."""
    for entry, item in context.texts():
        if item.mark is not Role.MARKDOWN or "[" not in item.text:
            continue
        for match in LINK.finditer(without_code(item.text)):
            target = match["target"] if match["target"] is not None else match["defined"] or ""
            file = context.knowledge.texts[entry.path]
            place = locate(entry, item.loc, file, match.group(), item.text, match.start())
            if match["picture"]:
                hint = "describe it in words; a diagram comes from a flow"
                yield Diagnostic(place, "KB415", "pictures are not shown in texts", hint)
            elif not ALLOWED.match(target):
                hint = "refer to a record as [[kind:id]], to another site by https://…"
                yield Diagnostic(place, "KB414", f"the link leads to “{target[:60]}”", hint)
