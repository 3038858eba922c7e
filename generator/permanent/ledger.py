"""The promise that an address keeps: every one that was published leads to what it meant, or says where that went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from generator.diagnostics import Diagnostic
from generator.finish.addresses import Inside, Site, resolve
from generator.finish.pages import Page
from generator.knowledge import KnowledgeBase
from generator.model.address_book import AddressBook, Promised
from generator.numbering import numbered, short_address
from generator.permanent.addresses import PAGE, address_of_file, places_of_records, records_by_address
from generator.permanent.short import targets

OF_THE_TEMPLATE = frozenset({"read-next", "sources", "mentioned-in", "also-asked-as"})
"""Headings that stand at the end of a page or not, as links come and go; nobody sends a link to them."""
_HERE = Site.at("/")


@dataclass(frozen=True)
class _Standing:
    """What stands at an address today."""

    what: str
    number: int | None


def present(pages: Mapping[str, Page], knowledge: KnowledgeBase) -> dict[str, Promised]:
    """What stands at every address today, with the places in it. `pages` are the finished ones, by file.

    A place is what a reader can have a link to: a heading, a record on the page of its kind, and whatever else a link
    of the site leads to.
    """
    standing = _standing(pages, knowledge)
    listed = _linked(pages)
    for address in places_of_records(knowledge):
        where, _, place = address.partition("#")
        listed.setdefault(where, set()).add(place)
    found = {}
    for address, it in standing.items():
        page = pages[_file(address)]
        more = sorted(listed.get(address, set()) & page.places - set(page.headings))
        places = tuple(place for place in (*page.headings, *more) if place not in OF_THE_TEMPLATE)
        data = {"at": address, "is": it.what, "number": it.number, "places": places}
        found[address] = Promised.model_validate(data)
    return found


def _standing(pages: Mapping[str, Page], knowledge: KnowledgeBase) -> dict[str, _Standing]:
    """What stands where; pages for no search engine and those that only lead on are promised to nobody."""
    records = records_by_address(knowledge)
    numbers = {it.ref: it.number for it in numbered(knowledge)}
    found = {}
    for path, page in pages.items():
        if path.endswith("index.html") and not (page.hidden or page.leads_on):
            address = address_of_file(path)
            what = records.get(address, PAGE)
            found[address] = _Standing(what, numbers.get(what))
    return dict(sorted(found.items()))


def _linked(pages: Mapping[str, Page]) -> dict[str, set[str]]:
    """Address → the places in it to which any link of the site leads."""
    found: dict[str, set[str]] = {}
    for path, page in pages.items():
        for address in {link.address for link in page.links if "#" in link.address}:
            target = resolve(address, path, _HERE)
            if isinstance(target, Inside) and target.fragment:
                found.setdefault(address_of_file(target.path), set()).add(target.fragment.partition(":~:")[0])
    return found


def broken(pages: Mapping[str, Page], knowledge: KnowledgeBase) -> Iterator[Diagnostic]:
    """KB804 and KB805: what was published and is there no more, or is something else."""
    book = knowledge.address_book
    if book is None:
        return
    now = _standing(pages, knowledge)
    short = targets(knowledge)
    for address, was in book.pages.items():
        # Where the page is lost, too, one message says both.
        if was.number is not None and was.number not in short and address in now:
            message = f"the published address “{short_address(was.number)}” would vanish"
            hint = f"give {was.is_} its `number: {was.number}` back, or say in {_redirects(book)} where it went"
            yield Diagnostic(book.place(address), "KB804", message, hint)
        moved = address in knowledge.redirects
        if address in now:
            yield from _meaning(book, address, was, now[address])
        elif not moved:
            hint = f"write in {_redirects(book)}: `{address}: {{to: {_successor(was, now)}}}`"
            yield Diagnostic(book.place(address), "KB804", f"the published address “{address}” would vanish", hint)
        if address in now:
            yield from _places(book, address, was, pages, knowledge)


def merged(book: AddressBook | None, now: Mapping[str, Promised]) -> dict[str, Promised]:
    """The pages of the book with what stands there today: nothing in it is ever lost."""
    before = dict(book.pages) if book else {}
    return before | {
        address: _with(before[address], promised) if address in before else promised
        for address, promised in now.items()
    }


def _with(was: Promised, now: Promised) -> Promised:
    """What stands there now, with the places, and the number if it lost that, of what stood there."""
    places = tuple(dict.fromkeys((*was.places, *now.places)))
    number = was.number if now.number is None else now.number
    return now.model_copy(update={"places": places, "number": number})


def _meaning(book: AddressBook, address: str, was: Promised, now: _Standing) -> Iterator[Diagnostic]:
    if now.what != was.is_:
        message = f"“{address}” was published for {was.is_}, and would now show {now.what}"
        hint = f"give {now.what} another id, and say in {_redirects(book)} where {was.is_} went"
        yield Diagnostic(book.place(address), "KB805", message, hint)


def _places(
    book: AddressBook, address: str, was: Promised, pages: Mapping[str, Page], knowledge: KnowledgeBase
) -> Iterator[Diagnostic]:
    page = pages[_file(address)]
    for anchor in was.places:
        if anchor not in page.ids:
            name = f"{address}#{anchor}"
            new = next(iter(get_close_matches(anchor, sorted(page.places), n=1)), "NEW")
            hint = f"write in {_redirects(book)}: `{name}: {{path: {address}#{new}}}`"
            yield Diagnostic(book.place(address), "KB804", f"the published address “{name}” would vanish", hint)


def _file(address: str) -> str:
    return f"{address.removeprefix('./')}index.html"


def _redirects(book: AddressBook) -> str:
    return f"{book.path.partition('.published')[0]}redirects.yml"


def _successor(was: Promised, now: Mapping[str, _Standing]) -> str:
    """The record that has the number of the one that is gone, or what to put in its place."""
    if was.number is not None:
        for it in now.values():
            if it.number == was.number:
                return it.what
    return "KIND:ID"
