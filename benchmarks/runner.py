"""How long an answer keeps a slow phone busy: `python -m benchmarks.runner` prints medians and 95th percentiles.

A generated flow of 40 questions with a diagram and a plan, in real Chromium slowed down four times. Measured is the
main thread's own time from the click to the next question in the page, layout included; then that of the longest of the
pieces that are drawn after it. The thread's clock, not the wall's: other work on the machine would count several times,
since the browser's way of being slow multiplies every pause. It still is slower beside other work: caches are shared.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, MISSING, find
from tests.browser.local_site import served
from tests.browser.trip import lay_out

QUESTIONS, ANSWERS, SLOWER = 40, 4, 4
MOST_MS = 16.0

CLICKS = """async () => {
    const runner = document.querySelector("flow-runner");
    const picture = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const timed = (name, work) => {
        performance.mark(`kb ${name}`);
        work();
        document.body.getBoundingClientRect();
        performance.mark("kb done");
    };
    for (let place = 0;; place++) {
        await picture();
        const buttons = runner.querySelectorAll("button.way");
        if (!buttons.length) return;
        timed("answer", () => buttons[place % buttons.length].click());
        runner.waiting = [...runner.waiting]; // the runner lets go of pieces that are not its own
        while (runner.waiting.length) {
            await picture();
            timed("piece", runner.waiting.shift());
        }
    }
}"""


@dataclass(frozen=True)
class Answer:
    """What an answer took until the next question or the result was there, and the longest piece after it, in ms."""

    shown: float
    longest: float


def generated(questions: int = QUESTIONS, answers: int = ANSWERS, seed: int = 1) -> dict[str, Any]:
    """A client JSON: three states a question, so that every answer counts; a plan of 40 rules; every question drawn."""
    chance, width = random.Random(seed), 3
    states: list[list[Any]] = []
    for place in range(questions):
        for _ in range(width if place else 1):
            after = [1 + place * width + chance.randrange(width) for _ in range(answers)]
            ways = after if place + 1 < questions else [len_before(questions, width) + one % width for one in after]
            states.append([place, ways, questions - place, questions - place])
    return {
        "format": 1, "flow": "generated", "version": "aaaaaa", "root": "../", "title": "Generated",
        "questions": [
            {"id": f"q{n}", "ask": f"Which of the {answers} is it, number {n}?", "kind": "choice",
             "answers": [{"id": f"a{m}", "label": f"Answer {m} to question {n}"} for m in range(answers)]}
            for n in range(questions)
        ],
        "variables": [
            {"question": n, "option": -1, "values": [f"a{m}" for m in range(answers)]} for n in range(questions)
        ],
        "start": 0, "told": [], "states": [*states, *([-1, n] for n in range(width))],
        "outcomes": [
            {"id": f"o{n}", "title": f"Outcome {n}", "summary": "This is it.", "url": f"o{n}/",
             "actions": [n], "stop": [], "links": []}
            for n in range(width)
        ],
        "actions": [
            {"id": f"t{n}", "title": f"Do {n}", "summary": "Do it.", "horizon": "now", "url": f"../t{n}/"}
            for n in range(20)
        ],
        "horizons": [["now", "Now"]],
        "plan": [
            [chance.randrange(20), ["all", *(["in", v, [0, 1]] for v in chance.sample(range(questions), 3))]]
            for _ in range(40)
        ],
        "verdicts": [], "facts": [], "past": [],
        "diagram": {f"n{n}": ["question", n] for n in range(questions)}
        | {f"end{n}": ["outcome", n] for n in range(width)},
    }  # fmt: skip


def len_before(questions: int, width: int) -> int:
    """The number of states that ask."""
    return 1 + (questions - 1) * width


def answering(browser: Browser, page: Page, address: str, slower: int) -> list[Answer]:
    """The answers of one way through the flow; the last gives the result."""
    page.goto(address)
    page.locator(".flow-heading").wait_for()
    page.wait_for_timeout(500)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    browser.start_tracing(page=page, categories=["blink.user_timing"])
    page.evaluate(CLICKS)
    traced = json.loads(browser.stop_tracing())["traceEvents"]
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return answers_in([event for event in traced if str(event.get("name", "")).startswith("kb ")])


def answers_in(marks: list[dict[str, Any]]) -> list[Answer]:
    """The answers between the marks of a trace, by the clock of the thread."""
    found: list[list[float]] = []
    for start, end in pairwise(sorted(marks, key=lambda mark: mark["ts"])):
        if start["name"] == "kb done":
            continue
        took = (end["tts"] - start["tts"]) / 1000
        if start["name"] == "kb answer":
            found.append([took])
        else:
            found[-1].append(took)
    return [Answer(first, max(pieces, default=0.0)) for first, *pieces in found]


def measured(browser: Browser, address: str, slower: int, rounds: int) -> tuple[list[Answer], list[Answer]]:
    """The questions, and the results, each round in a browser profile of its own."""
    questions: list[Answer] = []
    results: list[Answer] = []
    for _ in range(rounds):
        with browser.new_context(viewport={"width": 360, "height": 740}) as context:
            found = answering(browser, context.new_page(), address, slower)
        questions += found[:-1]
        results += found[-1:]
    return questions, results


def _in_words(name: str, found: list[Answer]) -> tuple[str, float]:
    """A line of figures, and the 95th percentile."""
    shown, after = [each.shown for each in found], [each.longest for each in found]
    slow = statistics.quantiles(shown, n=20, method="inclusive")[-1]
    return (
        f"{name} median {statistics.median(shown):.1f} ms, 95th percentile {slow:.1f} ms,"
        f" longest piece after it {statistics.median(after):.1f} ms"
    ), slow


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 if one question or result of twenty takes longer than the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    chromium = find()
    if chromium is None:
        print(MISSING, file=sys.stderr)
        return 2
    print(f"{QUESTIONS} questions, {options.rounds} rounds, limit {MOST_MS:g} ms")
    slowest = 0.0
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        lay_out(Path(name), generated())
        with served(Path(name)) as root:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
            for slower in (1, SLOWER):
                lines = list(
                    map(
                        _in_words,
                        ("next question", "result"),
                        measured(browser, f"{root}flows/generated/", slower, options.rounds),
                    )
                )
                print(f"CPU {slower} times slower: {'; '.join(line for line, _ in lines)}")
                slowest = max(slow for _, slow in lines)
            browser.close()
    return int(slowest > MOST_MS)


if __name__ == "__main__":
    sys.exit(main())
