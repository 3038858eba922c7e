"""Tables as CSV: what is written comes back whole, here and in Python, and no cell is a formula to a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.browser.components import empty_page

CELLS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.text(st.sampled_from("=+-@'\"\t\r\n ,;|aé1😀\ufeff\u2028\u00a0\u200b\u202e＝"), max_size=6),
    st.sampled_from(
        ["", "=1+1", "-5", "-5+1", "'=x", "''=x", "sep=;", "007", "👩‍⚕️", "a\nb", "a\r\nb", 'say "no"', " x "]
    ),
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=5)
UNSEEN = "".join(chr(point) for point in range(0x110000) if unicodedata.category(chr(point)) in ("Cc", "Cf"))
SPACE = rf"\s{re.escape(UNSEEN)}"
"""Space, and what cannot be seen, the mark at the start of a file among it."""
FORMULA = re.compile(rf"[{SPACE}]*[=+\-@\t\r＝＋－＠]")
WRITE = "async (rows) => (await import('/components/tool-parts/csv.mjs')).writeCsv(rows)"
READ = "async (text) => (await import('/components/tool-parts/csv.mjs')).readCsv(text)"
DECODE = """async (bytes) => {
  const { decodeCsv, readCsv } = await import("/components/tool-parts/csv.mjs");
  return readCsv(decodeCsv(new Uint8Array(bytes).buffer)).map(({ cells }) => cells);
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with empty_page(browser, tmp_path_factory.mktemp("csv")) as page:
        yield page


def cells(page: Page, text: str) -> list[list[str]]:
    return [row["cells"] for row in page.evaluate(READ, text)]


def in_python(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=TABLES)
def test_every_table_comes_back_as_it_was(page: Page, rows: list[list[str]]) -> None:
    assert cells(page, page.evaluate(WRITE, rows)) == rows


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=TABLES)
def test_python_reads_the_same_and_no_cell_begins_like_a_formula(page: Page, rows: list[list[str]]) -> None:
    found = in_python(page.evaluate(WRITE, rows))
    pairs = [pair for row, own in zip(found, rows, strict=True) for pair in zip(row, own, strict=True)]
    assert [pair for pair in pairs if pair[0] not in (pair[1], f"'{pair[1]}")] == []
    assert [cell for cell, _ in pairs if FORMULA.match(cell) and not re.fullmatch(r"-[0-9]+([.,][0-9]+)?", cell)] == []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=TABLES.filter(bool), separator=st.sampled_from(",;\t"), end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_python_writes_is_read_with_any_separator_and_line_end(
    page: Page, rows: list[list[str]], separator: str, end: str
) -> None:
    """With headings, which show what the separator is; only the mark before a formula is taken away."""
    heading = ["one", "two", "three", "four"]
    file = io.StringIO(newline="")
    # Quotes around everything: Python leaves out those around an empty row and around some line ends of others.
    csv.writer(file, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([heading, *rows])
    plain = [
        [cell[1:] if cell.startswith("'") and FORMULA.match(cell.lstrip("'")) else cell for cell in row] for row in rows
    ]
    assert cells(page, file.getvalue()) == [heading, *plain]


def test_a_cell_of_a_megabyte_comes_back_and_the_lines_after_it_keep_their_number(page: Page) -> None:
    large = 'a "quoted", line\n' * 62500
    found = page.evaluate(READ, page.evaluate(WRITE, [[large, "b"], ["c", "d"]]))
    assert [(row["line"], row["cells"]) for row in found] == [(1, [large, "b"]), (62502, ["c", "d"])]


def test_what_is_quoted_wrongly_is_one_row_with_its_line_and_the_others_are_read(page: Page) -> None:
    text = 'name;visa\n"Big" house;1\n\n"open;2\n"two\nlines";3\nlast;"4'
    found: list[dict[str, Any]] = page.evaluate(READ, text)
    assert [(row["line"], row["raw"], row.get("wrong", "")) for row in found] == [
        (1, "name;visa", ""),
        (2, '"Big" house;1', "text follows a closing quotation mark"),
        (4, '"open;2', "text follows a closing quotation mark"),
        (5, '"two\nlines";3', ""),
        (7, 'last;"4', "a quotation mark is never closed"),
    ]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"], ids=["plain", "mark", "sixteen", "old"]
)
def test_files_are_read_in_the_encodings_that_spreadsheets_write(page: Page, encoding: str) -> None:
    data = "sep=;\r\nname;place\r\nDr. Müller;Zürich\r\n".encode(encoding)
    assert page.evaluate(DECODE, list(data)) == [["name", "place"], ["Dr. Müller", "Zürich"]]
