"""KB201: a reference names a record that does not exist. KB202: a reference is not written as one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, did_you_mean
from generator.markup import without_code
from generator.references import INLINE, OPENED, Mention, locate


def check(context: Context) -> Iterator[Diagnostic]:
    """Every mention without a record behind it, and every `[[` or `{{` that opens none."""
    for mention in context.references.mentions:
        problem = _problem(context, mention)
        if problem:
            yield problem
    yield from _unclosed(context)


def _problem(context: Context, mention: Mention) -> Diagnostic | None:
    names, entries = context.knowledge.names, context.knowledge.entries
    written = f"{{{{{mention.key}:{mention.id}}}}}" if mention.shows_value else f"[[{mention.key}:{mention.id}]]"
    if not mention.in_text:
        written = f"{mention.key}:{mention.id}"
    if not mention.key:
        hint = "write [[kind:id]] or [[kind:id|text]]"
        return Diagnostic(mention.place, "KB202", f"“{mention.id}” is no reference: the kind is missing", hint)
    target = context.references.target(mention)
    if target is None:
        hint = did_you_mean(mention.key, (name.key for name in names.values()))
        return Diagnostic(mention.place, "KB201", f"unknown kind in the reference {written}", hint)
    kind, id_ = target
    if mention.shows_value and kind != "fact":
        hint = f"write {{{{{names['fact'].key}:id}}}}, or [[{mention.key}:{id_}]] for a link"
        return Diagnostic(mention.place, "KB202", f"{written} shows no value: only facts have one", hint)
    if id_ not in entries[kind]:
        close = did_you_mean(id_, entries[kind])
        if close.startswith("did"):
            close = close.replace("mean ", f"mean {mention.key}:").replace(" or ", f" or {mention.key}:")
        return Diagnostic(mention.place, "KB201", f"unknown reference {written}", close)
    return None


def _unclosed(context: Context) -> Iterator[Diagnostic]:
    for entry, item in context.texts():
        if "[[" not in item.text and "{{" not in item.text:
            continue
        rest = INLINE.sub(lambda match: " " * len(match.group()), without_code(item.text))
        for match in OPENED.finditer(rest):
            file = context.knowledge.texts[entry.path]
            place = locate(entry, item.loc, file, match.group(), item.text, match.start())
            hint = "close it on the same line, or write one bracket"
            yield Diagnostic(place, "KB202", f"“{match.group()}” opens a reference that does not end", hint)
