"""Which pages stand for the whole site, found in what was built: one of every kind, and all that there is to see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.build.project import Project

LEADS_ON = 'http-equiv="refresh"'
_KEY = re.compile(r'^(kind|tool): "?([\w-]+)"?$', re.MULTILINE)
_TAG = re.compile(r"<([a-z][\w-]*)((?:\s[^<>]*)?)>")
_CLASSES = re.compile(r'\sclass="([^"]*)"')
Shapes = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Kinds:
    """The pages of a finished site by their kind."""

    project: Project

    @cached_property
    def shapes(self) -> dict[str, Shapes]:
        """The elements with their classes that each page has; by the page's address below the site's."""
        files = {file.relative_to(self.project.site).as_posix(): file for file in self.project.site.rglob("*.html")}
        texts = ((path.removesuffix("index.html"), file.read_text("utf-8")) for path, file in files.items())
        return {address: _shapes(text) for address, text in sorted(texts) if LEADS_ON not in text}

    @cached_property
    def addresses(self) -> dict[str, list[str]]:
        """Kind → pages, those with the most to see first; each tool is a kind of its own."""
        found: dict[str, list[str]] = {"not found": ["404.html"]}
        for page in sorted(self.project.docs.rglob("*.md")):
            inner = page.relative_to(self.project.docs).with_suffix("")
            address = (inner.parent if inner.name == "index" else inner).as_posix() + "/"
            found.setdefault(_kind(page), []).append(address.removeprefix("./"))
        return {kind: sorted(filter(self.shapes.get, pages), key=self._most) for kind, pages in found.items()}

    def one(self, kind: str, holding: str = "") -> str:
        """The page of a kind that has the most to see; or, where what it fetches must hold something, the least."""
        pages = self.addresses[kind]
        if not holding:
            return pages[0]
        beside = {page: self._file(page).parent.glob("flow.*.json") for page in reversed(pages)}
        return next(page for page, files in beside.items() if any(holding in it.read_text("utf-8") for it in files))

    def standing_for_all(self) -> list[str]:
        """A page of every kind, and as many more as it takes to see every element that any page has."""
        chosen = [pages[0] for pages in self.addresses.values() if pages]
        left = set[tuple[str, str]]().union(*self.shapes.values()).difference(*(self.shapes[page] for page in chosen))
        while left:
            best = max(self.shapes, key=lambda page: len(self.shapes[page] & left))
            chosen.append(best)
            left -= self.shapes[best]
        return sorted(chosen)

    def one_that_leads_on(self) -> str:
        """A short address: a page that leads to another at once."""
        found = next((self.project.site / "q").glob("*/index.html"))
        return found.parent.relative_to(self.project.site).as_posix() + "/"

    def _most(self, address: str) -> tuple[int, int, str]:
        return -len(self.shapes[address]), self._file(address).stat().st_size, address

    def _file(self, address: str) -> Path:
        return self.project.site / address / ("" if address.endswith(".html") else "index.html")


def _kind(page: Path) -> str:
    keys = dict(_KEY.findall(page.read_text("utf-8").partition("\n---\n")[0]))
    return f"{keys['kind']} {keys['tool']}" if "tool" in keys else keys.get("kind", "by hand")


def _shapes(text: str) -> Shapes:
    found = set[tuple[str, str]]()
    for tag, attributes in set(_TAG.findall(text.partition("<body")[2])):
        classes = _CLASSES.search(attributes)
        found |= {(tag, name) for name in (classes[1].split() if classes else [""])}
    return frozenset(found)
