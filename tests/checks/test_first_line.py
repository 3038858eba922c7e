from __future__ import annotations

import pytest

from tests.conftest import Content


@pytest.mark.parametrize(
    ("path", "line", "wanted"),
    [
        ("site.yml", 1, ".schema/site.json"),
        ("sources.yml", 1, ".schema/source.json"),
        ("faq/does-it-help.yml", 1, "../.schema/faq.json"),
        ("guides/umbrellas.md", 2, "../.schema/guide.json"),
    ],
)
def test_a_file_that_does_not_name_its_schema_is_told_the_line(
    content: Content, path: str, line: int, wanted: str
) -> None:
    first = f"# yaml-language-server: $schema={wanted}"
    assert content.change(path, first, "# a comment").messages() == [
        f"{path}:{line}:1 KB411 this line does not name the file's schema | write {first}"
    ]


def test_a_file_of_many_records_is_told_once(content: Content) -> None:
    content.write("glossary.yml", "a: {term: A, meaning: X.}\nb: {term: B, meaning: Y.}\n")
    assert content.problems() == ["glossary.yml:1:1 KB411"]


def test_it_is_a_warning_only(content: Content) -> None:
    knowledge, problems = content.change("site.yml", "# yaml-language-server", "# no").check()
    assert knowledge is not None
    assert [problem.severity for problem in problems] == ["warning"]
