"""What others send to a reader as a link or a file, and what is typed: no page runs any of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_hostile_content import NOTHING_WRONG, SENTINELS, WRONG
from tests.build.hostile import LINES, RUN
from tests.site.kinds import Kinds
from tests.site.robot import do_everything
from tests.site.states import TAKES_AWAY, answer_all, fill_a_tool

ATTACKS = (
    *LINES, f"javascript:{RUN}", "__proto__", "constructor", "%", "%E0%A4%A", "%00", "\ud7ff\ufffd", "a" * 70_000,
    "..%2f..%2f", "'-alert(1)-'", "${alert(1)}", "{{constructor.constructor('alert(1)')()}}", "=HYPERLINK(\"http://x.invalid\")",
)  # fmt: skip
FORMS = (
    "{}", "a={}", "a={}.yes", "a={}.{}~{}.{}_{}&v={}&q={}", "code={}", "flow={}&a={}", "__proto__[hit]={}",
    "a=__proto__.{}&v=1",
)  # fmt: skip
EACH_FRAGMENT = """async (fragments) => {
  for (const fragment of fragments) {
    location.hash = fragment;
    await new Promise((done) => setTimeout(done));
  }
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(accept_downloads=True, viewport={"width": 360, "height": 640}) as context:
        context.set_default_timeout(8000)
        context.add_init_script(SENTINELS)
        yield context.new_page()


def fragments() -> list[str]:
    """Every attack in every form; half of them as they are, half with all their signs written as %."""
    texts = [*ATTACKS[::2], *(quote(attack, safe="") for attack in ATTACKS[1::2])]
    return [form.replace("{}", text) for text in texts for form in FORMS if len(text) < 1000 or form == "a={}.yes"]


@pytest.mark.parametrize("kind", ["flow", "embed", "tool plan", "home", "faq"])
def test_no_fragment_of_an_address_runs_on_a_page_that_is_open_or_opened_with_it(
    kind: str, page: Page, site: str, kinds: Kinds
) -> None:
    def opened(address: str) -> None:
        page.goto(address)
        if kind in ("flow", "embed"):
            page.locator("flow-runner").wait_for()  # only then has it read the fragment

    address = site + kinds.one(kind)
    opened(address)
    page.evaluate(EACH_FRAGMENT, fragments())
    found = [page.evaluate(WRONG)]
    for attack in ATTACKS[::15]:
        for form in ("a={}.{}&v={}&q={}", "code={}", "flow={}&a={}"):
            page.goto("about:blank")
            opened(f"{address}#{form.replace('{}', quote(attack, safe='<>()'))}")
            found.append(page.evaluate(WRONG))
    assert [wrong for wrong in found if wrong != NOTHING_WRONG] == []
    if kind == "flow":
        page.goto(address)
        answer_all(page)
        assert page.locator(".flow-view .lead").is_visible()


def test_nothing_that_is_typed_or_searched_runs(page: Page, site: str, kinds: Kinds) -> None:
    found = {}
    for kind in [kind for kind in kinds.addresses if kind.startswith(("tool ", "helper"))]:
        page.goto(site + kinds.one(kind))
        for attack in ("<img src=x onerror=window.__pwned=1>", f'"><script>{RUN}</script>', f"javascript:{RUN}"):
            do_everything(page, attack, TAKES_AWAY)
        page.reload()
        found[kind] = page.evaluate(WRONG)
    page.goto(site + kinds.one("faq"))
    page.keyboard.press("/")
    for attack in ATTACKS:
        page.locator("dialog.search input").fill(f"visa {attack}"[:2000])
    expect(page.locator("dialog.search [role=status]")).not_to_contain_text("Loading")
    found["search"] = page.evaluate(WRONG)
    assert {kind: wrong for kind, wrong in found.items() if wrong != NOTHING_WRONG} == {}


def test_no_cell_of_a_file_that_is_read_into_the_list_runs(page: Page, site: str, kinds: Kinds) -> None:
    page.goto(site + kinds.one("tool list"))
    page.evaluate("document.querySelectorAll('tool-list details').forEach((it) => (it.open = true))")
    cells = [attack.replace('"', '""') for attack in ATTACKS if len(attack) < 1000]
    headings = page.locator("form .tool-field > span").all_inner_texts()
    rows = [",".join(f'"{heading}"' for heading in headings[:3])]
    rows += [f'"{one}","{two}","{one}"' for one, two in zip(cells, reversed(cells), strict=True)]
    file = {"name": "<img src=x onerror=alert(1)>.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}
    page.locator("tool-list input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Add these lines").click()
    page.locator(".list-cards li").first.wait_for()
    do_everything(page, "x", "remove|delete|forget|import")
    assert page.evaluate(WRONG) == NOTHING_WRONG
    page.reload()
    assert page.locator(".list-cards li").count() > 20
    assert page.evaluate(WRONG) == NOTHING_WRONG


def test_no_text_of_a_file_with_everything_runs_in_any_tool(
    page: Page, browser: Browser, site: str, kinds: Kinds, tmp_path: Path
) -> None:
    """All that tools keep, exported; every text in it replaced; and taken over on another device."""
    tools = [kind for kind in kinds.addresses if kind.startswith("tool ") and kind != "tool data"]
    page.goto(site + kinds.one("flow"))
    page.get_by_label("Remember my answers").check()
    answer_all(page)
    for kind in tools:
        page.goto(site + kinds.one(kind))
        fill_a_tool(page)
    page.goto(site + kinds.one("tool data"))
    with page.expect_download() as saved:
        page.get_by_role("button", name="Export everything to one file").click()
    file = json.loads(saved.value.path().read_text("utf-8"))
    assert len([name for name in file["local"] if name.startswith("tool:")]) >= 5
    for attack in (f"<img src=x onerror={RUN}>", f"javascript:{RUN}", '"><svg onload=alert(1)>', "__proto__"):
        hostile = file | {
            "local": {name: json.dumps(replaced(json.loads(t), attack)) for name, t in file["local"].items()}
        }
        (tmp_path / "all.json").write_text(json.dumps(hostile | {attack: attack}), "utf-8")
        with browser.new_context(accept_downloads=True) as context:
            context.add_init_script(SENTINELS)
            other = context.new_page()
            other.goto(site + kinds.one("tool data"))
            other.locator("tool-data input[type=file]").set_input_files(tmp_path / "all.json")
            other.get_by_role("button", name="Take over what is ticked").click()
            found = {}
            for kind in [*tools, "tool data", "flow", "faq"]:
                other.goto(site + kinds.one(kind))
                do_everything(other, "x", TAKES_AWAY)
                found[kind] = other.evaluate(WRONG)
                assert other.locator("article h1").is_visible()
        assert {kind: wrong for kind, wrong in found.items() if wrong != NOTHING_WRONG} == {}


def replaced(value: object, attack: str) -> object:
    """The same form with another text in place of each; names of keys stay."""
    match value:
        case dict():
            return {key: replaced(inner, attack) for key, inner in value.items()}
        case list():
            return [replaced(inner, attack) for inner in value]
        case str():
            return f"{value[:20]} {attack}"
    return value
