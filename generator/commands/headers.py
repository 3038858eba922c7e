"""`kb headers`: the header fields of a finished site in the form that Netlify and Cloudflare Pages read, `_headers`.

The rules stand in a file of the project. Both hosts understand a `*` only at the end of an address, and both add up the
fields of all rules that match, so that no rule can take back what another says. Names that change with their content,
and all that must not stand in a frame, are therefore written out here for the site as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from fnmatch import fnmatchcase
from pathlib import Path

from generator.commands import Said, WrongUseError, how_many
from generator.publish import SITE_MARKER, add_files, paths_below

FILE = "_headers"
MOST = 100
"""So many rules Cloudflare reads, from the top."""


def headers(site: Path, rules: Path) -> Said:
    """Writes the rules into the site with every name filled in; raises WrongUseError for what cannot be done.

    In the rules, a line that begins with `/` is an address. A `*` before its end stands for a part of a name, and
    `/!NAME/*` for the pages that lie in no folder NAME. Comments do not come along.
    """
    if not (site / SITE_MARKER).is_file():
        raise WrongUseError(f"{site} is not a finished site (it has no {SITE_MARKER}); build it first")
    if not rules.is_file():
        raise WrongUseError(f"there is no {rules}; name one with --rules FILE")
    text = filled(rules.read_text("utf-8"), frozenset(paths_below(site)))
    count = sum(line.startswith("/") for line in text.splitlines())
    add_files(site, {FILE: text.encode()})
    unread = f"; Cloudflare reads only the first {MOST}" if count > MOST else ""
    return Said(f"{how_many(count, 'rule')} in {site / FILE}{unread}")


def filled(rules: str, files: Set[str]) -> str:
    """The rules with every address that the site has, in place of each that stands for several."""
    blocks: list[tuple[str, list[str]]] = []
    for line in rules.splitlines():
        if line.startswith("/"):
            blocks.append((line, []))
        elif line.startswith("  ") and blocks:
            blocks[-1][1].append(line)
    return "".join(
        "\n".join([address, *fields, ""]) for pattern, fields in blocks for address in _addresses(pattern, files)
    )


def _addresses(pattern: str, files: Set[str]) -> list[str]:
    if pattern.startswith("/!"):
        return list(_without(pattern[2:].partition("/")[0], "", files))
    fixed, end = (pattern[:-2], "/*") if pattern.endswith("/*") else (pattern, "")
    if "*" not in fixed:
        return [pattern]
    wanted = fixed.strip("/")
    depth = wanted.count("/") + 1
    heads = {"/".join(file.split("/")[:depth]) for file in files if file.count("/") >= depth - (not end)}
    return sorted(f"/{head}{end}" for head in heads if fnmatchcase(head, wanted))


def _without(name: str, folder: str, files: Set[str]) -> Iterator[str]:
    """Addresses that match the pages below a folder, but none in a folder of this name.

    Beside such a folder only the page that it belongs to has an address: one for each neighbour would be too many.
    """
    pages = [file.removeprefix(folder) for file in files if file.startswith(folder) and file.endswith(".html")]
    names = {part for page in pages for part in page.split("/")[:-1]}
    if not any(fnmatchcase(part, name) for part in names):
        yield f"/{folder}*"
        return
    yield from sorted(f"/{folder}{_address(page)}" for page in pages if "/" not in page)
    below = {page.partition("/")[0] for page in pages if "/" in page}
    if not any(fnmatchcase(part, name) for part in below):
        for part in sorted(below):
            yield from _without(name, f"{folder}{part}/", files)


def _address(page: str) -> str:
    return "" if page == "index.html" else page
