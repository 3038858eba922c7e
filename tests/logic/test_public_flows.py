"""Flows written by others fit: two public decisions, transcribed from their rules, proved and walked.

Both are tools of GOV.UK, read as Ruby in alphagov/smart-answers (state of August 2026): `towing_rules_flow.rb` (17
questions, 22 outcomes; here with ages, weights and dates as numbers) and `uk_benefits_abroad_flow.rb` (six questions
that take several answers). `towing` and `benefits` below are those rules once more, as plain code in the order of the
Ruby; every complete run must end where they do. Journeys worked out by hand stand in the content folders.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import pytest

from generator.build import check_content
from generator.diagnostics import Severity
from generator.knowledge import KnowledgeBase
from generator.logic.lower import programs
from generator.logic.program import Program
from generator.logic.verify import PROPERTIES, verify
from generator.logic.verify.finding import Limits
from generator.logic.walk import answers_to_values, walk
from generator.model import Action, Flow, JourneyFile, QuestionFile
from tests.conftest import CONTENT
from tests.logic.programs import Run, all_runs

FLOWS = {"towing": "may-i-tow", "benefits-abroad": "paid-abroad"}
BOTH = pytest.mark.parametrize("folder", FLOWS)
Values = Mapping[str, str]


def towing(a: Values) -> str:
    """The rules of the public tool for towing, also where its answers for cars by date look doubtful."""
    match a["vehicle"]:
        case "car":
            if a["towing-rights"] == "yes":
                return "car-up-to-3500" if a["towing-rights-date"] == "before-2013" else "car-any-weight"
            return "car-test-before-1997" if a["test-date"] == "before-1997" else "car-test-since-1997"
        case "medium":
            return _medium(a)
        case "large":
            if a["large-licence"] == "yes":
                return "large-licence-held"
            return "large-from-21" if a["age"] == "grown" else "large-too-young"
        case "minibus":
            return _minibus(a)
    if a["bus-licence"] == "yes":
        return "bus-licence-held"
    return "bus-from-21" if a["age"] == "grown" else "bus-too-young"


def _medium(a: Values) -> str:
    if a["medium-licence"] == "yes":
        return "medium-licence-grown" if a["age"] == "grown" else "medium-licence-under-21"
    if a["lorry-towing"] == "yes":
        return "medium-by-lorry-towing"
    if a["issue-date"] == "before-1997":
        return "medium-issued-before-1997"
    return {"under-18": "medium-too-young", "under-21": "medium-from-18", "grown": "medium-from-21"}[a["age"]]


def _minibus(a: Values) -> str:
    if a["test-date"] == "before-1997":
        return "minibus-test-before-1997"
    if a["bus-towing"] == "yes":
        return "minibus-by-bus-towing"
    if a["minibus-licence"] == "yes":
        return "minibus-licence-held"
    return "minibus-from-21" if a["age"] == "grown" else "minibus-too-young"


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


EUROPE = words(
    """austria belgium bulgaria croatia cyprus czechia denmark estonia finland france germany gibraltar greece hungary
    iceland ireland italy latvia liechtenstein lithuania luxembourg malta netherlands norway poland portugal romania
    slovakia slovenia spain sweden switzerland"""
)
YUGOSLAVIA = words("bosnia-and-herzegovina kosovo montenegro north-macedonia serbia")
AGREEMENT = YUGOSLAVIA | words(
    "barbados bermuda canada guernsey jersey israel jamaica mauritius new-zealand philippines turkey usa"
)
INJURIES = YUGOSLAVIA | words("barbados bermuda guernsey jersey israel jamaica mauritius philippines turkey")
MATERNITY = YUGOSLAVIA | words("barbados guernsey jersey israel turkey")
CHILD = words("barbados canada guernsey israel jersey mauritius new-zealand")
SUPPORT_GOING = YUGOSLAVIA | words("barbados guernsey gibraltar israel jersey jamaica turkey usa")
SUPPORT_ABROAD = YUGOSLAVIA | words("barbados jersey guernsey jamaica turkey usa")


def benefits(a: Values) -> str:
    """The rules of the public tool for benefits abroad."""
    return _BENEFITS[a["benefit"]](a, a["move"], a.get("country", ""))


def chosen(a: Values, question: str) -> bool:
    """Whether a question that takes several answers was given any, "none of these" aside."""
    return any(name.startswith(f"{question}.") and value == "yes" for name, value in a.items())


def protected(a: Values) -> bool:
    return "before-2021" in (a["worked-in-eea"], a.get("family-in-eea"))


def _jobseekers(a: Values, move: str, country: str) -> str:
    if move == "abroad":
        if country in EUROPE:
            return "jobseekers-abroad-europe"
        return "jobseekers-abroad-agreement" if country in AGREEMENT else "jobseekers-no"
    if country == "ireland" and a["british-or-irish"] == "yes":
        return "jobseekers-ireland"
    if country == "gibraltar":
        return "jobseekers-three-months"
    if country in EUROPE:
        return "jobseekers-three-months" if protected(a) else "jobseekers-no"
    covered = YUGOSLAVIA | {"guernsey", "new-zealand"}
    return "jobseekers-going-agreement" if country in covered else "jobseekers-no"


def _maternity(a: Values, move: str, country: str) -> str:
    if country in EUROPE:
        if a["uk-employer-ni"] == "no":
            return "maternity-allowance"
    elif a["employer-pays-ni"] == "no":
        return f"maternity-agreement-{move}" if country in MATERNITY else "maternity-no"
    return "maternity-pay-yes" if a["maternity-pay"] == "yes" else "maternity-allowance"


def _child_benefit(a: Values, move: str, country: str) -> str:
    if country in EUROPE:
        return "child-benefit-yes" if chosen(a, "state-benefits") else "child-benefit-no"
    if country in YUGOSLAVIA:
        return f"child-benefit-yugoslav-{move}"
    if country in CHILD:
        return "child-benefit-agreement"
    return "child-benefit-guardian" if country in {"jamaica", "turkey", "usa"} else "child-benefit-no"


def _injuries(a: Values, move: str, country: str) -> str:
    if a["injury-benefit-now"] == "no":
        return "injuries-not-yet"
    return f"injuries-{move}" + ("-agreement" if country in INJURIES else "")


def _disability(a: Values, move: str, country: str) -> str:
    if a["disability-away"] == "temporary":
        return f"disability-{move}-stay"
    return f"disability-{move}-" + ("protected" if country in EUROPE and protected(a) else "no")


def _sick_pay(a: Values, move: str, country: str) -> str:
    asked = "uk-employer" if country in EUROPE else "employer-pays-ni"
    return f"sick-pay-{move}" + ("" if a[asked] == "yes" else "-no")


def _support(a: Values, move: str, country: str) -> str:
    if a["away"] != "over-a-year":
        return f"support-{move}-{a['away']}"
    if country == "ireland" and a["british-or-irish"] == "yes":
        return f"support-{move}-yes"
    if country == "gibraltar" or (move == "going" and country in SUPPORT_GOING):
        return f"support-{move}-yes"
    if country in EUROPE:
        return f"support-{move}-" + ("yes" if protected(a) else "no")
    return "support-abroad-agreement" if move == "abroad" and country in SUPPORT_ABROAD else f"support-{move}-no"


def _bereavement(a: Values, move: str, country: str) -> str:
    if country in EUROPE:
        return f"bereavement-{move}-europe"
    return f"bereavement-{move}-" + ("agreement" if country in AGREEMENT else "other")


def _tax_credits(a: Values, move: str, country: str) -> str:
    if a["tax-credits-worker"] != "neither":
        return f"tax-credits-{a['tax-credits-worker']}"
    if a["tax-credits-away"] == "up-to-a-year":
        return "tax-credits-trip" if a["tax-credits-reason"] == "trip" else "tax-credits-treatment-or-death"
    if a["children"] == "yes" and country in EUROPE and chosen(a, "tax-credits-benefits"):
        return "tax-credits-europe"
    return "tax-credits-unlikely"


def _income_support(a: Values, move: str, country: str) -> str:
    if move == "abroad":
        return "income-support-abroad"
    if a["away"] != "short":
        return f"income-support-{a['away']}"
    if chosen(a, "partner-premiums"):
        return "income-support-partner"
    if chosen(a, "incapacity"):
        stays = a["treatment"] == "yes" or chosen(a, "unable-period")
    else:
        stays = not chosen(a, "dispute")
    return "income-support-four-weeks" if stays else "income-support-no"


_BENEFITS: Mapping[str, Callable[[Values, str, str], str]] = {
    "jobseekers": _jobseekers,
    "pension": lambda a, move, country: f"pension-{move}",
    "winter-fuel": lambda a, move, country: "winter-fuel-no",
    "maternity": _maternity,
    "child-benefit": _child_benefit,
    "injuries": _injuries,
    "sick-pay": _sick_pay,
    "employment-support": _support,
    "disability": _disability,
    "bereavement": _bereavement,
    "tax-credits": _tax_credits,
    "income-support": _income_support,
}
PUBLISHED = {"towing": towing, "benefits-abroad": benefits}


@cache
def knowledge_of(folder: str) -> KnowledgeBase:
    knowledge, problems = check_content(CONTENT / folder)
    assert problems == []
    assert knowledge
    return knowledge


@cache
def program_of(folder: str) -> Program:
    return programs(knowledge_of(folder))[FLOWS[folder]]


def flow_of(folder: str) -> Flow:
    return next(entry.record for entry in knowledge_of(folder).of("flow", Flow) if entry.id == FLOWS[folder])


def limits_of(folder: str) -> Limits:
    """What the plan must keep to, as the flow and its actions say."""
    actions = {entry.id: entry.record for entry in knowledge_of(folder).of("action", Action)}
    written = flow_of(folder).plan_limits
    assert written
    return Limits(
        at_least=written.at_least,
        at_most=written.at_most,
        horizons={id_: action.horizon for id_, action in actions.items()},
        required=written.horizons,
        not_with=tuple((id_, other) for id_, action in actions.items() for other in action.not_with),
        after=tuple((id_, earlier) for id_, action in actions.items() for earlier in action.after),
        unsure={"trailer": "unknown"} if folder == "towing" else {},
    )


@cache
def runs_of(folder: str) -> tuple[Run, ...]:
    return tuple(all_runs(program_of(folder)))


@pytest.mark.parametrize(
    ("folder", "questions", "outcomes", "combinations"), [("towing", 14, 22, 136), ("benefits-abroad", 24, 62, 14547)]
)
def test_the_flow_is_as_large_as_the_public_one(folder: str, questions: int, outcomes: int, combinations: int) -> None:
    program = program_of(folder)
    assert program.outcomes
    assert len({variable.question for variable in program.variables.values()}) == questions
    assert len(program.outcomes.rows) == outcomes
    assert len(runs_of(folder)) == combinations


def test_one_flow_asks_for_numbers_and_days_the_other_takes_several_answers() -> None:
    kinds = {
        folder: {entry.record.root.kind for entry in knowledge_of(folder).of("question", QuestionFile)}
        for folder in FLOWS
    }
    assert kinds == {"towing": {"choice", "number", "date"}, "benefits-abroad": {"choice", "choices"}}


def test_every_property_of_the_towing_flow_is_proved() -> None:
    report = verify(program_of("towing"), limits_of("towing"))
    assert (report.findings, set(report.proved)) == ((), set(PROPERTIES))


def test_of_the_benefits_flow_all_is_proved_but_that_no_outcome_is_rare() -> None:
    """A question about twelve benefits gives each few of the combinations: P10 warns of that, and of nothing else."""
    report = verify(program_of("benefits-abroad"), limits_of("benefits-abroad"))
    assert {(finding.property, finding.severity) for finding in report.findings} <= {("P10", Severity.WARNING)}
    assert set(report.proved) >= set(PROPERTIES) - {"P10"}


@BOTH
def test_every_run_ends_where_the_public_rules_do_and_every_outcome_is_met(folder: str) -> None:
    program, published = program_of(folder), PUBLISHED[folder]
    assert program.outcomes
    met = set()
    for run in runs_of(folder):
        outcome = walk(program, run.values).outcome
        assert outcome == published(run.values), run.answers
        met.add(outcome)
    assert met == {row.result for row in program.outcomes.rows}


@BOTH
def test_every_journey_asks_just_what_it_answers_and_ends_as_worked_out_by_hand(folder: str) -> None:
    program, knowledge = program_of(folder), knowledge_of(folder)
    (written,) = knowledge.of("journey", JourneyFile)
    outcomes, actions = set(), set()
    for journey in written.record.journeys:
        values, problems = answers_to_values(knowledge, journey.answers)
        assert problems == []
        found = walk(program, values)
        given = {*found.plan, *found.told}
        assert (found.outcome, found.next) == (journey.outcome, None), journey.title
        assert {program.variables[name].question for name, _ in found.asked} == set(journey.answers), journey.title
        assert given >= set(journey.actions), journey.title
        assert not given & set(journey.not_actions), journey.title
        outcomes.add(found.outcome)
        actions |= given
    assert outcomes == set(flow_of(folder).outcomes)
    assert actions == {planned.do for planned in flow_of(folder).plan}
