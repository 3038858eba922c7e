"""One knowledge base on its way to pages: what all pages share, and each flow drawn once."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property, partial
from html import escape
from typing import Any

from jinja2 import Environment

from generator.loader import Entry, KnowledgeBase
from generator.model import Action, Flow, QuestionFile
from generator.references import References
from generator.render.client import Client
from generator.render.compiled import Compiled, compiled_flows
from generator.render.diagrams import Diagram, draw
from generator.render.flows import StepView, diagrams, step_views
from generator.render.page import Page, environment, finished
from generator.render.runtime import RunnerFile, runner_file
from generator.render.sharing import sharing
from generator.render.text import Vocabulary, vocabulary


@dataclass(frozen=True)
class Drawing:
    """A flow drawn once, shown on every page that wants it."""

    steps: tuple[StepView, ...]
    svg: str


class Renderer:
    """Makes pages from templates; holds what all pages share."""

    def __init__(self, knowledge: KnowledgeBase, references: References, today: datetime.date | None = None) -> None:
        self.knowledge = knowledge
        self.today = today
        self.references = references
        self.words: Vocabulary = vocabulary(knowledge)
        self.environment: Environment = environment()
        self._drawings: dict[str, Drawing] = {}
        self._clients: dict[str, Client] = {}
        self._runners: dict[str, RunnerFile] = {}

    @cached_property
    def shared(self) -> dict[str, Any]:
        """What every template may name: the site and the records behind ids."""
        of = self.knowledge.of
        return {
            "site": self.knowledge.site,
            "comparison": self.knowledge.site.comparison,
            "actions": {entry.id: entry.record for entry in of("action", Action)},
            "flows": {entry.id: entry.record for entry in of("flow", Flow)},
            "questions": {entry.id: entry.record.root for entry in of("question", QuestionFile)},
            "names": self.knowledge.names,
            "today": self.today,
            "share": partial(sharing, knowledge=self.knowledge),
        }

    @cached_property
    def compiled(self) -> dict[str, Compiled]:
        """The flows that can be walked, by id."""
        return compiled_flows(self.knowledge)

    def page(self, path: str) -> Page:
        """The text functions of a new page."""
        return Page(path, self.knowledge, self.words)

    def rendered(self, template: str, page: Page, **values: Any) -> bytes:
        """A page from its template."""
        return finished(self.fragment(template, page, **values))

    def fragment(self, template: str, page: Page, **values: Any) -> str:
        """A part of a page from its template."""
        return self.environment.get_template(template).render(**self.shared | values | {"page": page}).strip()

    def drawing(self, flow: str) -> Drawing:
        """A flow's steps and picture."""
        if flow not in self._drawings:
            entry = self.knowledge.entries["flow"][flow]
            assert isinstance(entry.record, Flow)
            typed = Entry("flow", entry.id, entry.record, entry.node, entry.path)
            steps = step_views(typed, self.knowledge)
            drawn = diagrams(typed, steps, self.knowledge)
            self._drawings[flow] = Drawing(steps, "".join(_captioned(one) for one in drawn))
        return self._drawings[flow]

    def client(self, flow: str) -> Client:
        """What a flow's data is made from, if it can be walked; KeyError if it cannot."""
        if flow not in self._clients:
            self._clients[flow] = Client.of(self.compiled[flow], self.knowledge)
        return self._clients[flow]

    def runner(self, flow: str) -> RunnerFile:
        """What the browser needs to ask the questions of a flow that can be walked."""
        if flow not in self._runners:
            self._runners[flow] = runner_file(self.client(flow), self.drawing(flow).steps)
        return self._runners[flow]


def _captioned(diagram: Diagram) -> str:
    """A drawing below the name of its stage, if it has one."""
    caption = f'<p class="diagram-stage">{escape(diagram.stage)}</p>' if diagram.stage else ""
    return caption + draw(diagram)
