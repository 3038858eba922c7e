"""What a template is given: the text functions of one page, and the small filters that all pages share."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.model.records import Verdict
from generator.model.titles import value_with_unit
from generator.model.types import Risk
from generator.render.dates import long_day
from generator.render.routes import Route, card_path, index_route, route
from generator.render.text import PageText, escaped, plain

MOST_MENTIONS = 100
TEMPLATES = Path(__file__).parent / "templates"
VERDICTS = {
    Verdict.OPEN: "Open",
    Verdict.POSSIBLE: "Possible",
    Verdict.HARD: "Hard",
    Verdict.CLOSED: "Closed",
    Verdict.ASK: "Ask first",
}
RISKS = {Risk.LOW: "Low", Risk.MEDIUM: "Medium", Risk.HIGH: "High", Risk.VERY_HIGH: "Very high"}


@dataclass
class Page(PageText):
    """The text functions of a page, by the names templates use."""

    @property
    def card(self) -> str:
        """Where a preview card of the page's own lies in the site."""
        return card_path(self.path)

    def title(self, text: str) -> str:
        """A title as plain words, for the head of the page."""
        return plain(text, self.knowledge)

    def plain(self, text: str) -> str:
        """The words of a text alone."""
        return plain(text, self.knowledge)

    def html(self, text: str) -> str:
        """The words of a text for raw HTML."""
        return html.escape(plain(text, self.knowledge)).replace("{", "&#123;")

    def index(self, kind: str) -> str:
        """The address of a kind's index page."""
        return self.to(index_route(kind, self.knowledge.names))

    def source(self, id_: str) -> str:
        """A source as a link to its page."""
        return self.link("source", id_)

    def links(self, targets: list[tuple[str, str]]) -> list[str]:
        """Links to records, each once."""
        return list(dict.fromkeys(self.link(kind, id_) for kind, id_ in targets))

    def mentioned_in(self, kind: str, id_: str, backlinks: Sequence[tuple[str, str]]) -> list[str]:
        """Links to the pages that mention a record, each page once, without the page it stands on.

        Of very many the first, and then how many more there are: nobody reads on, and the page must stay light.
        """
        here = route(kind, id_, self.knowledge.names)
        pages: dict[Route, tuple[str, str]] = {}
        for other_kind, other in backlinks:
            if other_kind in self.knowledge.entries:
                target = route(other_kind, other, self.knowledge.names)
                if target.path not in (here.path, self.path):
                    pages.setdefault(target, (other_kind, other))
        links = [self.link(*named) for named in islice(pages.values(), MOST_MENTIONS)]
        left = len(pages) - len(links)
        return [*links, *([f"and {left:,} more"] if left else [])]


def environment() -> Environment:
    """Jinja for Markdown: no HTML escaping (texts are made safe as Markdown), an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "quoted": _quoted,
        "json": _json,
        "day": long_day,
        "span": _span,
        "value": value_with_unit,
        "risk": RISKS.__getitem__,
        "verdict": VERDICTS.__getitem__,
        "fenced": fenced,
        "address": _address,
        "address_words": escaped,
    }
    return made


def finished(text: str) -> bytes:
    """A rendered page with single blank lines and one line end at its end; code keeps its blank lines."""
    parts = re.split(r"(^(`{3,})[^\n]*\n.*?^\2$)", text.strip(), flags=re.MULTILINE | re.DOTALL)
    squeezed = "".join(
        part if index % 3 == 1 else "" if index % 3 == 2 else re.sub(r"\n[ \t]*\n(?:[ \t]*\n)+", "\n\n", part)
        for index, part in enumerate(parts)
    )
    return (squeezed + "\n").encode()


def fenced(text: str) -> str:
    """A text as a code block whose fence is longer than any in it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}text\n{text.rstrip()}\n{fence}"


def _quoted(text: str) -> str:
    """A YAML scalar for front matter (JSON strings are YAML), without characters that end an HTML attribute.

    Material puts titles and descriptions into the head as they are, Zensical escapes them: typographic marks mean the
    same in both and can break neither.
    """
    text = re.sub(r'(^|[\s(\[])"', r"\1“", text).replace('"', "”").replace("<", "‹").replace(">", "›")
    return json.dumps(text, ensure_ascii=False)


def _span(hours: tuple[int, int]) -> str:
    """The fewest and the most of something: `2 to 4`, or `2` where both are the same."""
    least, most = hours
    return f"{least}" if least == most else f"{least} to {most}"


def _json(value: object) -> str:
    """Data for front matter: JSON is YAML."""
    return json.dumps(value, ensure_ascii=False)


def _address(url: str) -> str:
    """A web address that cannot end the Markdown link around it."""
    return url.replace("(", "%28").replace(")", "%29").replace("{", "%7B").replace("\\", "%5C")
