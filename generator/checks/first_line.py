"""KB411: a file's first line does not name its schema, so editors cannot help while typing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, Place, Severity

START = "# yaml-language-server: $schema="


def check(context: Context) -> Iterator[Diagnostic]:
    """A warning for each file without the right first line (in Markdown: the first line of the front matter)."""
    kinds = {entry.path: entry.kind for entry in context.knowledge.all()}
    kinds |= {entry.path: "redirect" for entry in context.knowledge.redirects.values()}
    kinds[context.knowledge.site_entry.path] = "site"
    root = context.knowledge.site_entry.path.removesuffix("/site.yml")
    for path, kind in kinds.items():
        lines = context.knowledge.texts[path].split("\n", 2)
        number = 2 if path.endswith(".md") else 1
        up = "../" * path.removeprefix(f"{root}/").count("/")
        wanted = f"{START}{up}.schema/{kind}.json"
        if lines[number - 1].strip() != wanted:
            message, hint = "this line does not name the file's schema", f"write {wanted}"
            yield Diagnostic(Place(path, number), "KB411", message, hint, Severity.WARNING)
