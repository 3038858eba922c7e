"""Lighthouse's report read, what counts as missed, and a lock file that names no registry."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.lighthouse.__main__ import PAGES, breaches, settled
from benchmarks.lighthouse.audit import CATEGORIES, HERE, Audit, NoLighthouseError
from tests.build.project import ROOT, Project

GOOD = Audit((100, 100, 100, 100), 1300.0, 50.0, 0.0, 40_000, ())


def report(**scores: float) -> dict[str, Any]:
    figures = {"largest-contentful-paint": 1234.5, "total-blocking-time": 12.0, "cumulative-layout-shift": 0.0}
    audits: dict[str, Any] = {
        name: {"numericValue": value, "score": 1, "title": name} for name, value in figures.items()
    }
    audits["color-contrast"] = {"score": scores.get("contrast", 1), "title": "Contrast"}
    audits["advice"] = {"score": 0, "title": "Not counted"}
    audits["network-requests"] = {"details": {"items": [{"transferSize": 7000}, {"transferSize": 500}]}}
    refs = [{"id": "color-contrast", "weight": 7}, {"id": "advice", "weight": 0}]
    categories = {name: {"score": scores.get(name, 1), "auditRefs": refs} for name in CATEGORIES}
    return {"requestedUrl": "x", "audits": audits, "categories": categories}


def test_a_report_gives_scores_figures_bytes_and_what_cost_points() -> None:
    assert Audit.of(report()) == Audit((100, 100, 100, 100), 1234.5, 12.0, 0.0, 7500, ())
    found = Audit.of(report(accessibility=0.885, contrast=0))
    assert (found.scores, found.failed) == ((100, 88, 100, 100), ("Contrast",))


def test_a_page_that_could_not_be_measured_is_an_error() -> None:
    with pytest.raises(NoLighthouseError, match="failed on x: no paint"):
        Audit.of(report() | {"runtimeError": {"message": "no paint"}})


def test_at_the_limits_all_holds() -> None:
    assert list(breaches(GOOD)) == []


@pytest.mark.parametrize(
    ("audit", "said"),
    [
        (Audit((99, 100, 100, 92), 1300, 50, 0, 0, ()), ["performance 99", "seo 92"]),
        (Audit((100, 100, 100, 100), 1301, 50, 0, 0, ()), ["LCP 1301 ms > 1300"]),
        (Audit((100, 100, 100, 100), 1, 51, 0, 0, ()), ["TBT 51 ms > 50"]),
        (Audit((100, 100, 100, 100), 1, 1, 0.001, 0, ()), ["CLS 0.001"]),
    ],
)
def test_each_figure_beyond_its_limit_is_named(audit: Audit, said: list[str]) -> None:
    assert list(breaches(audit)) == said


def test_a_page_that_misses_something_once_of_three_times_has_not_missed_it() -> None:
    slow = replace(GOOD, scores=(97, 100, 100, 100), blocking=90.0)
    found = iter([slow, GOOD, GOOD])
    assert settled(lambda: next(found)) == GOOD
    found = iter([slow, GOOD, slow])
    assert settled(lambda: next(found)) == slow


def test_a_page_that_misses_nothing_is_measured_once() -> None:
    found = iter([GOOD])
    assert settled(lambda: next(found)) == GOOD


def test_the_lock_file_pins_everything_and_names_no_address_of_a_package() -> None:
    locked = json.loads((HERE / "package-lock.json").read_text("utf-8"))
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))
    packages = {path: about for path, about in locked["packages"].items() if path}
    assert locked["packages"][""]["dependencies"] == wanted["dependencies"]
    assert packages["node_modules/lighthouse"]["version"] == wanted["dependencies"]["lighthouse"]
    assert [path for path, about in packages.items() if "resolved" in about or "integrity" not in about] == []


def test_every_page_that_is_measured_is_on_the_site(real: Project) -> None:
    assert [page for page in PAGES.values() if not (real.site / page / "index.html").is_file()] == []


def test_the_makefile_runs_what_is_measured() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for module in ("benchmarks.lighthouse", "benchmarks.load", "hosting.serve"):
        assert f"python -m {module}" in makefile
