"""KB345 and KB346: a plan code that was published can no longer be read, or today's codes are not in the code book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, Place, Severity
from generator.knowledge import Entry
from generator.logic.codes import CodeList, code_list, extremes, plan_code, read_code
from generator.logic.compile import automaton
from generator.logic.lower import programs
from generator.logic.sweep import OverBudget
from generator.model.published import CodeBook, Published


def check(context: Context) -> Iterator[Diagnostic]:
    """Every version in the code book whose codes are read as something else, and every flow that it does not know."""
    book = context.knowledge.code_book
    if book is None:
        return
    today = _lists(context)
    for flow, versions in book.record.flows.items():
        yield from _misread(book, flow, versions, [today[flow]] if flow in today else [])
    for flow, now in today.items():
        if now not in [version.questions for version in book.record.flows.get(flow, ())]:
            message = f"the plan codes of “{flow}” as it is now are not in the code book"
            yield Diagnostic(
                book.place("flows", flow), "KB346", message, "run kb release before the site goes out", Severity.WARNING
            )


def _lists(context: Context) -> dict[str, CodeList]:
    knowledge = context.knowledge
    made = {id_: (program, automaton(program)) for id_, program in programs(knowledge).items()}
    return {
        id_: code_list(program, found, knowledge)
        for id_, (program, found) in made.items()
        if not isinstance(found, OverBudget) and found.pages
    }


def _misread(
    book: Entry[CodeBook], flow: str, versions: Sequence[Published], now: Sequence[CodeList]
) -> Iterator[Diagnostic]:
    known = [*now, *(version.questions for version in reversed(versions))]
    for index, version in enumerate(versions):
        for sensitive in (False, True):
            for given in extremes(version.questions):
                code = plan_code(version.questions, given, sensitive)
                if read_code(known, code) != (version.questions, _held(version, given, sensitive)):
                    yield _misread_here(book.place("flows", flow, index), flow, version, code)
                    return


def _held(version: Published, given: dict[str, str | list[str]], sensitive: bool) -> dict[str, str | list[str]]:
    private = {asked.id for asked in version.questions if asked.sensitive}
    return {id_: answer for id_, answer in given.items() if sensitive or id_ not in private}


def _misread_here(place: Place, flow: str, version: Published, code: str) -> Diagnostic:
    message = f"the plan code {code} of version {version.version} of “{flow}” is read as something else"
    return Diagnostic(place, "KB345", message, "give the newest question or answer of the flow another id")
