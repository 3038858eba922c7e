"""KB407: a template's text and its list of blanks do not agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, did_you_mean
from generator.model import Template

BLANK = re.compile(r"\{([a-z0-9-]+)\}")


def check(context: Context) -> Iterator[Diagnostic]:
    """Every blank in a text that is not declared, and every declared one that the text does not use."""
    for entry in context.knowledge.of("template", Template):
        template = entry.record
        used = set(BLANK.findall(f"{template.subject or ''}\n{template.text}"))
        for name in sorted(used - set(template.blanks)):
            hint = did_you_mean(name, template.blanks) or f"add {name}: under blanks:"
            yield Diagnostic(entry.place("text"), "KB407", f"the blank {{{name}}} is not declared", hint)
        for name in template.blanks:
            if name not in used:
                message = f"the text does not use the blank {{{name}}}"
                yield Diagnostic(entry.key_place("blanks", name), "KB407", message)
