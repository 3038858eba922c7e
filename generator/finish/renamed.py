"""Names that tell what a file holds, so that a browser need never ask for it again, and pages that know them."""

from __future__ import annotations

import hashlib
import html
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.finish.addresses import Inside, Site, resolve
from generator.finish.pages import Page

COMPONENTS = "components"
ASSETS = "assets/"
SHEET = f"{ASSETS}site.css"
"""Where the sheet of what all pages share would be, if its name told nothing."""
_DIGITS = 12


@dataclass(frozen=True)
class Renamed:
    """Which file has which name now."""

    paths: Mapping[str, str]
    """Old path → new path, of every file that has another."""
    merged: frozenset[str]
    """The sheets that became one; all of them have its path."""
    site: Site

    def path(self, path: str) -> str:
        """The path of a file now."""
        return self.paths.get(path, path)

    def inside(self, address: str, page: str) -> str | None:
        """The file of the site that an address in a page leads to, by its path now."""
        target = resolve(address, page, self.site)
        if not isinstance(target, Inside):
            return None
        path = target.path
        return self.path(f"{path}index.html" if not path or path.endswith("/") else path)

    def page(self, path: str, text: str, page: Page) -> str:
        """The text of a page that names everything as it is named now; raises ValueError for an address it cannot find.

        Of the sheets that became one it names the first, and the others no more.
        """
        first = True
        for address in dict.fromkeys([*page.sheets, *page.files]):
            target = resolve(address, path, self.site)
            if not isinstance(target, Inside) or target.path not in self.paths:
                continue
            if target.path in self.merged and not first:
                text = _without(address, text)
                continue
            first = first and target.path not in self.merged
            text = _with(address, _led(address, target.path, self.paths[target.path], path), text)
        return text


def fingerprint(files: Mapping[str, bytes]) -> str:
    """The part of a name that tells what these files hold."""
    found = hashlib.sha256()
    for path, data in sorted(files.items()):
        found.update(f"{path}\0{len(data)}\0".encode() + data)
    return found.hexdigest()[:_DIGITS]


def named_sheet(sheet: bytes) -> str:
    """The path of the sheet of what all pages share."""
    stem, ending = posixpath.splitext(SHEET)
    return f"{stem}.{fingerprint({SHEET: sheet})}{ending}"


def in_folder(paths: Iterable[str], folder: str, fingerprint: str) -> dict[str, str]:
    """Old path → new path of what lies in a folder whose name tells what it holds."""
    return {
        path: f"{folder}-{fingerprint}{path.removeprefix(folder)}" for path in paths if path.startswith(f"{folder}/")
    }


def _led(address: str, old: str, new: str, page: str) -> str:
    """The address that leads to the new path as the old one did to the old."""
    before, found, after = address.rpartition(old)
    if found:
        return before + new + after
    return posixpath.relpath(new, posixpath.dirname(page) or ".")


def _forms(address: str) -> list[str]:
    """The address as it may stand behind `=`."""
    written = {address: None, html.escape(address): None, html.escape(address, quote=False): None}
    return [f"{quote}{form}{quote}" for form in written for quote in ('"', "'")]


def _with(address: str, other: str, text: str) -> str:
    quoted = f'"{html.escape(other)}"'
    for form in _forms(address):
        if f"={form}" in text:
            return text.replace(f"={form}", f"={quoted}")
    raise ValueError(f"the address {address!r} stands in the page in a way that cannot be changed")


def _without(address: str, text: str) -> str:
    for form in _forms(address):
        at = -1
        while (at := text.find(f"href={form}", at + 1)) >= 0:
            start, end = text.rfind("<", 0, at), text.find(">", at) + 1
            if text.startswith("<link", start):
                text, at = text[:start] + text[end:].lstrip(), start - 1
    return text
