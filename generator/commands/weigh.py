"""`kb weigh`: what the pages of the last build weigh, kind by kind."""

from __future__ import annotations

from pathlib import Path

from generator.commands import Said, WrongUseError
from generator.finish import WEIGHTS


def weigh(work: Path) -> Said:
    """The table that the last build left in its work folder, also where a page was too heavy; raises WrongUseError."""
    file = work / WEIGHTS
    if not file.is_file():
        raise WrongUseError(f"nothing was built yet that {work} would know of: run kb build first")
    return Said(file.read_text("utf-8").rstrip())
