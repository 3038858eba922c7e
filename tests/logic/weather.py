"""A small knowledge base with a question of every kind, into which a test writes its flows."""

from __future__ import annotations

from generator.knowledge import KnowledgeBase
from generator.loader import load
from generator.logic.lower import program
from generator.logic.program import Program
from generator.model import Flow
from tests.conftest import Content

QUESTIONS = {
    "wind": """
ask: Is it windy?
name: Wind
kind: choice
options: {calm: Calm, breeze: A breeze, storm: A storm, not-sure: I do not know}
""",
    "clothes": """
ask: What do you wear?
name: Clothes
kind: choices
options: {hat: A hat, coat: A coat, boots: Boots, nothing: {label: None of these, exclusive: true}}
""",
    "degrees": """
ask: How warm is it?
name: Temperature
kind: number
range: [-20, 40]
unit: degrees
bands:
  frost: {label: Frost, to: -1}
  cool: {label: Cool, from: 0, to: 14}
  mild: {label: Mild, from: 15, to: 24}
  hot: {label: Hot, from: 25}
  unknown: {label: No thermometer, not_sure: true}
""",
    "day": """
ask: When do you go out?
kind: date
range: [2026-01-01, 2026-12-31]
bands:
  winter: {label: Before April, to: 2026-03-31}
  summer: {label: April to September, from: 2026-04-01, to: 2026-09-30}
  autumn: {label: From October, from: 2026-10-01}
""",
}
HEAD = "title: What to wear?\nsummary: Says what to put on.\n"
ENDS = """
outcomes:
  stay: {title: Stay in, summary: Better not., when: {wind: storm}}
  go: {title: Go, summary: Enjoy it., otherwise: true}
"""


def weather(content: Content, **flows: str) -> Content:
    """The knowledge base with these flows, each written without its title; underscores in names are hyphens."""
    for name, text in QUESTIONS.items():
        content.write(f"questions/{name}.yml", text.lstrip())
    for name, text in flows.items():
        content.write(f"flows/{name.replace('_', '-')}.yml", HEAD.replace("wear", f"wear ({name})", 1) + text.lstrip())
    return content


def loaded(content: Content) -> KnowledgeBase:
    """What stands in the folder; its shape must be right, its names need not be."""
    knowledge, problems = load(content.folder)
    assert knowledge is not None
    assert problems == []
    return knowledge


def lowered(content: Content, flow: str = "wear") -> Program:
    """The program of a flow, which must have one."""
    knowledge = loaded(content)
    entry = next(entry for entry in knowledge.of("flow", Flow) if entry.id == flow)
    made, problems = program(entry, knowledge)
    assert problems == []
    assert made is not None
    return made
