"""What the last build came to, for everybody who waits to hear it."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Severity

MOST = 50
"""One slip in a file that others rest on can give thousands of problems; a page lists only so many."""


@dataclass(frozen=True, slots=True)
class News:
    """`site` names the site in place: every new one has another name, also after a restart."""

    site: str
    errors: tuple[Diagnostic, ...] = ()

    def as_json(self) -> str:
        """What `live.js` reads, in one line: `{site, problems: [{place, code, message, hint}], more}`."""
        problems = [
            {"place": str(error.place), "code": error.code, "message": error.message, "hint": error.hint}
            for error in self.errors[:MOST]
        ]
        return json.dumps({"site": self.site, "problems": problems, "more": len(self.errors) - len(problems)})


class Board:
    """Holds the latest news and wakes those who wait for the next; safe in any thread."""

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)
        self._sites = 0
        self._news = News(self._name())
        self._changed = threading.Condition()

    @property
    def news(self) -> News:
        """The latest news."""
        return self._news

    def post(self, problems: Sequence[Diagnostic]) -> None:
        """A build has ended: without an error there is a new site, with one the last site stays."""
        errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
        with self._changed:
            self._sites += not errors
            self._news = News(self._name(), errors)
            self._changed.notify_all()

    def wait(self, known: News | None, seconds: float) -> News:
        """The latest news, as soon as it is other than `known`; after `seconds` also if it is not."""
        with self._changed:
            self._changed.wait_for(lambda: self._news is not known, seconds)
            return self._news

    def _name(self) -> str:
        return f"{self._run}-{self._sites}"
