"""A page for the editors of a flow: its script, what comes of it for whom, the facts it rests on, its journeys.

Every figure is exact and the same on every day; what depends on today is `kb check`'s to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.checks.proofs import reports
from generator.knowledge import KnowledgeBase
from generator.logic.certificate import MEANINGS, certificate
from generator.logic.facts import facts_of
from generator.logic.journeys import expected
from generator.logic.lower import programs
from generator.logic.outcomes import actions_by_outcome
from generator.logic.paths import Ending, paths, percent
from generator.logic.program import Const, Program
from generator.logic.sentences import sentence
from generator.logic.verify import OF_THE_PLAN
from generator.logic.witness import in_words
from generator.model import Fact, Flow, JourneyFile, KindNames, Outcome, Path
from generator.model.question import answers
from generator.model.records import VerdictRule
from generator.model.titles import value_with_unit
from generator.render.compiled import Compiled
from generator.render.dates import long_day
from generator.render.frames import embed_code
from generator.render.page import Page
from generator.render.renderer import Renderer
from generator.render.routes import Route, route
from generator.render.text import plain

"""What the line for readers claims; proved again where it is printed, since it may not be printed otherwise."""
STOPPING = ("P2", "P3", "P4", "P5", "P7", "P8", "P11")
"""The properties whose failure stops a build: a page that is there has them."""


@dataclass(frozen=True)
class OutcomeView:
    """An outcome: who ends there, and the actions that come with it, each with its condition in words."""

    outcome: Outcome
    readers: str
    combinations: str
    example: str
    actions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FactView:
    """A fact that the flow tells, its dates, and the records that tell it."""

    id: str
    value: str
    as_of: str
    review_by: str
    told_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class JourneyView:
    """A journey, where it must end, and what of it does not hold."""

    title: str
    outcome: str
    broken: tuple[str, ...]


@dataclass(frozen=True)
class Review:
    """Everything on the page."""

    sentence: str
    proved: tuple[str, ...]
    questions: Mapping[str, tuple[str, ...]]
    """The answers of each question."""
    outcomes: tuple[OutcomeView, ...]
    verdicts: Mapping[str, tuple[tuple[str, VerdictRule], ...]]
    """The table of each path that is judged: for whom, in words, and the rule."""
    facts: tuple[FactView, ...]
    journeys: tuple[JourneyView, ...]


def review_route(flow: str, record: Flow, names: Mapping[str, KindNames]) -> Route:
    """The review page of a flow; no id of an outcome ends in a hyphen, should one be called `review`."""
    name = "review-" if "review" in record.outcomes else "review"
    return Route(f"{names['flow'].folder}/{flow}/{name}.md")


def review_pages(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """The review page of every flow that can be walked."""
    for flow, compiled in renderer.compiled.items():
        record = compiled.flow.record
        page = renderer.page(review_route(flow, record, renderer.knowledge.names).path)
        yield (
            page.path,
            renderer.rendered(
                "review.md.j2",
                page,
                record=record,
                flow=flow,
                steps=renderer.drawing(flow).steps,
                review=review(renderer, compiled),
                code=_for_others(renderer, compiled),
            ),
        )


def _for_others(renderer: Renderer, compiled: Compiled) -> str:
    """The lines that put a flow on another site; nothing if it asks nothing, for then it has no page for frames."""
    path = route("flow", compiled.flow.id, renderer.knowledge.names).path
    return embed_code(compiled.flow.record, path, renderer.knowledge) if compiled.asks else ""


def proof_sentence(knowledge: KnowledgeBase, flow: str) -> str:
    """What was counted and proved about a flow, in one line without a date."""
    return _sentences(knowledge)[flow]


@lru_cache(maxsize=2)  # a preview builds again and again: an old knowledge base must not stay
def _sentences(knowledge: KnowledgeBase) -> Mapping[str, str]:
    made = programs(knowledge)
    return {flow: certificate(made[flow], report).sentence() for flow, report in reports(knowledge).items()}


def review(renderer: Renderer, compiled: Compiled) -> Review:
    """What an editor should know about a flow."""
    knowledge, program = renderer.knowledge, compiled.program
    asked = dict.fromkeys(variable.question for variable in program.variables.values())
    return Review(
        sentence=proof_sentence(knowledge, compiled.flow.id),
        proved=tuple(MEANINGS[name] for name in STOPPING if program.plan or name not in OF_THE_PLAN),
        questions={id_: tuple(answers(renderer.shared["questions"][id_]).values()) for id_ in asked},
        outcomes=tuple(_outcomes(knowledge, compiled)),
        verdicts={path: tuple(_rules(knowledge, program, path)) for path in program.verdicts},
        facts=tuple(_facts(renderer, compiled)),
        journeys=tuple(_journeys(knowledge, compiled)),
    )


def review_address(page: Page, flow: str, record: Flow) -> str:
    """The link from a page to the review of a flow."""
    return page.to(review_route(flow, record, page.knowledge.names))


def _outcomes(knowledge: KnowledgeBase, compiled: Compiled) -> Iterator[OutcomeView]:
    program, record = compiled.program, compiled.flow.record
    given = actions_by_outcome(program)
    for ending in paths(program).endings:
        outcome = record.outcomes[ending.outcome]
        yield OutcomeView(
            outcome,
            "not counted" if ending.weight is None else percent(ending.weight),
            "not counted" if ending.count is None else f"{ending.count:,}",
            _example(ending, program, knowledge),
            tuple(_actions(knowledge, program, outcome, given.get(ending.outcome, {}))),
        )


def _example(ending: Ending, program: Program, knowledge: KnowledgeBase) -> str:
    if ending.example is None:
        return "nobody" if ending.count == 0 else "not looked for"
    return plain(in_words(program, ending.example, knowledge), knowledge)


def _actions(
    knowledge: KnowledgeBase, program: Program, outcome: Outcome, given: Mapping[str, bool]
) -> Iterator[tuple[str, str]]:
    """The actions of an outcome, with no words for those that everybody gets there."""
    rows = program.plan.rows if program.plan else ()
    for action in outcome.actions:
        yield action, ""
    for action, always in given.items():
        if action not in outcome.actions:
            whens = [row.when for row in rows if row.result == action]
            words = [plain(sentence(when, knowledge), knowledge) for when in whens if when != Const(True)]
            yield action, "" if always else f"if {'; or '.join(words)}" if words else "on some ways"


def _rules(knowledge: KnowledgeBase, program: Program, path: str) -> Iterator[tuple[str, VerdictRule]]:
    """The rows of a path's table; the first that holds counts."""
    record = knowledge.entries["path"][path].record
    assert isinstance(record, Path)
    for row, rule in zip(program.verdicts[path].rows, record.verdicts, strict=True):
        said = "otherwise" if row.when == Const(True) else f"if {plain(sentence(row.when, knowledge), knowledge)}"
        yield said, rule


def _facts(renderer: Renderer, compiled: Compiled) -> Iterator[FactView]:
    facts = {entry.id: entry.record for entry in renderer.knowledge.of("fact", Fact)}
    for id_, told_by in facts_of(compiled.flow, compiled.program, renderer.references).items():
        fact = facts[id_]
        due = long_day(fact.review_by) if fact.review_by else "no day set"
        yield FactView(id_, value_with_unit(fact), long_day(fact.as_of), due, told_by)


def _journeys(knowledge: KnowledgeBase, compiled: Compiled) -> Iterator[JourneyView]:
    record = compiled.flow.record
    for entry in knowledge.of("journey", JourneyFile):
        for journey in entry.record.journeys if entry.record.flow == compiled.flow.id else ():
            broken = expected(journey, record, compiled.program, knowledge)
            yield JourneyView(journey.title, journey.outcome, tuple(each.message for each in broken))
