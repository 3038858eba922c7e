"""`kb pack`: builds the site with the whole of it as one file in it, to unpack and open without a server."""

from __future__ import annotations

import datetime

from generator.build import Folders, build, check_content
from generator.checks import BEFORE_PROOFS
from generator.commands import ContentError, Said
from generator.diagnostics import has_errors
from generator.offline import pack_name


def pack(folders: Folders, today: datetime.date) -> Said:
    """Builds, and says where the file lies and how big it is; raises ContentError."""
    problems = build(folders, lambda _: None, today, pack=True)
    knowledge, _ = check_content(folders.content, stages=BEFORE_PROOFS)
    if knowledge is None or has_errors(problems):
        raise ContentError(problems)
    file = folders.out / f"{pack_name(knowledge)}.zip"
    return Said(f"{file} holds the whole site: {file.stat().st_size / 1e6:.1f} MB")
