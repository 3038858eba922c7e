"""Content folders of any size: questions that people ask, each with an answer and the diagram of a flow."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

_SUBJECTS = ["bridge", "canal", "tunnel", "harbour", "station", "garden", "library", "kitchen", "workshop", "orchard"]
_DOINGS = ["measured", "painted", "repaired", "moved", "heated", "cleaned", "opened", "closed", "lit", "numbered"]
_TEXT = (
    "water stone people morning the a of and with from under over slowly often never small large door window street "
    "tool plan letter answer reason number season weather neighbour paper colour wall floor lamp key map"
)
_WORDS = _TEXT.split()
_QUESTIONS = 8
_CHECKED = "2026-11-24"


def write_content(folder: Path, entries: int, entries_a_flow: int = 10) -> None:
    """A whole content folder with that many questions, so many around one flow; same numbers, same bytes.

    A flow brings some ten pages of its own: its states, its outcomes, its review.
    """
    files: dict[str, Any] = {
        "site.yml": _site(entries),
        "sources.yml": {"survey": _source()},
        "facts/length.yml": _fact(),
        "glossary.yml": {"survey": {"term": "survey", "meaning": "A look at everything, with a pencil."}},
    }  # fmt: skip
    files |= {f"questions/asked-{number}.yml": _question(number) for number in range(_QUESTIONS)}
    files |= {f"actions/{name}.yml": _action(name) for name in ("wait", "ask", "begin")}
    for number in range(entries):
        random = Random(number)
        if number % entries_a_flow == 0:
            files[f"flows/{_id(number)}.yml"] = _flow(number, random)
        files[f"faq/{_id(number)}.yml"] = _faq(number, entries, number - number % entries_a_flow, random)
    for path, record in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        kind = {"sources": "source", "glossary": "term", "site": "site"}.get(file.stem, file.parent.name.rstrip("s"))
        schema = f"{'../' if '/' in path else ''}.schema/{kind}.json"
        file.write_text(f"# yaml-language-server: $schema={schema}\n{json.dumps(record, indent=1)}\n", "utf-8")


def _id(number: int) -> str:
    return f"entry-{number:05}"


def _name(number: int) -> str:
    subject, doing = _SUBJECTS[number % 10], _DOINGS[number // 10 % 10]
    return f"{subject} number {number} be {doing}"


def _sentence(random: Random) -> str:
    words = random.choices(_WORDS, k=random.randint(8, 16))
    return " ".join(words).capitalize() + "."


def _paragraph(random: Random) -> str:
    return " ".join(_sentence(random) for _ in range(random.randint(2, 4)))


def _site(entries: int) -> dict[str, Any]:
    return {
        "title": "A benchmark",
        "summary": "Many questions, to see how long it takes.",
        "publisher": "Nobody",
        "disclaimer": "Nothing here means anything.",
        "horizons": {"now": "Now"},
        "home": {"flow": _id(0), "questions": [_id(number) for number in range(min(5, entries))]},
    }


def _source() -> dict[str, Any]:
    return {"title": "A survey", "publisher": "The surveyors", "url": "https://example.org/s", "read": _CHECKED}


def _fact() -> dict[str, Any]:
    return {
        "title": "Length", "value": "40", "unit": "metres", "statement": "It is forty metres long.",
        "sources": ["survey"], "as_of": _CHECKED, "volatile": False,
    }  # fmt: skip


def _question(number: int) -> dict[str, Any]:
    return {
        "ask": f"What does the {_SUBJECTS[number]} look like?",
        "why": "It decides what comes next.",
        "kind": "choice",
        "options": {"good": "Good", "bad": "Bad in places", "not-sure": "I am not sure"},
    }


def _action(name: str) -> dict[str, Any]:
    return {
        "title": f"{name.capitalize()} first",
        "summary": f"The thing to do is to {name}.",
        "horizon": "now",
        "how": "With patience.",
        "done_when": "It is done.",
    }


def _flow(number: int, random: Random) -> dict[str, Any]:
    """Four to six questions in a row, each with a way out, and three outcomes: nine nodes at a mean."""
    asked = random.sample(range(_QUESTIONS), random.randint(4, 6))
    steps: dict[str, Any] = {}
    for place, question in enumerate(asked):
        on = f"look-{place + 1}" if place + 1 < len(asked) else "fine"
        steps[f"look-{place}"] = {
            "ask": f"asked-{question}",
            "next": {"good": on, "bad": random.choice(["mend", "leave"]), "not-sure": on},
        }
    used = {step for each in steps.values() for step in each["next"].values()}
    outcomes = {
        "fine": {"title": "It can be done", "summary": "Nothing speaks against it.", "actions": ["begin"]},
        "mend": {"title": "Mend it before", "summary": "It has to be mended first.", "actions": ["ask"]},
        "leave": {"title": "Leave it alone", "summary": "Wait for better weather.", "actions": ["wait"]},
    }
    outcomes = {name: outcome for name, outcome in outcomes.items() if name in used}
    return {
        "title": f"Can the {_name(number)}?",
        "summary": f"Questions that decide whether the {_name(number)}.".replace(" be ", " can be "),
        "start": "look-0",
        "steps": steps | {name: {"stop": name} for name in outcomes},
        "outcomes": outcomes,
    }


def _faq(number: int, entries: int, flow: int, random: Random) -> dict[str, Any]:
    following = _id((number + 1) % entries)
    parts = [
        _paragraph(random),
        f"The survey says {{{{fact:length}}}}, and [[faq:{following}|another question]] says more.",
        "## What to look at",
        "\n".join(f"- {_sentence(random)}" for _ in range(4)),
        "## What it costs",
        _paragraph(random),
        f"| Part | Time |\n|---|---|\n| {random.choice(_WORDS)} | two days |\n| {random.choice(_WORDS)} | a week |",
        _paragraph(random),
    ]
    return {
        "question": f"How can the {_name(number)}?",
        "also_asked": [f"{_SUBJECTS[number % 10]} {number}"],
        "short": f"The short answer for number {number}: {_sentence(random)}",
        "answer": "\n\n".join(parts),
        "flow": _id(flow),
        "related": [f"faq:{following}", "action:ask"],
        "sources": ["survey"],
        "checked": _CHECKED,
    }
