"""P8: the plan is never empty, never too long, has what it must have, and its actions go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics import Severity
from generator.logic.expressions import ALWAYS, every, some
from generator.logic.program import AtLeast, Expression, Not, Origin
from generator.logic.verify.endings import Ending, at_ending, endings, possible_at
from generator.logic.verify.finding import Finding
from generator.logic.verify.prover import Example, Prover

CODE, PROPERTY = "KB338", "P8"
Ways = tuple[Ending, ...]


def prove(prover: Prover) -> Iterator[Finding]:
    """Plans that break a limit, pairs that contradict each other, orders that cannot be kept."""
    ways = tuple(endings(prover))
    if prover.program.plan is not None:
        yield from _sizes(prover, ways)
        yield from _horizons(prover, ways)
    yield from _contradictions(prover, ways)
    yield from _orders(prover, ways)


def _sizes(prover: Prover, ways: Ways) -> Iterator[Finding]:
    """A plan is what the plan's table collects and what the outcome asks for, each action once."""
    limits = prover.limits
    wanted = "is empty" if limits.at_least == 1 else f"has fewer than {limits.at_least} actions"
    for way in ways:
        planned = [when for action, when in prover.plan().items() if action not in way.actions]
        given = len(way.actions)
        if limits.at_least > given:
            few = Not(AtLeast(limits.at_least - given, tuple(planned)))
            hint = "add an action that holds for these answers"
            yield from _broken(prover, way, few, f"the plan {wanted} for some answers", hint)
        if limits.at_most is not None:
            room = limits.at_most - given
            many = AtLeast(room + 1, tuple(planned)) if room >= 0 else ALWAYS
            message = f"the plan has more than {limits.at_most} actions for some answers"
            yield from _broken(prover, way, many, message, "narrow when some of them apply")


def _horizons(prover: Prover, ways: Ways) -> Iterator[Finding]:
    horizons = prover.limits.horizons
    for horizon in prover.limits.required:
        due = [when for action, when in prover.plan().items() if horizons.get(action) == horizon]
        message = f"the plan has nothing for “{horizon}” for some answers"
        for way in ways:
            if not any(horizons.get(action) == horizon for action in way.actions):
                yield from _broken(prover, way, Not(some(due)), message, f"add an action for “{horizon}”")


def _contradictions(prover: Prover, ways: Ways) -> Iterator[Finding]:
    met = _met(prover)
    for one, other in sorted({(min(pair), max(pair)) for pair in prover.limits.not_with}):
        message = f"actions “{one}” and “{other}” contradict each other and are both given"
        for way in ways:
            whens = way.met(one, met.get(one)), way.met(other, met.get(other))
            if whens[0] is not None and whens[1] is not None:
                both = every((whens[0], whens[1]))
                yield from _broken(prover, way, both, message, "narrow when one of them applies", other)


def _orders(prover: Prover, ways: Ways) -> Iterator[Finding]:
    met = _met(prover)
    given = {action for way in ways for action in way.actions}
    pairs = [(later, earlier) for later, earlier in prover.limits.after if later in met or later in given]
    for later, earlier in pairs:
        if _together(prover, ways, met, (later,)) and not _together(prover, ways, met, (later, earlier)):
            message = f"“{later}” is to come after “{earlier}”, which nobody is given together with it"
            yield _finding(message, _written(prover, later), None, f"give “{earlier}” too, or drop `after`")
    for circle in _circles(pairs):
        message = f"each of these actions is to come after the next: {', '.join((*circle, circle[0]))}"
        for way in ways:
            whens = [when for action in circle if (when := way.met(action, met.get(action))) is not None]
            if len(whens) == len(circle):
                yield from _broken(prover, way, every(whens), message, "drop one `after`", circle[0])


def _together(prover: Prover, ways: Ways, met: Mapping[str, Expression], actions: tuple[str, ...]) -> bool:
    """Whether somebody is given all of the actions."""
    for way in ways:
        whens = [when for action in actions if (when := way.met(action, met.get(action))) is not None]
        if len(whens) == len(actions) and possible_at(prover, way, every(whens)):
            return True
    return False


def _met(prover: Prover) -> dict[str, Expression]:
    """Each action, and when it is in the plan or told on the way."""
    plan, told = prover.plan(), prover.told()
    return {
        action: some(when for given in (plan, told) if (when := given.get(action)) is not None)
        for action in {**plan, **told}
    }


def _circles(pairs: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Every circle of the order, starting at its first action by name."""
    after: dict[str, list[str]] = {}
    for later, earlier in sorted(set(pairs)):
        after.setdefault(later, []).append(earlier)
    found: list[tuple[str, ...]] = []
    waiting: list[tuple[str, ...]] = [(action,) for action in after]
    while waiting:
        path = waiting.pop()
        for earlier in after.get(path[-1], ()):
            if earlier == path[0]:
                found.append(path)
            elif earlier > path[0] and earlier not in path:
                waiting.append((*path, earlier))
    return sorted(found)


def _broken(
    prover: Prover, way: Ending, when: Expression, message: str, hint: str, action: str | None = None
) -> Iterator[Finding]:
    if found := at_ending(prover, way, when):
        where = f" that end at “{way.outcome}”" if way.outcome and message.endswith("for some answers") else ""
        yield _finding(f"{message}{where}", _written(prover, action), found, hint)


def _written(prover: Prover, action: str | None) -> Origin:
    table = prover.program.plan
    if table is None:
        return prover.start()
    return next((row.at for row in table.rows if row.result == action), table.at)


def _finding(message: str, at: Origin, found: Example | None, hint: str) -> Finding:
    if found is None:
        return Finding(CODE, PROPERTY, Severity.ERROR, message, at, suggestion=hint)
    return Finding(CODE, PROPERTY, Severity.ERROR, message, at, found.witness, found.reduced, found.count, hint)
