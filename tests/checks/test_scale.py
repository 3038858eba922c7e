from __future__ import annotations

import pytest

from tests.conftest import Content

PATH = """# yaml-language-server: $schema=../.schema/path.json
title: Walk under the trees
short: Trees
summary: Dry for a while.
who: Those who forgot it.
allows: [Walking]
figure: {}
verdict: Good for a minute
text: Leaves drip.
checked: 2026-11-24
"""
COMPARISON = "comparison: {title: T, scale: [-1, 10], figure: F, note: N}\n"


@pytest.fixture
def site(content: Content) -> Content:
    return content.change("site.yml", "questions:", "start: ['path:trees'], questions:")


@pytest.mark.parametrize(("figure", "shown"), [("10.5", "10.5"), ("-2", "-2")])
def test_a_figure_beyond_the_scale_is_a_problem(site: Content, figure: str, shown: str) -> None:
    site.change("site.yml", "home:", COMPARISON + "home:").write("paths/trees.yml", PATH.format(figure))
    assert site.messages() == [f"paths/trees.yml:7:9 KB416 {shown} lies outside the scale of -1 to 10"]


@pytest.mark.parametrize("figure", ["-1", "0", "10"])
def test_a_figure_on_the_scale_is_fine(site: Content, figure: str) -> None:
    site.change("site.yml", "home:", COMPARISON + "home:").write("paths/trees.yml", PATH.format(figure))
    assert site.problems() == []


def test_a_figure_needs_a_comparison(site: Content) -> None:
    assert site.write("paths/trees.yml", PATH.format(1)).messages() == [
        "paths/trees.yml:7:9 KB416 site.yml has no comparison for this figure | add `comparison:` there"
    ]


def test_without_a_figure_there_is_nothing_to_compare(site: Content) -> None:
    assert site.write("paths/trees.yml", PATH.replace("figure: {}\n", "")).problems() == []
