"""Small programs to prove things about, random ones, and the plainest interpreter there can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from generator.logic.program import (
    All,
    Ask,
    Asked,
    AtLeast,
    Branch,
    Const,
    Decide,
    Expression,
    HitPolicy,
    In,
    Node,
    Not,
    Origin,
    Program,
    Row,
    Stop,
    Table,
    Tell,
    Variable,
)

HERE = Origin("flow", "sample")


def at(*loc: str | int) -> Origin:
    return Origin("flow", "sample", loc)


def variable(name: str, values: str = "yes no") -> Variable:
    question, _, option = name.partition(".")
    return Variable(name, tuple(values.split()), question, option or None)


def is_(name: str, values: str) -> In:
    return In(name, frozenset(values.split()))


def either(*items: Expression) -> AtLeast:
    return AtLeast(1, items)


def both(*items: Expression) -> All:
    return All(items)


def table(*rows: tuple[str, Expression], policy: HitPolicy = HitPolicy.UNIQUE, name: str = "outcomes") -> Table:
    written = tuple(Row(result, when, at(name, n)) for n, (result, when) in enumerate(rows))
    return Table(written, policy, at(name))


def first(*rows: tuple[str, Expression]) -> Table:
    return table(*rows, policy=HitPolicy.FIRST)


def plan(*rows: tuple[str, Expression]) -> Table:
    return table(*rows, policy=HitPolicy.COLLECT, name="plan")


Item = str | tuple[str, Expression]


def script(
    variables: Mapping[str, str],
    items: list[Item],
    outcomes: Table | None = None,
    plan: Table | None = None,
    verdicts: Mapping[str, Table] | None = None,
) -> Program:
    """A chain of "ask x", "tell x" and "stop x", each perhaps with a guard, and then the table of outcomes."""
    nodes: list[Node] = []
    for n, item in enumerate(items):
        text, when = (item, None) if isinstance(item, str) else item
        here = at("script", n)
        skip = len(nodes) + (1 if when is None else 2)
        if when is not None:
            nodes.append(Branch(((when, len(nodes) + 1), (Const(True), skip)), here))
        word, name = text.split()
        made: Node = Stop(name, here)
        if word == "ask":
            made = Ask(name, skip, here)
        elif word == "tell":
            made = Tell(name, skip, here)
        nodes.append(made)
    nodes.append(Decide(at("outcomes")))
    known = {name: variable(name, values) for name, values in variables.items()}
    return Program("sample", known, tuple(nodes), outcomes, verdicts or {}, plan)


def graph(variables: Mapping[str, str], nodes: list[Node], outcomes: Table | None = None) -> Program:
    return Program(
        "sample", {name: variable(name, values) for name, values in variables.items()}, tuple(nodes), outcomes
    )


@dataclass(frozen=True)
class Run:
    """A run to its end: `way` says how it ended: an outcome, or stuck, endless, no row, several rows."""

    answers: tuple[tuple[str, str], ...]
    told: tuple[str, ...]
    way: str
    outcome: str | None
    passed: tuple[tuple[int, int], ...] = ()
    """Each node come to, and how many answers there were then."""

    @property
    def values(self) -> dict[str, str]:
        return dict(self.answers)

    @property
    def finished(self) -> bool:
        return self.way not in ("stuck", "endless")


def holds(e: Expression, values: Mapping[str, str]) -> bool:
    match e:
        case Const():
            return e.value
        case In():
            return values.get(e.variable) in e.values
        case Asked():
            return e.variable in values
        case Not():
            return not holds(e.item, values)
        case All():
            return all(holds(item, values) for item in e.items)
        case AtLeast():
            return sum(holds(item, values) for item in e.items) >= e.number


def held_rows(table: Table | None, values: Mapping[str, str]) -> list[str]:
    """The results that the table gives: all that hold, of a first-hit table the first."""
    found = [row.result for row in table.rows if holds(row.when, values)] if table else []
    return found[:1] if table and table.policy is HitPolicy.FIRST else found


def all_runs(program: Program) -> list[Run]:
    """Every run, one after the other."""
    return list(_runs(program, 0, Run((), (), "", None), frozenset()))


def _runs(program: Program, n: int, run: Run, seen: frozenset[int]) -> Iterator[Run]:
    """`seen` are the nodes come to since the last answer: to come to one again is to go round for ever."""
    if n in seen:
        yield replace(run, way="endless")
        return
    run = replace(run, passed=(*run.passed, (n, len(run.answers))))
    seen |= {n}
    match program.nodes[n]:
        case Ask(variable=asked, next=following):
            if asked in run.values:
                yield from _runs(program, following, run, seen)
            else:
                for value in program.variables[asked].values:
                    answered = replace(run, answers=(*run.answers, (asked, value)))
                    yield from _runs(program, following, answered, frozenset())
        case Tell(action=action, next=following):
            yield from _runs(program, following, replace(run, told=(*run.told, action)), seen)
        case Branch(arms=arms):
            way = next((target for when, target in arms if holds(when, run.values)), None)
            if way is None:
                yield replace(run, way="stuck")
            else:
                yield from _runs(program, way, run, seen)
        case Stop(outcome=outcome):
            yield replace(run, way="outcome", outcome=outcome)
        case Decide():
            found = held_rows(program.outcomes, run.values)
            ways = {0: "no row", 1: "outcome"}
            yield replace(run, way=ways.get(len(found), "several rows"), outcome=found[0] if found else None)


NAMES = ("a", "b", "c", "d")
VALUES = {"a": "x y z", "b": "yes no", "c": "yes no not-sure", "d": "x y"}
ACTIONS = ("walk", "rest", "read")
OUTCOMES = ("one", "two", "three")


@st.composite
def leaves(draw: st.DrawFn) -> Expression:
    name = draw(st.sampled_from(NAMES))
    if draw(st.integers(0, 7)) == 0:
        return Asked(name)
    values = draw(st.sets(st.sampled_from(VALUES[name].split()), min_size=1, max_size=2))
    return In(name, frozenset(values))


conditions: st.SearchStrategy[Expression] = st.recursive(
    leaves(),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: All(tuple(items))),
        st.builds(AtLeast, st.integers(1, 2), st.lists(inner, min_size=2, max_size=3).map(lambda items: tuple(items))),
    ),
    max_leaves=4,
)

guards = st.one_of(st.just(Const(True)), conditions)


def tables(results: tuple[str, ...], policies: tuple[HitPolicy, ...]) -> st.SearchStrategy[Table]:
    rows = st.lists(st.tuples(st.sampled_from(results), guards), min_size=1, max_size=4)
    return st.builds(lambda rows, policy: table(*rows, policy=policy), rows, st.sampled_from(policies))


@st.composite
def scripts(draw: st.DrawFn) -> Program:
    """Programs as scripts make them."""
    texts = st.sampled_from([*(f"ask {name}" for name in NAMES), *(f"tell {name}" for name in ACTIONS), "stop early"])
    items = draw(st.lists(st.one_of(texts, st.tuples(texts, conditions)), min_size=1, max_size=7))
    return script(
        VALUES,
        list(items),
        draw(tables(OUTCOMES, (HitPolicy.UNIQUE, HitPolicy.FIRST))),
        draw(tables(ACTIONS, (HitPolicy.COLLECT,))),
        {"path": draw(tables(("open", "closed"), (HitPolicy.UNIQUE, HitPolicy.FIRST)))},
    )


@st.composite
def graphs(draw: st.DrawFn) -> Program:
    """Programs with any edges, also circles."""
    count = draw(st.integers(2, 7))
    target = st.integers(0, count)
    arms = st.lists(st.tuples(guards, target), min_size=1, max_size=3).map(lambda arms: tuple(arms))
    node = st.one_of(
        st.builds(Ask, st.sampled_from(NAMES[:3]), target, st.just(HERE)),
        st.builds(Branch, arms, st.just(HERE)),
        st.builds(Tell, st.sampled_from(ACTIONS), target, st.just(HERE)),
    )
    nodes: list[Node] = draw(st.lists(node, min_size=count, max_size=count))
    nodes.append(draw(st.one_of(st.just(Stop("early", HERE)), st.just(Decide(HERE)))))
    return graph(VALUES, nodes, draw(tables(OUTCOMES, (HitPolicy.FIRST,))))


programs = st.one_of(scripts(), graphs())
