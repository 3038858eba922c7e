"""The rules a knowledge base must keep, one a module, in stages: a later stage runs only if the earlier found no error.

So one slip gives one message. Exact proofs about flows are the last stage.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from generator.checks import (
    bands,
    claims,
    conditions,
    dead_ends,
    first_line,
    future_dates,
    horizons,
    html,
    journeys,
    journeys_hold,
    link_targets,
    loops,
    not_sure,
    numbers,
    orphans,
    paperwork,
    plan_codes,
    proofs,
    questions_read,
    reading_grade,
    repeated_titles,
    scale,
    stale_facts,
    summaries,
    template_blanks,
    topics,
    traits,
    unknown_references,
    unknown_steps,
    unreachable_steps,
    unused_outcomes,
    unused_sources,
    use_loops,
    volatile_facts,
    zones,
)
from generator.checks.context import Context
from generator.diagnostics import Diagnostic, has_errors, in_order
from generator.loader import KnowledgeBase
from generator.references import references

Check = Callable[[Context], Iterator[Diagnostic]]
Stages = tuple[tuple[Check, ...], ...]

NAMES: tuple[Check, ...] = (unknown_references.check, unknown_steps.check, conditions.check, journeys.check)
CIRCLES: tuple[Check, ...] = (loops.check, use_loops.check)
FLOWS: tuple[Check, ...] = (
    dead_ends.check,
    unreachable_steps.check,
    unused_outcomes.check,
    questions_read.check,
)
RECORDS: tuple[Check, ...] = (
    bands.check,
    claims.check,
    first_line.check,
    future_dates.check,
    horizons.check,
    html.check,
    link_targets.check,
    not_sure.check,
    numbers.check,
    orphans.check,
    paperwork.check,
    repeated_titles.check,
    scale.check,
    summaries.check,
    template_blanks.check,
    topics.check,
    traits.check,
    unused_sources.check,
    volatile_facts.check,
    zones.check,
)
PROOFS: tuple[Check, ...] = (proofs.check, journeys_hold.check, stale_facts.check, plan_codes.check)
BEFORE_PROOFS: Stages = (NAMES, CIRCLES, FLOWS, RECORDS)
STAGES: Stages = (*BEFORE_PROOFS, PROOFS)
PROSE: tuple[Check, ...] = (reading_grade.check,)
EVERYTHING: Stages = (*STAGES, PROSE)
"""With what only warns and takes a second: for those who look at their texts, not for every build."""


def check(knowledge: KnowledgeBase, today: datetime.date | None = None, stages: Stages = STAGES) -> list[Diagnostic]:
    """Every problem of the first stage that finds an error, with the warnings of the stages before it; sorted."""
    context = Context(knowledge, references(knowledge), today)
    problems: list[Diagnostic] = []
    for stage in stages:
        problems += [problem for rule in stage for problem in rule(context)]
        if has_errors(problems):
            break
    return in_order(problems)
