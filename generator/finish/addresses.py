"""Where an address in a page leads, by the rules a browser follows (the URL Standard)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

_EDGES = "".join(map(chr, range(0x21)))
_DROPPED = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_HIDING = re.compile(r"[\x00-\x20\x7f-\xa0\ufffd]+")
_AUTHORITY = re.compile(r"//+([^/]+)(.*)", re.DOTALL)
_ESCAPED_DOT = re.compile("%2e", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """Where the site lives; `base_path` begins and ends with `/`, `host` is empty if unknown."""

    base_path: str
    host: str = ""

    @classmethod
    def at(cls, address: str) -> Site:
        """The site at a full address such as `https://example.org/kb/`, or at a bare path such as `/kb/`."""
        parts = urlsplit(address)
        path = parts.path.strip("/")
        return cls(f"/{path}/" if path else "/", _host(parts.netloc))


@dataclass(frozen=True, slots=True)
class Inside:
    """A path in this site, decoded; a folder's ends with `/`, the site's own folder is empty."""

    path: str
    fragment: str


@dataclass(frozen=True, slots=True)
class Outside:
    """Another site."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """No place on the web: mail, telephone, script, data."""


@dataclass(frozen=True, slots=True)
class Astray:
    """Nowhere that was meant; `reason` goes on after "the address …"."""

    reason: str


Target = Inside | Outside | Elsewhere | Astray


def scheme(address: str) -> str:
    """The scheme in lower case, or nothing, also where controls and spaces try to hide it."""
    found = _SCHEME.match(_HIDING.sub("", address))
    return found.group(1).lower() if found else ""


def resolve(address: str, page: str, site: Site) -> Target:
    """Where `address` leads from the file `page` of the site."""
    address = address.strip(_EDGES).translate(_DROPPED)
    if found := _SCHEME.match(address):
        web = found.group(1).lower() in {"http", "https"}
        return _absolute(address[found.end() :], site) if web else Elsewhere()
    rest, _, fragment = address.partition("#")
    path = rest.partition("?")[0].replace("\\", "/")
    if path.startswith("//"):
        return _absolute(address, site)
    if path.startswith("/"):
        return _below(site, path, fragment) or Astray(f"leaves the site, which lives under {site.base_path}")
    if not path:
        return Inside(page, unquote(fragment))
    inside = _relative(page.rpartition("/")[0], path)
    # From the site's root a browser would stay there; under another path, or from disk, it would not.
    return Astray("climbs out of the site's own folder") if inside is None else Inside(inside, unquote(fragment))


def _relative(folder: str, path: str) -> str | None:
    """The path that `path` leads to from a folder; None if it climbs above the start of all."""
    while path.startswith("../"):
        if not folder:
            return None
        folder, path = folder.rpartition("/")[0], path[3:]
    return _below_folder(folder, path)


@lru_cache(maxsize=4096)
def _below_folder(folder: str, path: str) -> str | None:
    # Pages of one part of the site share most of what they lead to.
    steps = _walk(folder.split("/") if folder else [], path)
    return None if steps is None else "/".join(steps)


def _absolute(rest: str, site: Site) -> Target:
    """`rest` is what follows the scheme of a web address."""
    before, _, fragment = rest.partition("#")
    found = _AUTHORITY.match(before.partition("?")[0].replace("\\", "/"))
    if not found:
        return Astray("names no host")
    if not site.host or _host(found.group(1)) != site.host:
        return Outside()
    return _below(site, found.group(2) or "/", fragment) or Outside()


def _below(site: Site, path: str, fragment: str) -> Target | None:
    """The target of a path from the host's root, or None if it is not the site's."""
    steps = _walk([], path[1:], clamp=True) or []
    base = site.base_path.split("/")[1:-1]
    if steps == base and base:
        return Astray("lacks the / at its end")
    return Inside("/".join(steps[len(base) :]), unquote(fragment)) if steps[: len(base)] == base else None


def _walk(start: list[str], path: str, *, clamp: bool = False) -> list[str] | None:
    """The names on the way, the last one empty for a folder; None if `..` climbs above the start of all."""
    steps = start.copy()
    names = path.split("/")
    for name in names:
        plain = _ESCAPED_DOT.sub(".", name)
        if plain == "..":
            if not (steps or clamp):
                return None
            del steps[-1:]
        elif plain != ".":
            decoded = unquote(name)
            # An escaped slash is part of a name, which no file has; it must not become a step.
            steps.append(name if "/" in decoded else decoded)
    if _ESCAPED_DOT.sub(".", names[-1]) in {".", ".."}:
        steps.append("")
    return steps


def _host(authority: str) -> str:
    """The host without the user before it and without the usual port behind it."""
    return re.sub(r":(80|443)?$", "", authority.rpartition("@")[2].lower())
