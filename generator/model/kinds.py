"""The kinds of record: where their files lie, what they hold, what they are called unless site.yml says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from generator.model.flow import Flow
from generator.model.journey import JourneyFile
from generator.model.question import QuestionFile
from generator.model.records import (
    Action,
    Change,
    Checklist,
    City,
    Claim,
    Date,
    Fact,
    Faq,
    Guide,
    Path,
    Scenario,
    Source,
    Template,
    Term,
)
from generator.model.tool import ToolFile


@dataclass(frozen=True)
class Kind:
    """A kind of record; `one_file` kinds are a mapping of ids in a single file instead of a folder of files.

    Kinds that are not `shown` have no page, and texts cannot refer to them.
    """

    id: str
    model: type[BaseModel]
    folder: str
    one: str
    many: str
    summary: str
    one_file: bool = False
    suffix: str = ".yml"
    shown: bool = True


@dataclass(frozen=True)
class KindNames:
    """What one site calls a kind; `folder` is both the folder of its files and of its pages."""

    key: str
    folder: str
    one: str
    many: str
    summary: str
    text: str = ""


PROBLEMS = "problems"
"""The folder of the page that explains the problems; no kind can be called so."""
API = "api"
"""The folder of the files for other programs; no kind can be called so."""
HELPER = "helper"
"""The folder of the page for people who answer in groups; no kind can be called so."""
SEARCH = "search"
"""The folder of what the search reads; no kind can be called so."""
OFFLINE = "offline"
"""The folder of the page about reading without a network; no kind can be called so."""

KINDS: dict[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind("question", QuestionFile, "questions", "Question asked", "Questions asked", "Every question that a flow can ask, and why."),  # noqa: E501
        Kind("flow", Flow, "flows", "Decision", "Decisions", "A few questions each, then what to do next."),
        Kind("scenario", Scenario, "scenarios", "Scenario", "Scenarios", "Find the situation that is yours."),
        Kind("path", Path, "paths", "Path", "Paths", "The ways there are, compared."),
        Kind("action", Action, "actions", "Action", "Actions", "What to do, how long it takes, when it is done."),
        Kind("faq", Faq, "faq", "Answer", "Answers", "Questions that people ask, answered in one sentence and in full."),  # noqa: E501
        Kind("guide", Guide, "guides", "Guide", "Guides", "The longer texts.", suffix=".md"),
        Kind("fact", Fact, "facts", "Fact", "Facts", "Every number, rule and date, with its source and its age."),
        Kind("checklist", Checklist, "checklists", "Checklist", "Checklists", "Things to tick off."),
        Kind("template", Template, "templates", "Template", "Templates", "Texts to copy and fill in."),
        Kind("tool", ToolFile, "tools", "Tool", "Tools", "Pages to work with; what you write stays on your device."),
        Kind("source", Source, "sources", "Source", "Sources", "Where the facts come from.", one_file=True),
        Kind("term", Term, "glossary", "Term", "Glossary", "What the words and abbreviations mean.", one_file=True),
        Kind("date", Date, "calendar", "Date", "Calendar", "What happens when.", one_file=True),
        Kind("change", Change, "changes", "Change", "What changed", "What was changed on these pages, and when.", one_file=True),  # noqa: E501
        Kind("claim", Claim, "claims", "Claim", "Claims", "What readers are told, and where it is answered.", one_file=True, shown=False),  # noqa: E501
        Kind("journey", JourneyFile, "journeys", "Journey", "Journeys", "Where answers must lead.", shown=False),
        Kind("city", City, "cities", "City", "Cities", "Places and their clocks.", one_file=True),
    )
}  # fmt: skip


def is_shown(kind: str) -> bool:
    """Whether a kind has pages; `site` and `redirect` are no kinds of record, and what they mention is shown."""
    return kind not in KINDS or KINDS[kind].shown
