"""A flow as the browser gets it, written by hand: every kind of question, a sensitive one, verdicts and a plan."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path
from typing import Any

from tests.browser.components import STRICT, THEME

TRIP: dict[str, Any] = {
    "format": 1,
    "flow": "trip",
    "version": "k3f9a2",
    "root": "../",
    "title": "Shall I ride there?",
    "questions": [
        {
            "id": "home",
            "ask": "Where do you live?",
            "name": "Home",
            "why": "Shops are far from villages.",
            "kind": "choice",
            "sensitive": True,
            "answers": [
                {"id": "city", "label": "In a city", "hint": "With a shop"},
                {"id": "village", "label": "In a village"},
                {"id": "not-sure", "label": "Not sure"},
            ],
        },
        {
            "id": "tools",
            "ask": "Which tools do you carry?",
            "kind": "choices",
            "answers": [
                {"id": "pump", "label": "A pump"},
                {"id": "levers", "label": "Tyre levers"},
                {"id": "none", "label": "None of these", "exclusive": True},
                {"id": "not-sure", "label": "Not sure", "exclusive": True},
            ],
        },
        {
            "id": "distance",
            "ask": "How far is it?",
            "kind": "number",
            "range": [0, 100],
            "unit": "km",
            "answers": [
                {"id": "short", "label": "Up to 5"},
                {"id": "middling", "label": "6 to 20"},
                {"id": "long", "label": "21 or more"},
                {"id": "not-sure", "label": "Not known"},
            ],
            "bands": [
                {"id": "short", "from": 0, "to": 5},
                {"id": "middling", "from": 6, "to": 20},
                {"id": "long", "from": 21, "to": 100},
            ],
        },
        {
            "id": "bought",
            "ask": "When was it bought?",
            "kind": "date",
            "range": ["2000-01-01", "2030-12-31"],
            "answers": [
                {"id": "old", "label": "Before 2020"},
                {"id": "new", "label": "Since 2020"},
                {"id": "unknown", "label": "Not known"},
            ],
            "bands": [{"id": "old", "to": "2019-12-31"}, {"id": "new", "from": "2020-01-01"}],
        },
    ],
    "variables": [
        {"question": 0, "option": -1, "values": ["city", "village", "not-sure"]},
        {"question": 1, "option": -1, "values": ["none", "not-sure", "some"]},
        {"question": 1, "option": 0, "values": ["yes", "no"]},
        {"question": 1, "option": 1, "values": ["yes", "no"]},
        {"question": 2, "option": -1, "values": ["short", "middling", "long", "not-sure"]},
        {"question": 3, "option": -1, "values": ["old", "new", "unknown"]},
    ],
    "start": 0,
    "told": [],
    "states": [
        [0, [1, 1, 9], 1, 4, [[], [1], []]],
        [1, [8, 8, 2], 1, 3],
        [2, [3, 4], 1, 2],
        [3, [5, 5], 1, 2],
        [3, [5, -1], 1, 2],
        [4, [7, 6, 8, 9], 1, 2],
        [5, [8, 7, 9], 1, 1],
        [-1, 0],
        [-1, 1],
        [-1, 2],
    ],
    "outcomes": [
        {
            "id": "ride",
            "title": "Ride",
            "summary": "Nothing speaks against it.",
            "url": "ride/",
            "risk": "Low",
            "scenario": {"title": "Sunday rider", "url": "../../riders/sunday/"},
            "actions": [],
            "stop": ["Looking for reasons to stay at home"],
            "links": [["Before the ride", "../../checklists/before/"]],
        },
        {
            "id": "stay",
            "title": "Take the bus",
            "summary": "A breakdown would be too far from help.",
            "url": "stay/",
            "actions": [2],
            "stop": [],
            "links": [],
        },
        {
            "id": "ask",
            "title": "Ask somebody",
            "summary": "Find out first.",
            "url": "ask/",
            "actions": [2],
            "stop": [],
            "links": [],
        },
    ],
    "actions": [
        {
            "id": "pump-up",
            "title": "Pump up the tyres",
            "summary": "Before each ride.",
            "horizon": "now",
            "effort": "5 minutes",
            "hours": [1, 1],
            "url": "../../jobs/pump-up/",
        },
        {
            "id": "note-the-bus",
            "title": "Note the last bus",
            "summary": "Villages have few.",
            "horizon": "now",
            "hours": [2, 5],
            "url": "../../jobs/note-the-bus/",
        },
        {
            "id": "ask-a-friend",
            "title": "Ask a friend",
            "summary": "Two know more.",
            "horizon": "later",
            "url": "../../jobs/ask-a-friend/",
        },
    ],
    "horizons": [["now", "Now"], ["later", "Later"]],
    "plan": [[0, ["in", 2, [0]]], [2, ["all", ["not", ["asked", 4]], ["least", 1, ["in", 0, [1, 2]], ["in", 1, [0]]]]]],
    "tells": [[1, ["in", 0, [1]]]],
    "stops": [[1, ["in", 5, [0]], "stop:too-old"], [1, ["in", 1, [0]], "stop:no-tools"]],
    "verdicts": [
        {
            "path": "train",
            "title": "By train",
            "url": "../../ways/train/",
            "rows": [["closed", ["in", 0, [1]], "No station."], ["open", True, "Every hour."]],
        }
    ],
    "keep": {"title": "My rides", "url": "../../tools/rides/"},
    "diagram": {
        "home": ["question", 0],
        "tools": ["question", 1],
        "bus": ["action", 1],
        "distance": ["question", [2, 3]],
        "ride": ["outcome", 0],
        "stay": ["outcome", 1],
        "ask": ["outcome", 2],
    },
}

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">%s
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Trip</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/base.css"><link rel="stylesheet" href="/assets/site.css">
<link rel="stylesheet" href="/assets/diagram.css">
<link rel="stylesheet" href="/components/flow-runner/flow-runner.css">
<script type="module" src="/components/flow-runner/flow-runner.mjs"></script></head>
<body data-md-color-scheme="default"><main class="md-typeset"><h1>Trip</h1>
<div class="flow"><div class="flow-still"><h2>Where do you live?</h2>
<ul><li><a class="way" href="steps/1/">In a city</a></li></ul></div>
<flow-runner hidden src="flow.json"></flow-runner></div>
<div data-help="home"><p id="look">Look out of <a href="#x">the window</a>.</p></div>
<div data-outcome="ride"><p>Enjoy the wind.</p></div>
<div data-note="stop:too-old"><p>Old wheels break.</p></div><div data-note="stop:no-tools"><p>Carry some.</p></div>
<div class="diagram-scroll"><svg class="diagram" width="200" height="40">%s</svg></div>
<h2 id="elsewhere">Elsewhere</h2><p><a href="#elsewhere">Further down</a></p></main></body></html>
"""


def trip(**changes: Any) -> dict[str, Any]:
    """The flow, with other values for some of its keys."""
    return copy.deepcopy(TRIP) | changes


def shop() -> dict[str, Any]:
    """Another flow of the same site: it asks where the reader lives and how far it is, both of which `trip` asks."""
    questions = [TRIP["questions"][0], TRIP["questions"][2]]
    variables = [TRIP["variables"][0], TRIP["variables"][4] | {"question": 1}]
    states = [[0, [1, 1, 1], 2, 2], [1, [2, 2, 2, 2], 1, 1], [-1, 0]]
    same = {"questions": questions, "variables": variables, "states": states, "outcomes": [TRIP["outcomes"][1]]}
    empty: dict[str, Any] = {"plan": [], "verdicts": [], "tells": [], "stops": [], "diagram": {}}
    return trip(flow="shop", title="Which shop?", **same, **empty)


def lay_out(folder: Path, flow: dict[str, Any]) -> None:
    """The flow's page at `flows/trip/`, or what it is called, with the theme's styles and components beside it."""
    for part in ("assets", "components"):
        shutil.copytree(THEME / part, folder / part, dirs_exist_ok=True)
    page = folder / "flows" / flow["flow"] / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    nodes = "".join(
        f'<a class="node {kind}" href="#step-{node}" aria-label="{node}"><text y="20">{node}</text></a>'
        for node, (kind, _) in flow["diagram"].items()
    )
    page.write_text(PAGE % (STRICT, nodes), "utf-8")
    (page.parent / "flow.json").write_text(json.dumps(flow), "utf-8")
