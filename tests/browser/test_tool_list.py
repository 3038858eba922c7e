"""The list: lines are read, judged, counted, sorted and kept; nothing of a file or of the list gets lost."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.paperwork import (
    refuse_storage,
    said,
    saved,
    stored,
    too_small,
    violations,
)

HEADINGS = "Bicycle,Type,Frame,Price %,Notes"
IMPORT = "async ([data, text]) => (await import('/components/tool-list/table.mjs')).imported(data, text)"
EXPORT = "async ([data, rows]) => (await import('/components/tool-list/table.mjs')).exported(data, rows)"
JUDGE = """async ([data, lines]) => {
  const { judged } = await import("/components/tool-list/table.mjs");
  return lines.map((cells) => {
    const { group, because, signs, score, unread } = judged(data, cells);
    return [data.groups[group].id, because, signs.map(([sign]) => sign), score, unread.map(({ id }) => id)];
  });
}"""
PASTE = """(field, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  field.focus();
  if (field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true }))) field.value = text;
}"""
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    [
        "",
        "Bike",
        "city",
        "sound",
        "cracked",
        "40%",
        '"',
        'a "b" c',
        "a,b",
        "=1+1",
        "two\nlines",
        "Status",
        "__proto__",
        "🚲",
    ]
)


TOOL, NOW = "offers", "2026-11-24T10:00:00+05:30"


@pytest.fixture(scope="module")
def pure(browser: Browser, address: str) -> Iterator[tuple[Page, dict[str, Any]]]:
    """A page to call functions on, and the list's JSON."""
    with browser.new_context() as context:
        page = context.new_page()
        page.request.get(address)
        text = (
            page.request.get(address).text().partition('<script type="application/json">')[2].partition("</script>")[0]
        )
        page.goto(address)
        yield page, json.loads(text)


def paste(page: Page, text: str, button: str = "Add these lines") -> None:
    if not page.get_by_label("Or lines pasted").is_visible():
        page.get_by_text("Import from a file").click()
    page.get_by_label("Or lines pasted").evaluate(PASTE, text)
    page.get_by_role("button", name=button).click()


def entry(page: Page, name: str) -> Locator:
    """A field of the form for one line."""
    return page.locator("form .tool-field").filter(has_text=name).locator("input, select, textarea")


def names(page: Page) -> list[str]:
    return page.locator(".list-cards > li > p:first-child > strong").all_inner_texts()


def counts(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".list-counts p").all_inner_texts()]


def many(number: int) -> str:
    lines = [
        f"Bike {n:04},{'city' if n % 3 else 'tour'},{'sound' if n % 2 else 'cracked'},{n % 100}," for n in range(number)
    ]
    return "\n".join([HEADINGS, *lines])


def test_each_line_is_judged_by_the_first_row_that_holds_with_its_signs(pure: tuple[Page, dict[str, Any]]) -> None:
    page, data = pure
    lines = [
        {"frame": "No crack", "price": "40 %"},
        {"frame": "A long CRACK at the seat", "price": "10"},
        {"frame": "fine", "price": "51"},
        {"price": "50.9"},
        {"frame": "somehow", "price": "cheap"},
        {},
    ]
    assert page.evaluate(JUDGE, [data, lines]) == [
        ["go", "Sound and cheap.", ["good"], 1, []],
        ["leave", "A cracked frame is no offer.", [], 0, []],
        ["ask", "Something is not known.", ["good", "bad"], 0, []],
        ["ask", "Something is not known.", ["unknown"], 0, []],
        ["ask", "Something is not known.", ["unknown"], 0, ["frame"]],
        ["ask", "Something is not known.", ["unknown"], 0, []],
    ]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.lists(WORDS, min_size=1, max_size=7), max_size=6), heading=st.booleans())
def test_no_line_of_any_file_is_lost(pure: tuple[Page, dict[str, Any]], lines: list[list[str]], heading: bool) -> None:
    """Every cell that holds anything is on the list or among the lines that could not be read."""
    page, data = pure
    file = io.StringIO(newline="")
    csv.writer(file).writerows([HEADINGS.split(","), *lines] if heading else lines)
    read = page.evaluate(IMPORT, [data, file.getvalue()])
    kept = [[*row["cells"].values(), *(cell for _, cell in row["more"])] for row in read["rows"]]
    everything = {bare(cell) for row in kept for cell in row}
    raw = bare("".join(line["raw"] for line in read["unread"]))
    for cell in (bare(cell) for line in lines for cell in line):
        # Where another separator is taken for the file's, a cell on the list holds several of the file's.
        listed = any(cell.lstrip("'") in whole or cell.replace('"', '""') in whole for whole in everything)
        found = listed or cell in raw or cell.replace('"', '""') in raw
        assert found or is_said_otherwise(cell, data)


def bare(cell: str) -> str:
    """A text without the space that an import may leave out."""
    return re.sub(r"[\s\ufeff]", "", cell)


def is_said_otherwise(cell: str, data: dict[str, Any]) -> bool:
    """A heading, how far a line has come, or nothing but separators: not a text of its own."""
    known = [name for column in data["columns"] for name in (column["id"], column["label"], *column["also"])]
    return cell.casefold() in [bare(name).casefold() for name in [*known, "Status"]] or not cell.strip(";,")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.lists(WORDS, min_size=5, max_size=5), max_size=5))
def test_an_export_comes_back_as_the_same_list(pure: tuple[Page, dict[str, Any]], lines: list[list[str]]) -> None:
    page, data = pure
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([[*HEADINGS.split(",")[:4], "Colour"], *lines])
    first = page.evaluate(IMPORT, [data, file.getvalue()])
    again = page.evaluate(IMPORT, [data, page.evaluate(EXPORT, [data, first["rows"]])])
    assert (again["rows"], again["unread"]) == (first["rows"], [])


def test_an_export_opens_in_python_with_the_verdict_beside_each_line(page: Page) -> None:
    paste(page, f"{HEADINGS},Colour,Status\nOne,city,sound,40,=1+1,red,Seen\nTwo,tour,crack,,,,")
    text = saved(page, "Export as CSV")
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))) == [
        [*HEADINGS.split(","), "Status", "Colour", "Group (worked out)", "Reasons (worked out)"],
        ["One", "city", "sound", "40", "'=1+1", "Seen", "red", "Go and see", "Sound and cheap."],
        ["Two", "tour", "crack", "", "", "Not seen", "", "Leave it", "A cracked frame is no offer."],
    ]


def test_an_entry_is_added_by_hand_and_judged_at_once(page: Page) -> None:
    entry(page, "Bicycle").fill("Blue one")
    entry(page, "Frame").select_option("No crack")
    entry(page, "Price %").fill("30")
    page.keyboard.press("Enter")
    assert said(page) == "Blue one: Go and see. Sound and cheap."
    assert names(page) == ["Blue one"]
    page.reload()
    assert names(page) == ["Blue one"]


def test_what_is_refused_is_refused_plainly_and_not_counted(page: Page) -> None:
    paste(page, f"{HEADINGS}\nGood,city,sound,40,\nBad,city,crack,10,\nOther,tour,sound,40,")
    assert counts(page) == [
        "Main type (city): 1 of 3 to 5",
        "Other types: 1 of 1 to 2",
        "Go and see: 2 · Ask: 0 · Leave it: 1",
    ]
    assert page.locator(".list-refused").inner_text().startswith("Bad ✕ Leave it\n")
    assert names(page) == ["Good", "Other", "Bad"]
    page.locator("details[open] summary", has_text="Import").click()
    page.get_by_text("Add by hand").click()
    entry(page, "Bicycle").fill("Worse")
    entry(page, "Frame").select_option("A crack, or a bend")
    page.get_by_role("button", name="Add", exact=True).click()
    assert said(page) == "Worse: Leave it. A cracked frame is no offer. It stays on the list and is not counted."


def test_the_main_value_can_be_chosen(page: Page) -> None:
    paste(page, f"{HEADINGS}\nA,city,,,\nB,city,,,\nC,tour,,,")
    page.locator(".list-counts select").select_option("tour")
    assert counts(page)[0] == "Main type (tour): 1 of 3 to 5"
    page.reload()
    assert counts(page)[0] == "Main type (tour): 1 of 3 to 5"


def test_lines_that_cannot_be_read_are_listed_with_their_number_until_somebody_forgets_them(page: Page) -> None:
    paste(page, f'My bicycles\n{HEADINGS}\nA,city,,,\n,city,,,no name\nB,city,,,,,too long\n"C" x,city\nD')
    assert said(page) == "2 offers added. 4 lines could not be read: see below."
    lines = page.locator("details li").filter(has_text="Line ").all_inner_texts()
    assert [line.replace("\n", " ") for line in lines] == [
        "Line 1: it stands above the headings. My bicycles",
        "Line 4: nothing stands under “Bicycle”. ,city,,,no name",
        "Line 5: 7 cells, but 5 headings: a cell with a comma needs quotation marks. B,city,,,,,too long",
        'Line 6: text follows a closing quotation mark. "C" x,city',
    ]
    page.reload()
    assert page.locator("details li").filter(has_text="Line ").count() == 4
    page.get_by_role("button", name="Take them to the box above").click()
    assert page.get_by_label("Or lines pasted").input_value().splitlines()[0] == HEADINGS
    page.get_by_role("button", name="Forget these lines").click()
    assert page.locator("details li").filter(has_text="Line ").count() == 0
    page.get_by_role("button", name="Undo").click()
    assert page.locator("details li").filter(has_text="Line ").count() == 4


def test_the_same_file_twice_adds_nothing_and_a_list_can_be_replaced_and_brought_back(page: Page) -> None:
    paste(page, f"{HEADINGS}\nA,city,,,\nB,tour,,,")
    paste(page, f"{HEADINGS}\nA,city,,,\nC,tour,,,")
    assert said(page) == "1 offer added. 1 stood on your list already."
    paste(page, "Bicycle\nZ", "Replace my list")
    assert (names(page), said(page)) == (["Z"], "1 offer added. 3 removed.")
    page.get_by_role("button", name="Undo").click()
    assert sorted(names(page)) == ["A", "B", "C"]


def test_a_file_is_chosen_and_its_words_are_never_read_as_html(page: Page) -> None:
    page.get_by_text("Import from a file").click()
    data = "Bicycle\tNotes\r\n<img src=x onerror=alert(1)>\t<b>no</b>\r\n".encode("utf-16")
    page.get_by_label("A CSV file").set_input_files({"name": "x.csv", "mimeType": "text/csv", "buffer": data})
    expect(page.locator(".tool-said").first).to_contain_text("x.csv is read.")
    page.get_by_role("button", name="Add these lines").click()
    assert names(page) == ["<img src=x onerror=alert(1)>"]
    assert page.locator("tool-list img, tool-list b").count() == 0


def test_a_line_is_changed_marked_removed_and_brought_back(page: Page) -> None:
    paste(page, f"{HEADINGS}\nA,city,hm,40,\nB,tour,,,")
    assert "Frame: “hm” can mean several things." in page.locator(".list-cards li").first.inner_text()
    page.get_by_role("button", name="Change A").click()
    assert page.evaluate("document.activeElement.value") == "A"
    assert entry(page, "Frame").input_value() == "hm"
    entry(page, "Frame").select_option("No crack")
    page.get_by_role("button", name="Keep the change").click()
    assert said(page) == "A: Go and see. Sound and cheap."
    page.get_by_label("Status of A").focus()
    page.get_by_label("Status of A").select_option("Seen")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Status of A"
    page.get_by_role("button", name="Remove A").click()
    assert (names(page), said(page)) == (["B"], "A is removed.")
    page.keyboard.press("Enter")
    assert names(page) == ["A", "B"]
    assert [(row["cells"]["name"], row["status"]) for row in stored(page, "offers")["rows"]] == [
        ("B", "new"),
        ("A", "seen"),
    ]


def test_the_list_is_sorted_and_filtered(page: Page) -> None:
    paste(page, f"{HEADINGS}\nC,city,sound,10,near\nA,tour,crack,,\nB,city,,,Near the lake")
    assert names(page) == ["C", "B", "A"]
    page.get_by_role("combobox", name="Sort by").select_option("Bicycle")
    assert names(page) == ["A", "B", "C"]
    page.get_by_role("searchbox").fill("NEAR")
    assert names(page) == ["B", "C"]
    page.get_by_role("combobox", name="Group").select_option("Go and see")
    assert names(page) == ["C"]
    page.get_by_role("combobox", name="Status", exact=True).select_option("Bought")
    assert (names(page), page.locator(".tool-quiet[role=status]").inner_text()) == ([], "Nothing on your list fits.")


def test_of_two_thousand_lines_only_what_is_looked_at_is_drawn(page: Page) -> None:
    paste(page, many(2000))
    assert said(page) == "2000 offers added."
    assert page.locator(".list-cards > li").count() == 50
    page.get_by_role("button", name="Show 50 more").click()
    assert page.locator(".list-cards > li").count() == 100
    assert page.evaluate("document.activeElement.closest('li').dataset.id") == page.locator(".list-cards > li").nth(
        50
    ).get_attribute("data-id")
    page.get_by_role("searchbox").fill("Bike 1999")
    assert names(page) == ["Bike 1999"]
    page.reload()
    assert page.locator(".tool-quiet[role=status]").inner_text() == "50 of 2000 shown"
    assert len(stored(page, "offers")["rows"]) == 2000


def test_two_tabs_add_to_the_same_list(context: BrowserContext, page: Page, address: str) -> None:
    other = context.new_page()
    other.goto(address)
    paste(page, "Bicycle\nHere")
    expect(other.locator(".list-cards strong")).to_have_text(["Here"])
    paste(other, "Bicycle\nThere")
    expect(page.locator(".list-cards strong")).to_have_text(["Here", "There"])


@pytest.mark.parametrize(
    ("how", "words"), [("full", "no room for your last changes"), ("off", "keeps nothing for this site")]
)
def test_without_room_or_storage_the_list_works_says_so_and_can_be_exported(
    context: BrowserContext, address: str, how: str, words: str
) -> None:
    page = context.new_page()
    refuse_storage(page, how)
    page.goto(address)
    paste(page, "Bicycle\nA\nB")
    assert names(page) == ["A", "B"]
    assert words in page.locator(".tool-warning[role=alert]").inner_text()
    assert saved(page, "Export as CSV").count("\r\n") == 3


def test_what_is_stored_and_cannot_be_read_is_put_aside_and_said(page: Page) -> None:
    page.evaluate("""localStorage.setItem("kb:/:tool:offers", '{"v":0,"value":{"rows":[7],"unread":[]}}')""")
    page.reload()
    assert "put aside" in page.locator(".tool-warning[role=alert]").inner_text()
    assert page.evaluate("Object.keys(localStorage)") == ["kb:/:tool:offers:aside:1"]


def test_the_list_can_be_worked_by_keyboard_alone(page: Page) -> None:
    def tab_to(name: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            text = page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).innerText")
            if name in (text or ""):
                return
        raise AssertionError(f"Tab never reaches {name}")

    tab_to("Bicycle")
    page.keyboard.type("Mine")
    tab_to("Frame")
    page.keyboard.press("N")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert said(page).startswith("Mine: ")
    tab_to("Remove")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert names(page) == ["Mine"]


def test_axe_finds_nothing_and_a_thumb_hits_everything(page: Page) -> None:
    found = [*violations(page), *too_small(page)]
    paste(page, f'{HEADINGS},Colour\nA,city,hm,40,a note,red\nB,tour,crack,,,\n,x,,,,\n"C" d')
    page.locator(".list-cards summary").first.click()
    page.get_by_role("button", name="Change A").click()
    assert [*found, *violations(page), *too_small(page)] == []


def test_the_list_stays_usable_without_a_network_and_asks_nobody(context: BrowserContext, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    context.set_offline(True)
    paste(page, many(60))
    page.get_by_role("searchbox").fill("0001")
    assert (names(page), asked) == (["Bike 0001"], [])
