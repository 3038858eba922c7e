"""How long an answer keeps a slow phone busy: `python -m benchmarks.runner` prints the median and the 95th percentile.

A generated flow of 40 questions with a diagram and a plan, in real Chromium slowed down four times. Measured is the
main thread's work from the click to the next question in the page, layout included. Other work on the machine counts
several times here: the browser's way of being slow multiplies every pause, so the same is measured at full speed too.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, MISSING, find
from tests.browser.local_site import served
from tests.browser.trip import lay_out

QUESTIONS, ANSWERS, SLOWER = 40, 4, 4
MOST_MS = 16.0

CLICKS = """async (several) => {
    const took = [];
    for (;;) {
        const view = document.querySelector(".flow-view");
        const buttons = view.querySelectorAll("button.way");
        if (!buttons.length) return took;
        const before = performance.now();
        buttons[took.length % buttons.length].click();
        document.body.getBoundingClientRect();
        took.push(performance.now() - before);
        await new Promise((done) => setTimeout(done, 20));
    }
}"""


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


def answering(page: Page, address: str, slower: int) -> list[float]:
    """What each answer of one way through the flow took, in ms; the last gives the result."""
    page.goto(address)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    took: list[float] = page.evaluate(CLICKS)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return took


def measured(browser: Browser, address: str, slower: int, rounds: int) -> tuple[list[float], list[float]]:
    """What the questions took, and what the results took, each round in a browser profile of its own."""
    questions: list[float] = []
    results: list[float] = []
    for _ in range(rounds):
        with browser.new_context(viewport={"width": 360, "height": 740}) as context:
            took = answering(context.new_page(), address, slower)
        questions += took[:-1]
        results += took[-1:]
    return questions, results


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 if half of the questions take longer than the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    chromium = find()
    if chromium is None:
        print(MISSING, file=sys.stderr)
        return 2
    print(f"{QUESTIONS} questions, {options.rounds} rounds, limit {MOST_MS:g} ms")
    median = 0.0
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        lay_out(Path(name), generated())
        with served(Path(name)) as root:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
            for slower in (1, SLOWER):
                questions, results = measured(browser, f"{root}flows/trip/", slower, options.rounds)
                median, slow = statistics.median(questions), statistics.quantiles(questions, n=20)[-1]
                print(
                    f"CPU {slower} times slower: next question median {median:.1f} ms, 95th percentile {slow:.1f} ms;"
                    f" result median {statistics.median(results):.1f} ms"
                )
            browser.close()
    return int(median > MOST_MS)


if __name__ == "__main__":
    sys.exit(main())
