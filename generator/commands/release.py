"""`kb release`: builds the site, then writes down everything that it promises."""

from __future__ import annotations

import datetime

from generator.build import Folders, build_locked, check_content
from generator.checks import BEFORE_PROOFS
from generator.commands import ContentError, Said, how_many
from generator.commands.publish import publish
from generator.diagnostics import Diagnostic, Place, has_errors
from generator.finish import site_pages
from generator.loader import ADDRESS_BOOK
from generator.model.address_book import as_file
from generator.permanent.ledger import merged, present
from generator.publish import PublishError, add_files, lock


def release(folders: Folders, today: datetime.date) -> Said:
    """Adds the addresses, short addresses and plan codes of today's site to what was published; raises ContentError.

    Nothing that was published before is ever taken out. No other build is let in before all is written: it would put
    another site in the place of the one that is being read.
    """
    try:
        with lock(folders.work):
            return _release(folders, today)
    except (PublishError, OSError) as error:
        raise ContentError([Diagnostic(Place(str(folders.work)), "KB802", str(error))]) from None


def _release(folders: Folders, today: datetime.date) -> Said:
    problems = build_locked(folders, lambda _: None, today)
    knowledge, _ = check_content(folders.content, stages=BEFORE_PROOFS)
    if knowledge is None or has_errors(problems):
        raise ContentError(problems)
    before = knowledge.address_book
    book = merged(before, present(site_pages(folders.out), knowledge))
    add_files(folders.content, {ADDRESS_BOOK: as_file(book.values())})
    added = len(book) - (len(before.pages) if before else 0)
    codes = publish(folders.content).text
    return Said(f"{how_many(added, 'new page')} of {len(book):,} in {folders.content / ADDRESS_BOOK}\n{codes}")
