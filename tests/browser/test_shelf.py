"""What tools keep on a device: full, switched off, private, two tabs, older and newer versions; nothing gets lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.components import lay_out
from tests.browser.local_site import served

KEY = "kb:/:tool:list"
OPEN = """async (options = {}) => {
  const { shelf } = await import("/components/tool-parts/shelf.mjs");
  window.add = (id, words) => kept.change((old) => ({ ...old, [id]: words }));
  const no = () => { throw new DOMException("No", "QuotaExceededError"); };
  window.refuse = (name) => { Storage.prototype[name] = no; };
  window.heard = 0;
  window.kept = shelf({ site: "/", tool: "list", empty: {}, sound: (it) => typeof it === "object", ...options });
  window.kept.watch(() => { window.heard += 1; });
  return look();
}"""
LOOK = "window.look = () => [kept.read(), kept.state(), kept.said() ? 'said' : '']"
UPGRADES = """async () => {
  const { shelf } = await import("/components/tool-parts/shelf.mjs");
  const upgrades = [(old) => ({ rows: old }), (old) => ({ ...old, notes: {} })];
  const empty = { rows: {}, notes: {} };
  window.kept = shelf({ site: "/", tool: "list", empty, upgrades, sound: (it) => Boolean(it.rows) });
  return look();
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("shelf")
    lay_out(folder)
    with served(folder) as root:
        yield root


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as context:
        context.add_init_script(LOOK)
        yield context


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


@pytest.fixture
def other(context: BrowserContext, address: str) -> Page:
    """Another tab of the same device."""
    other = context.new_page()
    other.goto(address)
    return other


def stored(page: Page, key: str = KEY) -> Any:
    """What is kept, without the names of the tabs that wrote it."""
    text = page.evaluate("(key) => localStorage.getItem(key)", key)
    return text and {name: value for name, value in json.loads(text).items() if name != "by"}


def test_a_change_is_stored_with_the_version_of_its_shape_and_found_again(page: Page) -> None:
    assert page.evaluate(OPEN) == [{}, "kept", ""]
    assert page.evaluate("add('a', 'one')") == {"a": "one"}
    assert stored(page) == {"v": 0, "value": {"a": "one"}}
    page.reload()
    assert page.evaluate(OPEN) == [{"a": "one"}, "kept", ""]


def test_two_tabs_do_not_undo_each_other_and_hear_of_each_other(page: Page, other: Page) -> None:
    page.evaluate(OPEN)
    other.evaluate(OPEN)
    page.evaluate("add('a', 'here')")
    other.wait_for_function("heard === 1")  # a browser tells other tabs in its own time
    other.evaluate("add('b', 'there')")
    page.wait_for_function("heard === 1")
    page.evaluate("add('c', 'here again')")
    other.wait_for_function("heard === 2")
    both = {"a": "here", "b": "there", "c": "here again"}
    assert [page.evaluate("look()"), other.evaluate("look()")] == [[both, "kept", ""]] * 2


def at_the_same_time(one: Page, other: Page, changes: tuple[str, str]) -> Any:
    """Each of two tabs makes a change before it has heard of the other's, as two processes of a browser may; what the
    second sees then."""
    before = one.evaluate("(key) => localStorage.getItem(key)", KEY)
    one.evaluate(changes[0])
    return other.evaluate(
        """([before, change]) => {
          const real = Storage.prototype.getItem;
          Storage.prototype.getItem = function () { Storage.prototype.getItem = real; return before; };
          return eval(change);
        }""",
        [before, changes[1]],
    )


def test_changes_that_two_tabs_make_at_the_same_time_are_both_kept(page: Page, other: Page) -> None:
    page.evaluate(OPEN)
    other.evaluate(OPEN)
    page.evaluate("add('a', 'before')")
    other.wait_for_function("heard === 1")
    seen = at_the_same_time(page, other, ("add('b', 'here')", "add('c', 'there')"))
    assert seen == {"a": "before", "c": "there"}
    both = {"a": "before", "b": "here", "c": "there"}
    for each in (page, other):
        each.wait_for_function("Object.keys(look()[0]).length === 3")
        assert each.evaluate("look()") == [both, "kept", ""]
    assert stored(page) == {"v": 0, "value": both}


def test_many_changes_of_two_tabs_without_a_pause_are_all_kept(page: Page, other: Page) -> None:
    for name, each in (("a", page), ("b", other)):
        each.evaluate(OPEN)
        each.evaluate(
            f"""() => {{
              let count = 0;
              const next = () => {{ add("{name}" + count, ""); if ((count += 1) < 25) setTimeout(next); }};
              setTimeout(next);
            }}"""
        )
    for each in (page, other):
        each.wait_for_function("Object.keys(look()[0]).length === 50")


def test_what_another_page_deletes_or_brings_from_elsewhere_is_not_made_again(page: Page, other: Page) -> None:
    page.evaluate(OPEN)
    page.evaluate("add('a', 'one')")
    other.evaluate("(key) => localStorage.removeItem(key)", KEY)
    page.wait_for_function("heard === 1")
    assert (page.evaluate("look()"), stored(page)) == ([{}, "kept", ""], None)
    page.evaluate("add('b', 'two')")
    other.evaluate("(key) => localStorage.setItem(key, JSON.stringify({ v: 0, value: { c: 'old' } }))", KEY)
    page.wait_for_function("heard === 2")
    assert page.evaluate("add('d', 'three')") == {"c": "old", "d": "three"}


def test_a_record_names_no_more_than_the_tabs_of_late_and_one_that_is_named_no_longer_adds_nothing_twice(
    page: Page, other: Page
) -> None:
    page.evaluate(OPEN)
    page.evaluate("kept.change((old) => ({ ...old, rows: [...(old.rows ?? []), 'a'] }))")
    for number in range(40):
        other.evaluate(OPEN)
        other.evaluate("(name) => add(name, '')", f"t{number}")
    page.wait_for_function("Object.keys(look()[0]).length === 41")
    record = json.loads(page.evaluate("(key) => localStorage.getItem(key)", KEY))
    assert (len(record["by"]), record["value"]["rows"]) == (32, ["a"])


def test_a_full_device_keeps_the_change_in_the_tab_and_stores_it_with_the_next_that_fits(page: Page) -> None:
    page.evaluate(OPEN)
    page.evaluate("add('a', 'one')")
    page.evaluate(
        "localStorage.setItem('filler', 'x'.repeat(5 * 1024 * 1024 - 200 - JSON.stringify(localStorage).length))"
    )
    page.evaluate("add('b', 'y'.repeat(1000))")
    assert page.evaluate("look()") == [{"a": "one", "b": "y" * 1000}, "full", "said"]
    assert stored(page) == {"v": 0, "value": {"a": "one"}}
    page.evaluate("localStorage.removeItem('filler')")
    page.evaluate("add('c', 'three')")
    assert page.evaluate("look()") == [{"a": "one", "b": "y" * 1000, "c": "three"}, "kept", ""]
    assert stored(page)["value"] == {"a": "one", "b": "y" * 1000, "c": "three"}


def test_what_another_tab_stores_meanwhile_stays_when_a_full_device_has_room_again(page: Page, other: Page) -> None:
    other.evaluate(OPEN)
    page.evaluate(OPEN)
    page.evaluate("window.real = Storage.prototype.setItem; refuse('setItem'); add('a', 'mine')")
    other.evaluate("add('b', 'theirs')")
    page.wait_for_function("heard === 1")
    page.evaluate("Storage.prototype.setItem = real; add('c', 'mine')")
    assert stored(page)["value"] == {"a": "mine", "b": "theirs", "c": "mine"}


@pytest.mark.parametrize(
    "way",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('No', 'SecurityError'); } })",
        "Object.defineProperty(window, 'localStorage', { value: null })",
        "Object.defineProperty(window, 'localStorage', { value: undefined })",
    ],
    ids=["refused", "null", "missing"],
)
def test_without_storage_everything_works_as_long_as_the_tab_and_that_is_said(page: Page, way: str) -> None:
    page.evaluate(way)
    assert page.evaluate(OPEN) == [{}, "off", "said"]
    page.evaluate("add('a', 'one')")
    assert page.evaluate("add('b', 'two')") == {"a": "one", "b": "two"}
    assert page.evaluate("look()") == [{"a": "one", "b": "two"}, "off", "said"]


def test_a_private_window_that_allows_reading_only_is_said_with_the_first_change(page: Page) -> None:
    page.evaluate(OPEN)
    page.evaluate("refuse('setItem')")
    assert page.evaluate("add('a', 'one')") == {"a": "one"}
    assert page.evaluate("look()") == [{"a": "one"}, "full", "said"]


def test_storage_that_goes_away_while_the_page_is_open_takes_nothing_from_it(page: Page) -> None:
    page.evaluate(OPEN)
    page.evaluate("add('a', 'one')")
    page.evaluate("refuse('getItem')")
    assert page.evaluate("add('b', 'two')") == {"a": "one", "b": "two"}
    assert page.evaluate("look()") == [{"a": "one", "b": "two"}, "off", "said"]


def test_data_of_an_older_version_is_brought_up_and_stays_as_it_is_until_something_changes(page: Page) -> None:
    page.evaluate("(key) => localStorage.setItem(key, JSON.stringify({ v: 0, value: { a: 1 } }))", KEY)
    assert page.evaluate(UPGRADES) == [{"rows": {"a": 1}, "notes": {}}, "kept", ""]
    assert stored(page) == {"v": 0, "value": {"a": 1}}
    page.evaluate("kept.change((old) => ({ ...old, notes: { a: 'x' } }))")
    assert stored(page) == {"v": 2, "value": {"rows": {"a": 1}, "notes": {"a": "x"}}}


def test_data_of_a_newer_version_is_left_alone(page: Page) -> None:
    page.evaluate("(key) => localStorage.setItem(key, JSON.stringify({ v: 7, value: { strange: true } }))", KEY)
    assert page.evaluate(OPEN) == [{}, "newer", "said"]
    page.evaluate("add('a', 'one')")
    assert page.evaluate("look()") == [{"a": "one"}, "newer", "said"]
    assert stored(page) == {"v": 7, "value": {"strange": True}}


@pytest.mark.parametrize("text", ["{", "null", "7", '{"v":0}', '{"v":"0","value":{}}', '{"v":0,"value":"no"}', ""])
def test_what_cannot_be_read_is_put_aside_and_never_lost(page: Page, text: str) -> None:
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    assert page.evaluate(OPEN) == [{}, "kept", "said"]
    page.evaluate("add('a', 'one')")
    assert page.evaluate("(key) => localStorage.getItem(key)", f"{KEY}:aside:1") == text
    page.evaluate("([key]) => localStorage.setItem(key, 'again {')", [KEY])
    page.evaluate("add('b', 'two')")
    assert page.evaluate("(key) => localStorage.getItem(key)", f"{KEY}:aside:2") == "again {"


def test_what_cannot_be_read_stays_where_it_is_if_there_is_no_room_beside_it(page: Page) -> None:
    page.evaluate("(key) => localStorage.setItem(key, 'broken {')", KEY)
    page.evaluate("void (Storage.prototype.setItem = () => { throw new DOMException('No', 'QuotaExceededError'); })")
    assert page.evaluate(OPEN) == [{}, "full", "said"]
    page.evaluate("add('a', 'one')")
    assert page.evaluate("look()") == [{"a": "one"}, "full", "said"]
    assert page.evaluate("(key) => localStorage.getItem(key)", KEY) == "broken {"


def test_sites_under_different_paths_of_one_host_have_shelves_of_their_own(page: Page) -> None:
    page.evaluate(OPEN)
    page.evaluate("add('a', 'one')")
    assert page.evaluate(OPEN, {"site": "/other/"}) == [{}, "kept", ""]
