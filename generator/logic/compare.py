"""What an edit changes: two programs walked together by every reader there can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.graph import topological
from generator.logic.acyclic import Acyclic, without_cycles
from generator.logic.expressions import some, told
from generator.logic.formulas import Rows
from generator.logic.machine import Ended, Machine, Probe, State, Step, Waiting
from generator.logic.program import Ask, Asked, Branch, Program, Stop, Table, Tell, Variable
from generator.logic.shares import outcome_probe
from generator.logic.sweep import STATES, Asking, OverBudget, Sweep, Way, Witness

NOT_OFFERED = "not offered"
"""The result for a reader one of whose answers does not exist in the program."""

GIVEN, ASKED = "given", "asked"


@dataclass(frozen=True, slots=True)
class Change:
    """A result that differs: `kind` is outcome, verdict (of path `id`), plan or told (action `id`), asked (question).

    `count` combinations of answers to the questions of both programs move from `before` to `after`; None stands for
    no result: no outcome, no verdict, action not given. `example` is the shortest of them.
    """

    kind: str
    id: str
    before: str | None
    after: str | None
    count: int
    example: Witness


@dataclass(frozen=True)
class Comparison:
    """Everything that differs. `uncounted` are (kind, id) for which walking together needs too many states."""

    changes: tuple[Change, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    uncounted: tuple[tuple[str, str], ...] = ()

    @property
    def same(self) -> bool:
        """Whether both programs behave alike for everybody."""
        return not (self.changes or self.added or self.removed or self.uncounted)


def compare(before: Program, after: Program, budget: int = STATES) -> Comparison:
    """What differs, by kind and id; the questions that only one of them asks."""
    one, other = _asked(before), _asked(after)
    old, new = without_cycles(before), without_cycles(after)
    same_way = _way(before) == _way(after)
    changes: list[Change] = []
    uncounted: list[tuple[str, str]] = []
    for aspect in _aspects(before, after, old, new):
        if same_way and aspect.is_same():
            continue
        swept = together(Machine(before, old, aspect.before), Machine(after, new, aspect.after), budget)
        if isinstance(swept, OverBudget):
            uncounted.append((aspect.kind, aspect.id))
        else:
            changes += _changes(aspect, swept)
    added = tuple(name for name in other if name not in one)
    removed = tuple(name for name in one if name not in other)
    return Comparison(tuple(changes), added, removed, tuple(uncounted))


@dataclass(frozen=True)
class _Aspect:
    """One result to compare, and how each program is looked at for it."""

    kind: str
    id: str
    before: Probe
    after: Probe

    def is_same(self) -> bool:
        return list(self.before.values()) == list(self.after.values())


def _aspects(before: Program, after: Program, old: Acyclic, new: Acyclic) -> Iterator[_Aspect]:
    yield _Aspect("outcome", "", outcome_probe(before, old), outcome_probe(after, new))
    for path in dict.fromkeys((*before.verdicts, *after.verdicts)):
        rows = [_rows(program.verdicts.get(path)) for program in (before, after)]
        yield _Aspect("verdict", path, _at_ends(old, rows[0]), _at_ends(new, rows[1]))
    for action in dict.fromkeys(result for program in (before, after) for result, _ in _rows(program.plan)):
        rows = [_given(program, action) for program in (before, after)]
        yield _Aspect("plan", action, _at_ends(old, rows[0]), _at_ends(new, rows[1]))
    nodes = (*before.nodes, *after.nodes)
    for action in dict.fromkeys(node.action for node in nodes if isinstance(node, Tell)):
        said: Rows = ((GIVEN, told(action)),)
        yield _Aspect("told", action, _at_ends(old, said), _at_ends(new, said))
    for question in _asked(before):
        if question in _asked(after):
            was: Rows = ((ASKED, Asked(question)),)
            yield _Aspect("asked", question, _at_ends(old, was), _at_ends(new, was))


def _at_ends(acyclic: Acyclic, rows: Rows) -> Probe:
    return {**dict.fromkeys(acyclic.sinks(), ()), **dict.fromkeys(acyclic.ends(), rows)}


def _rows(table: Table | None) -> Rows:
    return tuple((row.result, row.when) for row in table.rows) if table else ()


def _given(program: Program, action: str) -> Rows:
    return ((GIVEN, some(when for result, when in _rows(program.plan) if result == action)),)


def _changes(aspect: _Aspect, swept: tuple[Sweep, list[Pair]]) -> Iterator[Change]:
    joint, pairs = swept
    counts = joint.counts()
    for n, (before, after) in enumerate(pairs):
        if before == after:
            continue
        key = str(n)
        example = joint.shortest(lambda ended, key=key: ended.result == key)  # type: ignore[misc]
        if example is not None:
            yield Change(aspect.kind, aspect.id, before, after, counts[key], example)


def _asked(program: Program) -> tuple[str, ...]:
    asked = {program.variables[node.variable].question for node in program.nodes if isinstance(node, Ask)}
    return tuple(dict.fromkeys(v.question for v in program.variables.values() if v.question in asked))


def _way(program: Program) -> tuple[object, ...]:
    """The nodes without where they were written, and the domains."""
    nodes: list[tuple[object, ...]] = []
    for node in program.nodes:
        if isinstance(node, Ask):
            nodes.append(("ask", node.variable, node.next))
        elif isinstance(node, Tell):
            nodes.append(("tell", node.action, node.next))
        elif isinstance(node, Branch):
            nodes.append(("branch", node.arms))
        else:
            nodes.append(("stop", node.outcome) if isinstance(node, Stop) else ("decide",))
    return tuple(nodes), tuple((v.id, v.values) for v in program.variables.values())


Pair = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Barred:
    """A side whose program does not know an answer; `met` when the other side has asked for it."""

    variable: str
    met: bool


@dataclass(frozen=True, slots=True)
class _Side:
    """Where one program is, and the answers given to the other that this one may still ask for."""

    at: State | _Barred
    given: frozenset[tuple[str, str]] = field(default=frozenset())


Joint = tuple[_Side, _Side]


def together(before: Machine, after: Machine, budget: int = STATES) -> tuple[Sweep, list[Pair]] | OverBudget:
    """Both machines under the same answers: a sweep whose results are places in the list of pairs of results."""
    walk = _Together((before, after))
    begin = walk.settled((_Side(before.start().state), _Side(after.start().state)), None)
    assert begin is not None, "nothing was answered yet that could be barred"
    ways: dict[Joint, dict[Joint, list[str]]] = {}
    waiting = [begin]
    while waiting:
        joint = waiting.pop()
        if joint not in ways:
            ways[joint] = walk.ways(joint)
            waiting.extend(ways[joint])
            if len(ways) > budget:
                return OverBudget(len(ways) - 1)
    order = topological(ways, begin)
    number = {joint: n for n, joint in enumerate(order)}
    pairs: dict[Pair, int] = {}
    states: list[Asking | Ended] = []
    for joint in order:
        asked = walk.asks(joint)
        if asked is None:
            pair = (_result(joint[0]), _result(joint[1]))
            states.append(Ended(str(pairs.setdefault(pair, len(pairs))), 0))
        else:
            states.append(Asking(asked, tuple(Way(tuple(v), (), number[to]) for to, v in ways[joint].items())))
    return Sweep(((), number[begin]), tuple(states)), list(pairs)


def _result(side: _Side) -> str | None:
    return NOT_OFFERED if isinstance(side.at, _Barred) else side.at.result if isinstance(side.at, Ended) else None


class _Together:
    """Two machines that are answered together; a question that both may ask is answered for both."""

    def __init__(self, machines: tuple[Machine, Machine]) -> None:
        self.machines = machines

    def asks(self, joint: Joint) -> Variable | None:
        """The variable to ask for next, with the values that either program knows; None at the end."""
        who = self._who(joint)
        if who is None:
            return None
        mine = self._waits(who, joint[who])
        assert mine is not None
        theirs = self.machines[1 - who].program.variables.get(mine.id)
        if theirs is None or mine.id not in self._may_ask(1 - who, joint[1 - who]):
            return mine
        known = (mine, theirs) if who == 0 else (theirs, mine)
        values = dict.fromkeys((*known[0].values, *known[1].values))
        return Variable(mine.id, tuple(values), mine.question, mine.option)

    def ways(self, joint: Joint) -> dict[Joint, list[str]]:
        """What follows from each value; a value that no program comes to ask for is left out."""
        asked = self.asks(joint)
        found: dict[Joint, list[str]] = {}
        for value in asked.values if asked else ():
            assert asked is not None
            answered = [_Side(side.at, side.given | {(asked.id, value)}) for side in joint]
            if (to := self.settled((answered[0], answered[1]), asked.id)) is not None:
                found.setdefault(to, []).append(value)
        return found

    def settled(self, joint: Joint, answered: str | None) -> Joint | None:
        """Both sides after all answers that are there; None if the answer that bars one is asked for by nobody."""
        sides = list(joint)
        met: set[str] = set()
        for who in (0, 1):
            sides[who] = self._on(who, sides[who], answered, met)
        for who in (0, 1):
            at = sides[who].at
            if isinstance(at, _Barred) and not at.met:
                if at.variable in met:
                    sides[who] = _Side(_Barred(at.variable, True))
                elif at.variable not in {name for name, _ in sides[1 - who].given}:
                    return None
        return sides[0], sides[1]

    def _on(self, who: int, side: _Side, answered: str | None, met: set[str]) -> _Side:
        """A side led on by the answers given; `met` collects those it asked for and knew."""
        at, given = side.at, dict(side.given)
        while isinstance(at, Waiting):
            variable = self.machines[who].asks(at)
            value = given.get(variable.id)
            if value is None:
                break
            if value not in variable.values:
                # An answer from before was asked for, and known, by the other side.
                return _Side(_Barred(variable.id, variable.id != answered))
            met.add(variable.id)
            step: Step = self.machines[who].answer(at, value)
            at = step.state
        still = self._may_ask(who, _Side(at))
        return _Side(at, frozenset((name, value) for name, value in given.items() if name in still))

    def _who(self, joint: Joint) -> int | None:
        """Which side's question is next: one that the other will not ask goes first, so that little is kept."""
        waits = [self._waits(who, joint[who]) for who in (0, 1)]
        for who in (0, 1):
            mine = waits[who]
            if mine is not None and mine.id not in self._may_ask(1 - who, joint[1 - who]):
                return who
        return next((who for who in (0, 1) if waits[who] is not None), None)

    def _waits(self, who: int, side: _Side) -> Variable | None:
        return self.machines[who].asks(side.at) if isinstance(side.at, Waiting) else None

    def _may_ask(self, who: int, side: _Side) -> frozenset[str]:
        return frozenset() if isinstance(side.at, _Barred) else self.machines[who].may_ask(side.at)
