# ruff: noqa: E501  a table of cases reads best with one case a line
"""Whatever is done to a content file, the answer is a list of problems with places, never an exception."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.build import check_content
from generator.references import references
from generator.render.pages import render
from tests.conftest import CONTENT, Content

FILES = sorted(file.relative_to(CONTENT / "bicycles").as_posix() for file in (CONTENT / "bicycles").rglob("*.*"))
FRAGMENTS = [
    ": ", "- ", "\t", "'", '"', "[", "]", "{", "}", "&a ", "*a ", "!!x ", "---\n", "...\n", "? ", "| ", ">-\n", "#", "%", "@",
    "<<: ", "~", "null", "[[", "]]", "{{", "}}", "[[fact:", "|", "<script>", "```\n", "`", "\\", "\r", "\x00", "\u2028", "\ufeff",
    "😀", "\n", "\n\n  ", "title: ", "kind: ", "next: ", "when: ", "otherwise: true", "to: ", "../", "9" * 30, "nan", "-1", "0001-01-01",
]  # fmt: skip
WORDS = st.sampled_from(
    ["", "a", "yes", "true", "-1", "1e999", "2026-02-30", "faq:x", "[[x]]", "../x", "<b>", "no", "choice"]
)
KEYS = st.sampled_from(
    ["ask", "tell", "use", "stop", "next", "when", "go", "kind", "options", "title", "[key]", "<ask>", "x", ""]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
SETTINGS = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)


@dataclass
class Bicycles:
    """One copy of the example for all mutations; after each the file is as it was."""

    folder: Path
    seen: set[str] = field(default_factory=set)

    def survives(self, path: str, data: bytes) -> None:
        file = self.folder / path
        whole = file.read_bytes()
        try:
            file.write_bytes(data)
            self._check()
        finally:
            file.write_bytes(whole)

    def _check(self) -> None:
        knowledge, problems = check_content(self.folder)
        for problem in problems:
            assert problem.place.path.startswith(str(self.folder))
            assert problem.place.line >= 1
            assert problem.place.column >= 1
            assert problem.code.startswith("KB")
            assert problem.message
            self.seen.add(problem.code)
        if knowledge is None:
            assert problems
        else:
            self.seen.add("rendered")
            assert render(knowledge, references(knowledge))


@pytest.fixture(scope="module")
def bicycles(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bicycles]:
    folder = tmp_path_factory.mktemp("bad") / "content"
    Content(folder, "bicycles")
    made = Bicycles(folder)
    yield made
    # What came out must have been varied, or these tests try nothing.
    assert {"KB101", "KB104", "KB131", "KB133", "rendered"} <= made.seen


def original(path: str) -> bytes:
    return (CONTENT / "bicycles" / path).read_bytes()


@SETTINGS
@given(path=st.sampled_from(FILES), data=st.data())
def test_flipped_bytes(bicycles: Bicycles, path: str, data: st.DataObject) -> None:
    text = bytearray(original(path))
    for _ in range(data.draw(st.integers(1, 3))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
    bicycles.survives(path, bytes(text))


@SETTINGS
@given(path=st.sampled_from(FILES), data=st.data())
def test_lines_deleted_doubled_and_moved(bicycles: Bicycles, path: str, data: st.DataObject) -> None:
    lines = original(path).splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 3))):
        line = lines.pop(data.draw(st.integers(0, len(lines) - 1)))
        for _ in range(data.draw(st.integers(0, 2))):
            lines.insert(data.draw(st.integers(0, len(lines))), line)
        if not lines:
            break
    bicycles.survives(path, b"".join(lines))


@SETTINGS
@given(path=st.sampled_from(FILES), data=st.data())
def test_text_put_in(bicycles: Bicycles, path: str, data: st.DataObject) -> None:
    text = original(path).decode()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(FRAGMENTS) | st.text(max_size=6)) + text[at:]
    bicycles.survives(path, text.encode("utf-8", "surrogatepass"))


@SETTINGS
@given(path=st.sampled_from([file for file in FILES if file.endswith(".yml")]), value=VALUES, data=st.data())
def test_another_value_in_the_place_of_one(bicycles: Bicycles, path: str, value: object, data: st.DataObject) -> None:
    tree = yaml.load(original(path), Loader=yaml.BaseLoader)
    at, key = data.draw(st.sampled_from(list(places(tree))))
    at[key] = value
    bicycles.survives(path, yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode("utf-8", "replace"))


@SETTINGS
@given(path=st.sampled_from(FILES), value=VALUES)
def test_a_whole_file_of_something_else(bicycles: Bicycles, path: str, value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    if path.endswith(".md"):
        text = f"---\n{text}---\nText.\n"
    bicycles.survives(path, text.encode("utf-8", "replace"))


@SETTINGS
@given(path=st.sampled_from(FILES), data=st.binary(max_size=200))
def test_any_bytes(bicycles: Bicycles, path: str, data: bytes) -> None:
    bicycles.survives(path, data)


def places(tree: object) -> Iterator[tuple[Any, Any]]:
    """Every list or mapping of a tree with each of its indices or keys."""
    if isinstance(tree, dict | list):
        for key, value in list(tree.items() if isinstance(tree, dict) else enumerate(tree)):
            yield tree, key
            yield from places(value)
