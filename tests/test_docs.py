"""What the program's own text promises: everything public is described, the subject stays in the content."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator
from generator.__main__ import _parser

ROOT = Path(generator.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
TEXTS = sorted(
    file
    for file in ROOT.rglob("*")
    if file.suffix in {".py", ".j2", ".md", ".css", ".js", ".mjs", ".html", ".json", ".yml"} and file.is_file()
)
SUBJECT = re.compile(
    r"\b(visas?|doctors?|physicians?|exams?|usmle|imgs?|residency|residencies|match from abroad|nrmp|ecfmg|eras|oet|"
    r"observerships?|externships?|clinical|clinics?|hospitals?|medical|medicine|embassy|consulate|consular|b1|b2|j1|"
    r"h1b|h-1b|j-1|step [123]|uscis|amc|plab|immigration|immigrants?|match day)\b",
    re.IGNORECASE,
)
PICTURES = re.compile(r"<img\b|\bimg(?=[\"'.:#>\[{, ])|\.md-\S*img|/img\b|\bimg-src\b")
"""`img` in the program is the element of HTML."""


def undescribed(module: Path) -> Iterator[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    if not ast.get_docstring(tree) and tree.body:
        yield "the module"
    for node in ast.walk(tree):
        for child in getattr(node, "body", []) if isinstance(node, ast.Module | ast.ClassDef) else []:
            is_definition = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            if is_definition and not ast.get_docstring(child) and not is_private(node, child.name):
                yield child.name


def is_private(owner: ast.AST, name: str) -> bool:
    """Whether nobody outside calls it: private, or a method that a base class outside the program describes."""
    if not isinstance(owner, ast.ClassDef):
        return name.startswith("_")
    overrides = bool(owner.bases) and (name.startswith("do_") or name in {"log_message", "emit", "on_any_event"})
    return name.startswith("_") or owner.name.startswith("_") or overrides


@pytest.mark.parametrize("module", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_everything_public_says_what_it_is(module: Path) -> None:
    assert list(undescribed(module)) == []


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_the_program_does_not_know_the_subject(file: Path) -> None:
    text = PICTURES.sub("", file.read_text(encoding="utf-8"))
    assert [found.group() for found in SUBJECT.finditer(text)] == []


def commands() -> list[str]:
    (choices,) = (action.choices for action in _parser()._actions if isinstance(action, argparse._SubParsersAction))
    return sorted(choices)


@pytest.mark.parametrize("command", commands())
def test_the_readme_names_every_command(command: str) -> None:
    readme = (ROOT.parent / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"\bkb {command}\b", readme)
