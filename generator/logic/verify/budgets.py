"""P10: no run has too many questions or too much to read; outcomes for almost nobody or everybody are named."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.logic.program import Origin
from generator.logic.shares import shares
from generator.logic.sweep import OverBudget, Sweep, runs
from generator.logic.verify.finding import Finding, NotProvedError
from generator.logic.verify.prover import Prover

CODE, PROPERTY = "KB340", "P10"

RARE, COMMON = 1000, 0.95


def prove(prover: Prover) -> Iterator[Finding]:
    """Runs over the budget of questions or words, and outcomes with a share under 1 in 1,000 or over 95 %."""
    swept = runs(prover.program, prover.acyclic, prover.budget.states)
    if isinstance(swept, OverBudget):
        raise NotProvedError
    longest = prover.limits.longest
    if longest is not None and swept.questions()[1] > longest:
        message = f"some answers meet {swept.questions()[1]} questions, more than {longest}"
        hint = "ask only what decides for these answers"
        yield Finding(
            CODE, PROPERTY, Severity.WARNING, message, prover.start(), longest_run(swept), count=None, suggestion=hint
        )
    yield from _reading(prover, swept)
    yield from _shares(prover)


def _reading(prover: Prover, swept: Sweep) -> Iterator[Finding]:
    allowed = prover.limits.reading
    words, witness = swept.heaviest(prover.limits.words)
    if allowed is not None and words > allowed:
        message = f"some answers have a reader read {words:,} words of questions, more than {allowed:,}"
        hint = "say it shorter, or ask only what decides for these answers"
        at = prover.start()
        yield Finding(CODE, PROPERTY, Severity.WARNING, message, at, witness, count=None, suggestion=hint)


def longest_run(swept: Sweep) -> tuple[tuple[str, str], ...]:
    """The answers of a run with the most questions."""
    return swept.extreme(lambda _: True, max) or ()


def _shares(prover: Prover) -> Iterator[Finding]:
    found = shares(prover.program, prover.acyclic, prover.budget.states)
    # What was not counted may be a share of any size: to pass over it would be to say that all is well.
    uncounted = None in found.weights.values()
    for name, share in found.weights.items():
        if not share:
            continue  # P5 reports an outcome that nobody meets
        if share * RARE < 1 and name not in prover.limits.rare:
            message = (
                f"the outcome “{name}” is met by fewer than 1 in {RARE:,} readers, were all answers equally likely"
            )
        elif share > COMMON and len(found.weights) > 1:
            message = (
                f"the outcome “{name}” is met by more than {COMMON:.0%} of readers, were all answers equally likely"
            )
        else:
            continue
        hint = "see whether its condition says what you mean; where few are meant, `rare:` says why"
        at = _written(prover, name)
        count = found.outcomes[name]
        yield Finding(CODE, PROPERTY, Severity.WARNING, message, at, count=count, suggestion=hint)
    if uncounted:
        raise NotProvedError


def _written(prover: Prover, outcome: str) -> Origin:
    table = prover.program.outcomes
    rows = table.rows if table else ()
    return next((row.at for row in rows if row.result == outcome), prover.start())
