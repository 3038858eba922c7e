"""The schemas that editors read: what the generator accepts they accept, and most of what it refuses they refuse."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.loader import load
from generator.model import KINDS
from generator.schemas import schemas
from generator.source import split_front_matter
from tests.build.project import ROOT, SAMPLES

CONTENTS = [SAMPLES / "minimal", SAMPLES / "bicycles", ROOT / "content"]


class _Core(yaml.CSafeLoader):
    """YAML 1.2 core values, as editors read them: `no`, `12:30` and days are text; numbers, true and null are not."""


_Core.yaml_implicit_resolvers = {}
for _tag, _pattern in {
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
    "null": r"~|null|Null|NULL|",
}.items():
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^({_pattern})$"), None)


def _value(path: Path) -> Any:
    text = path.read_text("utf-8")
    return yaml.load(split_front_matter(text)[0] if path.suffix == ".md" else text, _Core)


def _files(content: Path) -> list[tuple[str, Path]]:
    """Every file of a content folder with the name of its schema."""
    knowledge, _ = load(content)
    assert knowledge is not None
    found = {(entry.kind, Path(entry.path)) for entry in knowledge.all()} | {("site", content / "site.yml")}
    if (content / "redirects.yml").exists():
        found.add(("redirect", content / "redirects.yml"))
    return sorted(found)


@pytest.mark.parametrize("content", CONTENTS, ids=lambda path: path.name)
def test_every_valid_file_is_valid_for_editors_too(content: Path) -> None:
    made = {name: Draft202012Validator(json.loads(text)) for name, text in schemas().items()}
    errors = {
        path.relative_to(content).as_posix(): [
            error.message for error in made[f"{kind}.json"].iter_errors(_value(path))
        ]
        for kind, path in _files(content)
    }
    assert {path: found for path, found in errors.items() if found} == {}


@pytest.mark.parametrize("name", sorted(schemas()))
def test_every_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(schemas()[name]))


def test_there_is_a_schema_for_every_kind_of_file() -> None:
    assert schemas().keys() == {f"{name}.json" for name in (*KINDS, "site", "redirect")}


def test_the_schemas_in_the_content_folder_are_those_that_kb_schema_writes() -> None:
    folder = ROOT / "content" / ".schema"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == schemas()


FACT = {
    "title": "Ribs", "value": 8, "statement": "It has eight.", "sources": ["maker"], "as_of": "2026-11-01",
    "volatile": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("value", "8 to 10"), ("value", 8), ("value", 8.5), ("volatile", True), ("volatile", "true"),
        ("as_of", "2026-11-01"), ("title", "12:30"), ("title", "No"), ("title", 2026), ("title", True),
        ("unit", 1.5), ("statement", 8), ("statement", "two\n\nlines"),
    ],
)  # fmt: skip
def test_editors_accept_what_the_generator_accepts(key: str, value: object, tmp_path: Path) -> None:
    assert _generator_accepts(key, value, tmp_path)
    assert _editor_accepts(key, value)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("value", None), ("value", []), ("volatile", "perhaps"), ("volatile", 1), ("as_of", "1 November"),
        ("as_of", 2026), ("title", ["Ribs"]), ("title", "two\nlines"), ("title", ""), ("sources", []),
        ("sources", "maker"), ("sources", ["The maker"]), ("colour", "red"), ("related", ["umbrellas"]),
    ],
)  # fmt: skip
def test_editors_refuse_what_the_generator_refuses(key: str, value: object, tmp_path: Path) -> None:
    assert not _generator_accepts(key, value, tmp_path)
    assert not _editor_accepts(key, value)


def test_editors_refuse_a_missing_key() -> None:
    schema = Draft202012Validator(json.loads(schemas()["fact.json"]))
    assert not schema.is_valid({key: value for key, value in FACT.items() if key != "title"})


def _editor_accepts(key: str, value: object) -> bool:
    return Draft202012Validator(json.loads(schemas()["fact.json"])).is_valid(FACT | {key: value})


def _generator_accepts(key: str, value: object, folder: Path) -> bool:
    (folder / "facts").mkdir(parents=True)
    (folder / "site.yml").write_text((SAMPLES / "minimal" / "site.yml").read_text("utf-8"), "utf-8")
    (folder / "facts" / "ribs.yml").write_text(json.dumps(FACT | {key: value}), "utf-8")
    knowledge, problems = load(folder)
    wrong = [problem for problem in problems if "/facts/" in problem.place.path]
    assert (knowledge is not None and "ribs" in knowledge.entries["fact"]) == (not wrong)
    return not wrong
