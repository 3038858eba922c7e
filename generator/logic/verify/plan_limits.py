"""P8: the plan is never empty, never too long, has what it must have, and its actions go together."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.logic.expressions import ALWAYS, every, some
from generator.logic.program import AtLeast, Expression, Not, Origin
from generator.logic.verify.finding import Finding
from generator.logic.verify.prover import Example, Prover

CODE, PROPERTY = "KB338", "P8"


def prove(prover: Prover) -> Iterator[Finding]:
    """Plans that break a limit, pairs that contradict each other, orders that cannot be kept."""
    if prover.program.plan is not None:
        yield from _sizes(prover)
        yield from _horizons(prover)
    yield from _contradictions(prover)
    yield from _orders(prover)


def _sizes(prover: Prover) -> Iterator[Finding]:
    actions, limits = tuple(prover.plan().values()), prover.limits
    if limits.at_least > 0:
        few = Not(AtLeast(limits.at_least, actions))
        wanted = "is empty" if limits.at_least == 1 else f"has fewer than {limits.at_least} actions"
        hint = "add an action that holds for these answers"
        yield from _broken(prover, few, f"the plan {wanted} for some answers", hint)
    if limits.at_most is not None:
        many = AtLeast(limits.at_most + 1, actions)
        message = f"the plan has more than {limits.at_most} actions for some answers"
        yield from _broken(prover, many, message, "narrow when some of them apply")


def _horizons(prover: Prover) -> Iterator[Finding]:
    for horizon in prover.limits.required:
        due = [when for action, when in prover.plan().items() if prover.limits.horizons.get(action) == horizon]
        message = f"the plan has nothing for “{horizon}” for some answers"
        yield from _broken(prover, Not(some(due)), message, f"add an action for “{horizon}”")


def _contradictions(prover: Prover) -> Iterator[Finding]:
    met = _met(prover)
    for one, other in sorted({(min(pair), max(pair)) for pair in prover.limits.not_with}):
        if one in met and other in met:
            message = f"actions “{one}” and “{other}” contradict each other and are both given"
            both = every((met[one], met[other]))
            yield from _broken(prover, both, message, "narrow when one of them applies", other)


def _orders(prover: Prover) -> Iterator[Finding]:
    met = _met(prover)
    pairs = [(later, earlier) for later, earlier in prover.limits.after if later in met]
    for later, earlier in pairs:
        both = every((met[later], met[earlier])) if earlier in met else Not(ALWAYS)
        if prover.possible(prover.ends, met[later]) and not prover.possible(prover.ends, both):
            message = f"“{later}” is to come after “{earlier}”, which nobody is given together with it"
            yield _finding(message, _written(prover, later), None, f"give “{earlier}” too, or drop `after`")
    for circle in _circles(pairs):
        if all(action in met for action in circle):
            message = f"each of these actions is to come after the next: {', '.join((*circle, circle[0]))}"
            together = every(met[action] for action in circle)
            yield from _broken(prover, together, message, "drop one `after`", circle[0])


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


def _broken(prover: Prover, when: Expression, message: str, hint: str, action: str | None = None) -> Iterator[Finding]:
    if found := prover.example(prover.ends, when):
        yield _finding(message, _written(prover, action), found, hint)


def _written(prover: Prover, action: str | None) -> Origin:
    table = prover.program.plan
    if table is None:
        return prover.start()
    return next((row.at for row in table.rows if row.result == action), table.at)


def _finding(message: str, at: Origin, found: Example | None, hint: str) -> Finding:
    if found is None:
        return Finding(CODE, PROPERTY, Severity.ERROR, message, at, suggestion=hint)
    return Finding(CODE, PROPERTY, Severity.ERROR, message, at, found.witness, found.reduced, found.count, hint)
