"""KB421: a number is another record's, or was. KB422: a record has none, so no short address leads to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, Place, Severity
from generator.knowledge import normal
from generator.model.address_book import Promised
from generator.numbering import Numbered, next_number, numbered


def check(context: Context) -> Iterator[Diagnostic]:
    """Every number that leads to two records, or to another than the one it was published for; and who lacks one."""
    found = list(numbered(context.knowledge))
    with_number = [it for it in found if it.number is not None]
    if not with_number and context.knowledge.address_book is None:
        return
    free = next_number(context.knowledge)
    first: dict[int, Numbered] = {}
    published = _published(context)
    for it in with_number:
        number = it.number or 0
        was = first.setdefault(number, it)
        if number < 1:
            yield Diagnostic(_place(it), "KB421", "numbers begin at 1", f"write `number: {free}`")
        elif was is not it:
            message = f"the number {number} is {was.ref}'s already"
            yield Diagnostic(_place(it), "KB421", message, f"write `number: {free}`")
        elif number in published and not _same(published[number], it, context):
            message = f"/q/{number}/ was published for {published[number][1].is_}, and would now lead to {it.ref}"
            moved = _moved(published[number][0], it, context)
            hint = f"write `number: {free}`, or, if it was renamed, in redirects.yml: {moved}"
            yield Diagnostic(_place(it), "KB421", message, hint)
    for it in found:
        if it.number is None:
            yield Diagnostic(_place(it), "KB422", f"{it.ref} has no short address", "run kb number", Severity.WARNING)


def _place(it: Numbered) -> Place:
    return it.entry.place(*it.loc, "number")


def _moved(old: str, it: Numbered, context: Context) -> str:
    where = f"path: {_path(it, context)}" if it.outcome else f"to: {it.ref}"
    return f"`{old}: {{{where}}}`"


def _path(it: Numbered, context: Context) -> str:
    """The address of an outcome."""
    return f"{context.knowledge.names[it.entry.kind].folder}/{it.entry.id}/{it.outcome}/"


def _published(context: Context) -> Mapping[int, tuple[str, Promised]]:
    book = context.knowledge.address_book
    pages = book.pages.items() if book else ()
    return {page.number: (address, page) for address, page in pages if page.number is not None}


def _same(published: tuple[str, Promised], it: Numbered, context: Context) -> bool:
    """Whether the record is the one that was published, or the one to which that was moved."""
    address, page = published
    moved = context.knowledge.redirects.get(address)
    if page.is_ == it.ref or moved is None:
        return page.is_ == it.ref
    return moved.record.to == it.ref or (bool(it.outcome) and normal(moved.record.path or "") == _path(it, context))
