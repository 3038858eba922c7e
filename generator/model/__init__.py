"""The records that content files hold: frozen, typed, unknown keys refused. The model is the schema."""

from generator.model.conditions import Condition, Group, Requirement
from generator.model.flow import AskStep, Branch, Flow, Outcome, ScriptItem, Step, StopStep, TellStep, UseStep
from generator.model.journey import Journey, JourneyFile
from generator.model.kinds import KINDS, Kind, KindNames
from generator.model.question import (
    ChoiceQuestion,
    ChoicesQuestion,
    DateQuestion,
    NumberQuestion,
    Option,
    Question,
    QuestionFile,
)
from generator.model.records import (
    Action,
    Change,
    Checklist,
    City,
    Claim,
    Date,
    Fact,
    Faq,
    Guide,
    Path,
    Scenario,
    Source,
    Template,
    Term,
)
from generator.model.site import Comparison, Home, Redirect, Site
from generator.model.tool import ToolFile
from generator.model.types import Points, Record, Role

__all__ = [
    "KINDS", "Action", "AskStep", "Branch", "Change", "Checklist", "ChoiceQuestion", "ChoicesQuestion", "City",
    "Claim", "Comparison", "Condition", "Date", "DateQuestion", "Fact", "Faq", "Flow", "Group", "Guide", "Home",
    "Journey", "JourneyFile", "Kind", "KindNames", "NumberQuestion", "Option", "Outcome", "Path", "Points",
    "Question", "QuestionFile", "Record", "Redirect", "Requirement", "Role", "Scenario", "ScriptItem", "Site",
    "Source", "Step", "StopStep", "TellStep", "Template", "Term", "ToolFile", "UseStep",
]  # fmt: skip
