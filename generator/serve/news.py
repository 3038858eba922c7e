"""What the last build came to, for everybody who waits to hear it."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.diagnostics import Diagnostic, Severity
from generator.glimpse import Glimpse

MOST = 50
"""One slip in a file that others rest on can give thousands of problems; a page lists only so many."""


@dataclass(frozen=True, slots=True)
class News:
    """`site` names the site in place: every new one has another name, also after a restart."""

    site: str
    errors: tuple[Diagnostic, ...] = ()
    glimpses: Mapping[str, bytes] = field(default_factory=dict)
    """Pages that are newer than the site, and what they fetch, by their paths in it."""

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
        self._shown: dict[str, tuple[int, bytes]] = {}
        self._news = News(self._name())
        self._changed = threading.Condition()

    @property
    def news(self) -> News:
        """The latest news."""
        return self._news

    @property
    def now(self) -> int:
        """A number that grows with every glimpse and every site."""
        return self._sites

    def show(self, glimpse: Glimpse) -> None:
        """A page has been edited, and looks like this until the site is built."""
        with self._changed:
            self._sites += 1
            for path, data in {glimpse.path: glimpse.page, **glimpse.beside}.items():
                self._shown[path] = self._sites, data
            self._tell(self._news.errors)

    def post(self, problems: Sequence[Diagnostic], begun: int | None = None) -> None:
        """A build has ended: without an error there is a new site, with one all that was shown stays.

        `begun` is the number at which it began; pages that were shown later stay in any case.
        """
        errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
        with self._changed:
            if not errors:
                self._sites += 1
                later = (it for it in self._shown.items() if begun is not None and it[1][0] > begun)
                self._shown = dict(later)
            self._tell(errors)

    def _tell(self, errors: tuple[Diagnostic, ...]) -> None:
        glimpses = {path: page for path, (_, page) in self._shown.items()}
        self._news = News(self._name(), errors, MappingProxyType(glimpses))
        self._changed.notify_all()

    def wait(self, known: News | None, seconds: float) -> News:
        """The latest news, as soon as it is other than `known`; after `seconds` also if it is not."""
        with self._changed:
            self._changed.wait_for(lambda: self._news is not known, seconds)
            return self._news

    def _name(self) -> str:
        return f"{self._run}-{self._sites}"
