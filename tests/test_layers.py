"""Imports in the program point down one list; also lazy ones and those for types only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator

ROOT = Path(generator.__file__).parent
LAYERS = (
    ("__main__", "mkdocs_hook"),
    ("commands", "serve"),
    ("glimpse",),
    ("build",),
    ("offline", "permanent"),
    ("card_stage", "finish", "page_stage"),
    ("mkdocs_stage", "publish"),
    ("render", "schemas"),
    ("checks",),
    ("logic",),
    ("numbering", "references"),
    ("loader",),
    ("files", "history", "knowledge"),
    ("model",),
    ("clocks", "graph", "kept", "markup", "manual"),
    ("processes", "source"),
    ("nodes",),
    ("report",),
    ("diagnostics",),
)
HEIGHT = {name: -number for number, layer in enumerate(LAYERS) for name in layer}
MODULES = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")


def imported(module: Path) -> Iterator[str]:
    """Full names of everything of `generator` that a module imports, wherever the import stands."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ROOT).as_posix())
def test_a_module_imports_only_from_its_own_layer_and_those_below(module: Path) -> None:
    own = module.relative_to(ROOT).parts[0].removesuffix(".py")
    others = {name.split(".")[1] for name in imported(module) if name.startswith("generator.")} - {own}
    assert {name for name in others if HEIGHT[name] >= HEIGHT[own]} == set()
