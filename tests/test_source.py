# ruff: noqa: E501  a table of cases reads best with one case a line
from __future__ import annotations

import pytest

from generator.diagnostics import Place
from generator.nodes import Mapping, Node, Scalar, Sequence, plain
from generator.source import MAX_DEPTH, decode, parse, printable, split_front_matter


def value(text: str) -> object:
    node, problems = parse(text, "f.yml")
    assert problems == []
    assert node is not None
    return plain(node)


def tree(text: str) -> Node:
    node, problems = parse(text, "f.yml")
    assert node is not None, problems
    return node


def problems(text: str) -> list[str]:
    node, found = parse(text, "f.yml")
    assert node is None
    return [f"{p.place.line}:{p.place.column} {p.code} {p.message}" for p in found]


def test_scalars_stay_the_text_that_the_editor_sees() -> None:
    text = "no: yes\nat: 12:30\non: 2026-01-01\noct: 017\nfloat: 1e3\nquoted: 'null'\n"
    assert value(text) == {
        "no": "yes", "at": "12:30", "on": "2026-01-01", "oct": "017", "float": "1e3", "quoted": "null",
    }  # fmt: skip


@pytest.mark.parametrize("null", ["", "~", "null", "Null", "NULL"])
def test_what_yaml_calls_null_is_no_value(null: str) -> None:
    assert value(f"a: {null}\n") == {"a": None}


@pytest.mark.parametrize("text", ["'~'", '""', "'null'", "nUll", "none"])
def test_a_quoted_null_is_a_text(text: str) -> None:
    assert value(f"a: {text}\n") == {"a": text.strip("'\"")}


def test_values_remember_where_they_stand() -> None:
    assert tree("a: [x, 'y']\nb:\n  c: >-\n    two\n    lines\n") == Mapping(
        (
            (
                Scalar("a", True, Place("f.yml", 1, 1), 1),
                Sequence(
                    (Scalar("x", True, Place("f.yml", 1, 5), 1), Scalar("y", False, Place("f.yml", 1, 8), 1)),
                    Place("f.yml", 1, 4),
                ),
            ),
            (
                Scalar("b", True, Place("f.yml", 2, 1), 2),
                Mapping(
                    (
                        (
                            Scalar("c", True, Place("f.yml", 3, 3), 3),
                            Scalar("two lines", False, Place("f.yml", 3, 6), 5),
                        ),
                    ),
                    Place("f.yml", 3, 3),
                ),
            ),
        ),
        Place("f.yml", 1, 1),
    )


def test_columns_count_letters_not_bytes() -> None:
    assert problems('{"äöü😀": 1, "äöü😀": 2}') == ["1:13 KB103 the key “äöü😀” stands here a second time"]


def test_a_text_inside_a_file_counts_the_lines_of_the_file() -> None:
    _, found = parse("a: 1\na: 2\n", "f.md", first_line=2)
    assert [p.place for p in found] == [Place("f.md", 3, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: "x\nb: 1\n', "3:1 KB101 not valid YAML: found unexpected end of stream"),
        ("a: [x, y\nb: 1\n", "2:2 KB101 not valid YAML: did not find expected ',' or ']'"),
        ("a: {x: 1\nb: 1\n", "2:2 KB101 not valid YAML: did not find expected ',' or '}'"),
        ("a:\n\tb: 1\n", "2:1 KB101 not valid YAML: found character that cannot start any token"),
        ("a:\n  b: 1\n c: 2\n", "3:2 KB101 not valid YAML: did not find expected key"),
        ("a: b: c\n", "1:5 KB101 not valid YAML: mapping values are not allowed in this context"),
        ("a: @b\n", "1:4 KB101 not valid YAML: found character that cannot start any token"),
        ("a\nb: 1\n", "2:2 KB101 not valid YAML: mapping values are not allowed in this context"),
        ("- a\nb: 1\n", "2:1 KB101 not valid YAML: did not find expected '-' indicator"),
        ("a: *\n", "1:5 KB101 not valid YAML: did not find expected alphabetic or numeric character"),
        ('a: "\\q"\n', "1:5 KB101 not valid YAML: found unknown escape character"),
        ("%YAML 9.0\n---\na: 1\n", "1:1 KB101 not valid YAML: found incompatible YAML document"),
        ("a: !!python/object:os.system x\n", "1:4 KB102 tags such as tag:yaml.org,2002:python/object:os.system are not used here"),
        ("!x {a: 1}\n", "1:1 KB102 tags such as !x are not used here"),
        ("a: !!binary aGk=\n", "1:4 KB102 tags such as tag:yaml.org,2002:binary are not used here"),
        ("? [a, b]\n: 1\n", "1:3 KB102 a key must be a word"),
        ("{{a: b}: 1}\n", "1:2 KB102 a key must be a word"),
        ("a: 1\n---\nb: 2\n", "2:1 KB108 a second YAML document starts here"),
        ("", "1:1 KB109 the file holds nothing"),
        ("# only a comment\n", "1:1 KB109 the file holds nothing"),
        ("a: *b\n", "1:4 KB107 *b points to nothing"),
        ("&a [*a]\n", "1:5 KB107 *a points to nothing"),
        ("&a {b: *a}\n", "1:8 KB107 *a points to nothing"),
        ('a: "x\\0y"\n', "1:4 KB104 this text spells the character U+0000"),
        ('a: "\\uFFFE"\n', "1:4 KB104 this text spells the character U+FFFE"),
        ('a: "\\L"\n', "1:4 KB104 this text spells the character U+2028"),
    ],
)  # fmt: skip
def test_broken_yaml_is_a_problem_with_its_place(text: str, expected: str) -> None:
    assert problems(text) == [expected]


def test_an_anchor_without_a_value_is_no_value() -> None:
    assert value("a: &x\n") == {"a": None}


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a: b: c\n", "put a text that holds a colon and a space into quotes"),
        ("a:\n\tb: 1\n", "indent with spaces, not tabs; quote texts that start with @ or `"),
        ('a: "x\n', "close the quotation mark, or double it inside the text"),
        ("a: [x\n", "close the list with ]"),
        ("a: {x: 1\n", "close the braces with }"),
        ("- a\nb: 1\n", "give every item of this list a dash at the same indentation"),
        ("a: *\n", "quote a text that starts with & or *"),
        ("a: 1\nbc\nd: 1\n", "write `key: value`, with a space after the colon"),
    ],
)
def test_broken_yaml_is_explained_in_plain_words(text: str, hint: str) -> None:
    _, found = parse(text, "f.yml")
    assert [p.hint for p in found] == [hint]


def test_every_repeated_key_is_reported_with_the_line_of_the_first() -> None:
    _, found = parse("a: 1\nb: {c: 1, c: 2}\na: 3\n", "f.yml")
    assert [(str(p.place), p.code, p.hint) for p in found] == [
        ("f.yml:2:11", "KB103", "the first stands in line 2; keep one of them"),
        ("f.yml:3:1", "KB103", "the first stands in line 1; keep one of them"),
    ]


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert value("a: &x {b: 1}\nc: {<<: *x}\n") == {"a": {"b": "1"}, "c": {"<<": {"b": "1"}}}


def test_an_alias_repeats_a_value() -> None:
    assert value("a: &x [1]\nb: *x\n") == {"a": ["1"], "b": ["1"]}


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 100, 100_000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_a_problem_at_the_first_level_too_many(depth: int, opening: str) -> None:
    assert problems(opening * depth) == [
        f"1:{len(opening) * MAX_DEPTH + 1} KB106 lists and mappings are nested more than {MAX_DEPTH} deep"
    ]


def test_nesting_up_to_the_limit_is_fine() -> None:
    node: object = tree("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    for _ in range(MAX_DEPTH - 1):
        assert isinstance(node, Sequence)
        (node,) = node.items
    assert node == Sequence((), Place("f.yml", 1, MAX_DEPTH))


def test_a_billion_laughs_are_cut_short() -> None:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert problems("\n".join(lines)) == ["5:30 KB107 the file unfolds to more than 50,000 values"]


def test_as_many_values_as_fit_into_a_file_are_no_problem() -> None:
    assert len(tree("[" + "x, " * 49_000 + "]").items) == 49_000  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"a: 1\r\nb: 2\r\n", id="windows line ends"),
        pytest.param(b"a: 1\rb: 2\r", id="old macintosh line ends"),
        pytest.param(b"\xef\xbb\xbfa: 1\nb: 2\n", id="byte order mark"),
    ],
)
def test_line_ends_and_a_byte_order_mark_make_no_difference(data: bytes) -> None:
    assert decode(data, "f.yml") == ("a: 1\nb: 2\n", [])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("a: ok\nb: café".encode("latin-1"), "2:7 KB104 the file is not UTF-8 text"),
        ("a: 1".encode("utf-16"), "1:1 KB104 the file is not UTF-8 text"),
        ("a: 1".encode("utf-16-le"), "1:2 KB104 the character U+0000 does not belong in a text"),
        (b"a: \x00", "1:4 KB104 the character U+0000 does not belong in a text"),
        (b"a: 1\n\x1b[31m", "2:1 KB104 the character U+001B does not belong in a text"),
        (b"\x89PNG\r\n\x1a\n", "1:1 KB104 the file is not UTF-8 text"),
        (b"PK\x03\x04", "1:3 KB104 the character U+0003 does not belong in a text"),
        (b"a: \xed\xa0\x80", "1:4 KB104 the file is not UTF-8 text"),
        ("a: x\u2028y".encode(), "1:5 KB104 the character U+2028 does not belong in a text"),
        ("a: 1\nb: \ufeff".encode(), "2:4 KB104 the character U+FEFF does not belong in a text"),
        (b"a" * 1_000_001, "1:1 KB105 the file is 1.0 MB; content files end at 1 MB"),
    ],
)
def test_bytes_that_are_no_text_are_a_problem_with_its_place(data: bytes, expected: str) -> None:
    text, found = decode(data, "f.yml")
    assert text == ""
    assert [f"{p.place.line}:{p.place.column} {p.code} {p.message}" for p in found] == [expected]


def test_a_carriage_return_that_is_spelled_is_a_line_end_too() -> None:
    assert value(r'a: "x\r\ny\rz"') == {"a": "x\ny\nz"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: 1\n---\nBody\n", ("a: 1\n", "Body\n", 4)),
        ("---\na: 1\n---", ("a: 1\n", "", 3)),
        ("---\n---\nBody\n", ("", "Body\n", 3)),
        ("Body\n---\n", ("", "Body\n---\n", 1)),
        ("---\na: 1\n", ("", "---\na: 1\n", 1)),
        ("---\na: 1\n---\nBody\n---\nMore\n", ("a: 1\n", "Body\n---\nMore\n", 4)),
        ("", ("", "", 1)),
        ("---", ("", "---", 1)),
    ],
)
def test_front_matter_stands_between_two_lines_of_dashes(text: str, expected: tuple[str, str, int]) -> None:
    assert split_front_matter(text) == expected


def test_printable_keeps_one_line_of_text() -> None:
    assert printable("a\nb\x1b\udcffc ä") == "a\ufffdb\ufffd\ufffdc ä"
