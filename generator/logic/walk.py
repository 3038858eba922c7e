"""One reader's way through a program: replayed from the start, seeing only answers to what it asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.knowledge import KnowledgeBase
from generator.logic.domains import Answer, micro, question, what_fits
from generator.logic.program import Ask, Asked, Branch, Decide, HitPolicy, In, Program, Row, Stop, Table, Tell
from generator.logic.truth import because, holds

__all__ = ["Reason", "Result", "answers_to_values", "micro", "walk", "winning"]


@dataclass(frozen=True)
class Reason:
    """Why a row of a table won: the conditions that made it hold, each with whether it is true itself."""

    row: Row
    leaves: tuple[tuple[In | Asked, bool], ...]


@dataclass(frozen=True)
class Result:
    """Where answers lead. `next` is the variable whose value is missing; then there is no outcome yet."""

    asked: tuple[tuple[str, str], ...] = ()
    next: str | None = None
    told: tuple[str, ...] = ()
    outcome: str | None = None
    verdicts: Mapping[str, str] = field(default_factory=dict)
    """Path → verdict; a path for which no row holds is left out."""
    plan: tuple[str, ...] = ()
    stuck: bool = False
    """Nothing holds where something must, or the way goes round for ever."""
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    """Why, for the outcome (`outcome`), each verdict (`verdict:path`) and each action of the plan (`plan:action`)."""

    def plain(self) -> dict[str, object]:
        """The result as lists and mappings, without the reasons."""
        return {
            "outcome": self.outcome,
            "verdicts": dict(self.verdicts),
            "plan": list(self.plan),
            "told": list(self.told),
            "asked": dict(self.asked),
            "next": self.next,
            "stuck": self.stuck,
        }


def walk(program: Program, answers: Mapping[str, str]) -> Result:
    """The result for values of variables; values that the way does not ask for count for nothing."""
    values: dict[str, str] = {}
    told: list[str] = []
    index, met = 0, set()
    while (index, len(values)) not in met:
        met.add((index, len(values)))
        node = program.nodes[index]
        match node:
            case Ask(variable, following):
                if variable not in values:
                    if answers.get(variable) not in program.variables[variable].values:
                        return Result(tuple(values.items()), variable, tuple(told))
                    values[variable] = answers[variable]
                index = following
            case Tell(action, following):
                told += [] if action in told else [action]
                index = following
            case Branch(arms):
                following = next((target for guard, target in arms if holds(guard, values)), -1)
                if following < 0:
                    break
                index = following
            case Stop() | Decide():
                return _ended(program, node, values, tuple(told))
    return Result(tuple(values.items()), None, tuple(told), stuck=True)


def _ended(program: Program, end: Stop | Decide, values: Mapping[str, str], told: tuple[str, ...]) -> Result:
    asked = tuple(values.items())
    reasons: dict[str, Reason] = {}
    if isinstance(end, Stop):
        outcome: str | None = end.outcome
    else:
        won = next(winning(program.outcomes, values), None)
        if won is None:
            return Result(asked, None, told, stuck=True)
        outcome, reasons["outcome"] = won.result, _reason(won, values)
    verdicts = {}
    for path, table in program.verdicts.items():
        for row in winning(table, values):
            verdicts[path], reasons[f"verdict:{path}"] = row.result, _reason(row, values)
    plan: dict[str, Row] = {}
    for row in winning(program.plan, values):
        plan.setdefault(row.result, row)
    reasons |= {f"plan:{action}": _reason(row, values) for action, row in plan.items()}
    return Result(asked, None, told, outcome, verdicts, tuple(plan), False, reasons)


def winning(table: Table | None, values: Mapping[str, str]) -> Iterator[Row]:
    """The rows that hold: all where the table collects, else the first."""
    for row in table.rows if table else ():
        if holds(row.when, values):
            yield row
            if table and table.policy is not HitPolicy.COLLECT:
                return


def _reason(row: Row, values: Mapping[str, str]) -> Reason:
    return Reason(row, tuple(because(row.when, values)))


def answers_to_values(knowledge: KnowledgeBase, answers: Mapping[str, Answer]) -> tuple[dict[str, str], list[str]]:
    """The values of variables that answers by question give, and a sentence for each that is no answer."""
    values: dict[str, str] = {}
    problems: list[str] = []
    for id_, answer in answers.items():
        asked = question(knowledge, id_)
        given = micro(id_, asked, answer) if asked else None
        if asked is None:
            problems.append(f"there is no question “{id_}”")
        elif given is None:
            words = answer if isinstance(answer, str) else ", ".join(sorted(answer))
            problems.append(f"“{words}” is no answer to the question “{id_}”: write {what_fits(asked)}")
        else:
            values |= given
    return values, problems
