from __future__ import annotations

from generator.diagnostics import Place
from generator.nodes import Node, find, key_place, plain
from generator.source import parse


def tree(text: str) -> Node:
    node, problems = parse(text, "f.yml")
    assert node is not None, problems
    return node


def test_plain_is_what_python_calls_the_same_value() -> None:
    assert plain(tree("a: [x, {b: ~}]\nc: '~'\n")) == {"a": ["x", {"b": None}], "c": "~"}


def test_find_follows_keys_and_indices_as_far_as_they_go() -> None:
    node = tree("a:\n  - b: 1\n")
    assert find(node, ("a", 0, "b")).place == Place("f.yml", 2, 8)
    assert find(node, ("a", 0, "missing")).place == Place("f.yml", 2, 5)
    assert find(node, ("a", 7)).place == Place("f.yml", 2, 3)
    assert find(node, ("a", 0, "b", "c", 1)).place == Place("f.yml", 2, 8)


def test_key_place_points_at_the_key_or_else_at_the_value() -> None:
    node = tree("a:\n  - b: 1\n")
    assert key_place(node, ("a", 0, "b")) == Place("f.yml", 2, 5)
    assert key_place(node, ("a", 0)) == Place("f.yml", 2, 5)
    assert key_place(node, ()) == Place("f.yml", 1, 1)
