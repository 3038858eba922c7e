"""The manual of problems: one Markdown file a code, printed by `kb explain` and published for editors.

Each file holds a heading, an explanation, and samples: fenced blocks with a title that says `fails` or `passes` and
names the file they stand for, without the line on top that names its schema. The tests lay the samples of a page over
a small knowledge base and expect what their titles say; samples of different files belong together.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class ManualPage:
    """What a code means; `text` is Markdown without the heading."""

    code: str
    title: str
    text: str


def manual() -> tuple[ManualPage, ...]:
    """All pages of the manual, by code."""
    return tuple(_page(path) for path in sorted(_FOLDER.glob("KB*.md")))


def explain(code: str) -> ManualPage | None:
    """The page of a code, letter case aside; None if there is none."""
    return next((page for page in manual() if page.code == code.upper()), None)


def _page(path: Path) -> ManualPage:
    heading, _, text = path.read_text(encoding="utf-8").partition("\n")
    return ManualPage(path.stem, heading.removeprefix("#").strip(), text.strip())
