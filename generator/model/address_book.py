"""Every address that was ever published, with what it meant: a file of a page a line, which `kb release` writes.

The file is as large as the site was ever, so its lines are read as what they are, JSON; only one that is none, or says
something else, is read as content is, which tells what is wrong with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field, ValidationError

from generator import source
from generator.diagnostics import Diagnostic, Place
from generator.model.read import read
from generator.model.types import Natural, Record


class Promised(Record):
    """A page that was published: a line of the file."""

    at: str
    """Its address in the site; that of the first page is `./`."""
    is_: Annotated[str, Field(alias="is")]
    """What stood there: `kind:id` of a record, `flow:id/outcome`, or `page`."""
    number: Natural | None = None
    """Its short address."""
    places: tuple[str, ...] = ()
    """The ids in it that a link could lead to."""


@dataclass(frozen=True)
class AddressBook:
    """The file `.published/addresses.jsonl`; only ever grows."""

    path: str
    pages: Mapping[str, Promised]
    """By address."""
    lines: Mapping[str, int]
    """On which line an address stands."""

    def place(self, address: str) -> Place:
        """Where an address stands in the file."""
        return Place(self.path, self.lines[address])


def read_address_book(text: str, path: str) -> tuple[AddressBook, list[Diagnostic]]:
    """The book in a text, and what is wrong with its lines."""
    pages: dict[str, Promised] = {}
    lines: dict[str, int] = {}
    problems: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        promised, found = _read_line(line, path, number)
        problems += found
        if promised is None:
            continue
        if promised.at in pages:
            problems.append(_twice(promised.at, Place(path, number), lines[promised.at]))
        pages[promised.at], lines[promised.at] = promised, number
    return AddressBook(path, pages, lines), problems


def as_file(pages: Iterable[Promised]) -> bytes:
    """The pages as they stand in the file, sorted by address, so that a change is a line."""
    return "".join(f"{_as_line(page)}\n" for page in sorted(pages, key=lambda page: page.at)).encode()


def _read_line(line: str, path: str, number: int) -> tuple[Promised | None, list[Diagnostic]]:
    try:
        return Promised.model_validate_json(line), []
    except ValidationError:
        node, problems = source.parse(line, path, number)
        if node is not None:
            return read(Promised, node)
        # What is missing at the end of the line is missing in it, not in the next.
        here = Place(path, number)
        return None, [problem if problem.place.line == number else replace(problem, place=here) for problem in problems]


def _twice(address: str, place: Place, first: int) -> Diagnostic:
    message = f"the address “{address}” stands here a second time"
    return Diagnostic(place, "KB103", message, f"the first stands in line {first}; put both into one line")


def _as_line(page: Promised) -> str:
    return json.dumps(dict(_keys(page)), ensure_ascii=False)


def _keys(page: Promised) -> Iterator[tuple[str, object]]:
    yield "at", page.at
    yield "is", page.is_
    if page.number is not None:
        yield "number", page.number
    if page.places:
        yield "places", list(page.places)
