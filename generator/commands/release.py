"""`kb release`: builds the site, then writes down everything that it promises."""

from __future__ import annotations

import datetime

from generator.build import Folders, build, check_content
from generator.checks import BEFORE_PROOFS
from generator.commands import ContentError, Said, how_many
from generator.commands.publish import publish
from generator.diagnostics import has_errors
from generator.finish import read_built, read_pages
from generator.loader import ADDRESS_BOOK
from generator.permanent.ledger import as_file, merged, present
from generator.publish import add_files


def release(folders: Folders, today: datetime.date) -> Said:
    """Adds the addresses, short addresses and plan codes of today's site to what was published; raises ContentError.

    Nothing that was published before is ever taken out.
    """
    problems = build(folders, lambda _: None, today)
    knowledge, _ = check_content(folders.content, stages=BEFORE_PROOFS)
    if knowledge is None or has_errors(problems):
        raise ContentError(problems)
    texts, _ = read_built(folders.out)
    before = knowledge.address_book
    book = merged(before, present(read_pages(texts), knowledge))
    add_files(folders.content, {ADDRESS_BOOK: as_file(book)})
    added = len(book) - (len(before.record.pages) if before else 0)
    codes = publish(folders.content).text
    return Said(f"{how_many(added, 'new page')} of {len(book):,} in {folders.content / ADDRESS_BOOK}\n{codes}")
