"""The promise that an address keeps: every one that was published leads to what it meant, or says where that went."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from generator.diagnostics import Diagnostic, Place
from generator.finish.pages import Page
from generator.knowledge import Entry, KnowledgeBase
from generator.model.published import AddressBook, Promised
from generator.numbering import numbered, short_address
from generator.permanent.addresses import PAGE, address_of_file, records_by_address
from generator.permanent.short import targets

FORMAT = 1
OF_THE_TEMPLATE = frozenset({"read-next", "sources", "mentioned-in", "also-asked-as"})
"""Headings that stand at the end of a page or not, as links come and go; nobody sends a link to them."""
_NOINDEX = re.compile(r'<meta name="robots" content="[^"]*noindex')


def present(pages: Mapping[str, Page], knowledge: KnowledgeBase) -> dict[str, Promised]:
    """What stands at every address today. `pages` are the finished ones, by file; those for no search engine and those
    that only lead on are promised to nobody.
    """
    records = records_by_address(knowledge)
    numbers = {it.ref: it.number for it in numbered(knowledge)}
    found = {}
    for path, page in pages.items():
        head = page.text.partition("</head>")[0]
        if not path.endswith("index.html") or _NOINDEX.search(head) or 'http-equiv="refresh"' in head:
            continue
        address = address_of_file(path)
        what = records.get(address, PAGE)
        places = tuple(anchor for anchor in page.headings if anchor not in OF_THE_TEMPLATE)
        found[address] = Promised.model_validate({"is": what, "number": numbers.get(what), "places": places})
    return dict(sorted(found.items()))


def broken(pages: Mapping[str, Page], knowledge: KnowledgeBase) -> Iterator[Diagnostic]:
    """KB804 and KB805: what was published and is there no more, or is something else."""
    book = knowledge.address_book
    if book is None:
        return
    now = present(pages, knowledge)
    short = targets(knowledge)
    for address, was in book.record.pages.items():
        # Where the page is lost, too, one message says both.
        if was.number is not None and was.number not in short and address in now:
            message = f"the published address “{short_address(was.number)}” would vanish"
            hint = f"give {was.is_} its `number: {was.number}` back, or say in {_redirects(book)} where it went"
            yield Diagnostic(_place(book, address), "KB804", message, hint)
        moved = address in knowledge.redirects
        if address in now:
            yield from _meaning(book, address, was, now[address])
        elif not moved:
            hint = f"write in {_redirects(book)}: `{address}: {{to: {_successor(was, now)}}}`"
            yield Diagnostic(_place(book, address), "KB804", f"the published address “{address}” would vanish", hint)
        if address in now:
            yield from _places(book, address, was, pages, knowledge)


def merged(book: Entry[AddressBook] | None, now: Mapping[str, Promised]) -> dict[str, Promised]:
    """The book with what stands there today: nothing in it is ever lost."""
    before = dict(book.record.pages) if book else {}
    found = dict(before)
    for address, promised in now.items():
        if address in before:
            places = tuple(dict.fromkeys((*before[address].places, *promised.places)))
            number = promised.number if promised.number is not None else before[address].number
            promised = Promised.model_validate({"is": promised.is_, "number": number, "places": places})
        found[address] = promised
    return dict(sorted(found.items()))


def as_file(pages: Mapping[str, Promised]) -> bytes:
    """The address book, a page a line, so that a change is a line."""
    lines = [
        f"  {json.dumps(address, ensure_ascii=False)}: {json.dumps(_plain(it), ensure_ascii=False)}"
        for address, it in pages.items()
    ]
    return "\n".join([f'{{"format": {FORMAT}, "pages": {{', ",\n".join(lines), "}}", ""]).encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _plain(promised: Promised) -> dict[str, object]:
    data: dict[str, object] = {"is": promised.is_}
    if promised.number is not None:
        data["number"] = promised.number
    if promised.places:
        data["places"] = list(promised.places)
    return data


def _meaning(book: Entry[AddressBook], address: str, was: Promised, now: Promised) -> Iterator[Diagnostic]:
    if now.is_ != was.is_:
        message = f"“{address}” was published for {was.is_}, and would now show {now.is_}"
        hint = f"give {now.is_} another id, and say in {_redirects(book)} where {was.is_} went"
        yield Diagnostic(_place(book, address), "KB805", message, hint)


def _places(
    book: Entry[AddressBook], address: str, was: Promised, pages: Mapping[str, Page], knowledge: KnowledgeBase
) -> Iterator[Diagnostic]:
    file = f"{address.removeprefix('./')}index.html"
    there = pages[file].ids
    for anchor in was.places:
        if anchor not in there:
            name = f"{address}#{anchor}"
            new = next(iter(get_close_matches(anchor, pages[file].headings, n=1)), "NEW")
            hint = f"write in {_redirects(book)}: `{name}: {{path: {address}#{new}}}`"
            yield Diagnostic(_place(book, address), "KB804", f"the published address “{name}” would vanish", hint)


def _place(book: Entry[AddressBook], address: str) -> Place:
    return book.key_place("pages", address)


def _redirects(book: Entry[AddressBook]) -> str:
    return f"{book.path.partition('.published')[0]}redirects.yml"


def _successor(was: Promised, now: Mapping[str, Promised]) -> str:
    """The record that has the number of the one that is gone, or what to put in its place."""
    if was.number is not None:
        for it in now.values():
            if it.number == was.number:
                return it.is_
    return "KIND:ID"
