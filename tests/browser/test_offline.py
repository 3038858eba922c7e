"""Pages without a network: what is kept, how a newer version comes, and what heals."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from generator.offline import offline_files
from tests.browser.kept_site import Host, hosted, snapshot, told, until, until_kept, update, version, visitor

GAVE_UP = """async () => { const { installing } = await navigator.serviceWorker.register("sw.js");
  while (installing && installing.state !== "redundant")
    await new Promise((done) => installing.addEventListener("statechange", done, { once: true })); }"""


NOTES = """(async () => { let all = "";
  for (const name of (await caches.keys()).filter((it) => it.endsWith("notes")))
    for (const found of await (await caches.open(name)).matchAll()) all += await found.text();
  return all; })()"""
"""What the worker has noted about the reader."""


@pytest.fixture
def host() -> Iterator[Host]:
    with hosted(version("first")) as host:
        yield host


def test_after_one_visit_the_page_and_what_everybody_keeps_open_without_a_network(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(f"{host.address}faq/one/")
        until_kept(page)
        host.is_off = True
        for path in ("", "flows/", "flows/way/", "faq/one/", "faq/one/index.html", "faq/one/?from=chat#place"):
            page.goto(host.address + path)
            assert told(page) == "first"
            assert page.evaluate("getComputedStyle(document.querySelector('p')).getPropertyValue('--said')") == "first"
        assert page.evaluate("fetch('../../search/names.json').then((it) => it.json())") == "first"


def test_a_page_that_is_read_is_kept_and_others_are_not(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(host.address)
        until_kept(page)
        page.goto(f"{host.address}faq/two/?utm=chat")
        until_kept(page)
        host.is_off = True
        page.goto(f"{host.address}faq/two/")
        assert told(page) == "first"
        page.goto(f"{host.address}faq/three/#place")
        assert page.url == f"{host.address}offline/#/faq/three/"
        expect(page.locator("keep-offline")).to_contain_text("this page is not kept on this device: /faq/three/")
        host.is_off = False
        page.get_by_role("link", name="Try again").click()
        page.wait_for_url("**/faq/three/")


def test_an_address_without_its_last_slash_leads_to_the_page_that_is_kept(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(host.address)
        until_kept(page)
        host.is_off = True
        page.goto(f"{host.address}flows/way")
        assert page.url == f"{host.address}flows/way/"
        assert told(page) == "first"


def test_the_page_about_it_offers_the_pages_that_were_read(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(f"{host.address}faq/one/")
        until_kept(page)
        host.is_off = True
        page.goto(f"{host.address}faq/three/")
        page.get_by_role("link", name="One").click()
        page.wait_for_url("**/faq/one/")
        assert told(page) == "first"


def test_what_a_page_calls_itself_after_answers_is_not_kept(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.add_init_script("addEventListener('DOMContentLoaded', () => (document.title = 'A secret result'))")
        page.goto(f"{host.address}faq/one/")
        until_kept(page)
        until(page, f"({NOTES}).then((it) => it.includes('faq/one/'))")
        assert "secret" not in page.evaluate(NOTES)


def test_from_a_host_that_changes_pages_on_their_way_nothing_is_kept(browser: Browser, host: Host) -> None:
    changed = {path: data + b"<!-- by the host -->" for path, data in host.files.items() if path.endswith(".html")}
    host.files = {**host.files, **changed}
    with visitor(browser) as page:
        page.goto(host.address)
        page.evaluate(GAVE_UP)
        assert page.evaluate("caches.keys()") == []
        assert not [path for path in host.asked if path.endswith(".json") and "offline" not in path]
        assert told(page) == "first"


def test_a_newer_version_comes_as_a_whole_and_the_open_page_says_so(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(f"{host.address}faq/one/")
        until_kept(page)
        host.files = version("second")
        update(page)
        assert told(page) == "first"
        line = page.locator(".newer")
        expect(line).to_contain_text("A newer version is ready")
        # What the open page asks for is still what belongs to it, data without a hash in their name too.
        assert page.evaluate("fetch('../../search/names.json').then((it) => it.json())") == "first"
        host.is_off = True
        line.get_by_role("button", name="Reload").click()
        expect(page.locator("#told")).to_have_text("second")
        expect(page.locator(".newer")).to_have_count(0)
        for path in ("", "flows/way/", "faq/one/"):
            page.goto(host.address + path)
            assert told(page) == "second"
        assert page.evaluate("fetch('../../search/names.json').then((it) => it.json())") == "second"


def test_the_older_version_goes_when_its_last_page_is_closed(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(host.address)
        until_kept(page)
        host.files = version("second")
        update(page)
        assert len(snapshot(page)) == 3
        page.reload()
        page.goto(f"{host.address}flows/")
        until(page, "caches.keys().then((it) => it.length === 2)")
        assert told(page) == "second"


def test_a_page_newer_than_what_is_kept_is_not_kept_beside_it(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(host.address)
        until_kept(page)
        first = set(snapshot(page)) - {"notes"}
        host.files = version("second")
        host.broken = {"flows/way/", "flows/", ""}  # the newer version cannot be fetched as a whole
        page.goto(f"{host.address}faq/two/")
        assert told(page) == "second"
        assert page.evaluate("fetch('../../search/names.json').then((it) => it.json())") == "second"
        page.evaluate("navigator.serviceWorker.ready.then((it) => it.update()).catch(() => {})")
        assert not any("faq/two/" in paths for name, paths in snapshot(page).items() if name in first)
        host.is_off = True
        page.goto(f"{host.address}flows/way/")
        assert told(page) == "first"
        host.is_off, host.broken = False, set()
        update(page)
        host.is_off = True
        for path in ("flows/way/", "faq/two/"):
            page.goto(host.address + path)
            assert told(page) == "second"


def test_what_has_not_changed_is_not_fetched_again(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(host.address)
        until_kept(page)
        host.files = version("first", changed={"flows/way/": "other"})
        host.asked.clear()
        update(page)
        assert sorted({path.removeprefix("/project/") for path in host.asked}) == [
            "flows/way/",
            "offline.json",
            "sw.js",
        ]


def test_a_file_that_cannot_be_had_does_not_hold_up_the_others(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(host.address)
        until_kept(page)
        host.files = version("second")
        host.broken = {"search/names.json"}
        update(page)
        host.is_off = True
        page.reload()
        assert told(page) == "second"
        host.is_off, host.broken = False, set()
        assert page.evaluate("fetch('search/names.json').then((it) => it.json())") == "second"
        until(page, "caches.match(new URL('search/names.json', location.href))")
        host.is_off = True
        assert page.evaluate("fetch('search/names.json').then((it) => it.json())") == "second"


DAMAGE = {
    "a page is cut off": """await cache.put(root, new Response((await (await cache.match(root)).text()).slice(0, 90),
        { headers: (await cache.match(root)).headers }))""",
    "a page is another": """await cache.put(root, new Response("<p id=told>wrong</p>",
        { headers: { "content-type": "text/html" } }))""",
    "a page is gone": "await cache.delete(root)",
    "the list is gone": "await cache.delete(root + 'offline.json')",
    "the list is cut off": """await cache.put(root + "offline.json",
        new Response("{", { headers: { "kb-digest": "x" } }))""",
    "everything is gone": "for (const name of await caches.keys()) await caches.delete(name)",
    "the notes are nonsense": """for (const name of ["open", "wishes", "newest", "rules"])
        await (await caches.open(notes)).put(root + "offline/notes/" + name, new Response("{"))""",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_cache_heals(browser: Browser, host: Host, damage: str) -> None:
    with visitor(browser) as page:
        page.goto(f"{host.address}faq/one/")
        until_kept(page)
        page.evaluate(
            f"""async (root) => {{ const names = await caches.keys();
              const notes = names.find((it) => it.endsWith("notes"));
              const cache = await caches.open(names.find((it) => it !== notes)); {damage}; }}""",
            host.address,
        )
        for path in ("", "flows/way/", "offline/"):
            page.goto(host.address + path)
            assert told(page) == "first"
        until_kept(page)
        page.goto(host.address)
        until_kept(page)
        host.is_off = True
        page.goto(host.address)
        assert told(page) == "first"


def test_where_the_worker_cannot_be_had_the_site_works_as_without(browser: Browser, host: Host) -> None:
    host.broken = {"sw.js"}
    with visitor(browser) as page:
        page.goto(host.address)
        page.get_by_role("link", name="One").click()
        page.wait_for_url("**/faq/one/")
        assert told(page) == "first"


def test_a_first_install_that_fails_is_tried_again_with_the_next_page(browser: Browser, host: Host) -> None:
    host.broken = {"offline.json"}
    with visitor(browser) as page:
        page.goto(host.address)
        page.evaluate(GAVE_UP)
        host.broken = set()
        page.goto(f"{host.address}faq/one/")
        until_kept(page)


def test_a_site_that_has_no_worker_any_more_lets_its_readers_go(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(host.address)
        until_kept(page)
        host.files = {path: data for path, data in version("second").items() if path not in {"sw.js", "offline.json"}}
        session = page.context.new_cdp_session(page)  # a worker asks once in its life: let another begin
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
        page.goto(f"{host.address}flows/")
        until(page, "caches.keys().then((it) => it.length === 0)")
        page.goto(host.address)
        assert told(page) == "second"


def test_the_last_worker_deletes_what_was_kept_and_goes(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(host.address)
        until_kept(page)
        host.files = version("second") | offline_files({}, None)
        page.evaluate("async () => { await (await navigator.serviceWorker.ready).update(); }")
        until(page, "caches.keys().then((it) => it.length === 0)")
        until(page, "navigator.serviceWorker.getRegistrations().then((it) => it.length === 0)")
        page.goto(host.address)
        assert told(page) == "second"


def test_a_reader_who_comes_back_late_sees_the_newest_page_first(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(f"{host.address}faq/one/")
        until_kept(page)
        page.evaluate(
            """async (root) => { const notes = (await caches.keys()).find((it) => it.endsWith("notes"));
              await (await caches.open(notes)).put(root + "offline/notes/newest", new Response("5")); }""",
            host.address,
        )
        host.files = version("second")
        page.goto(f"{host.address}flows/way/")
        assert told(page) == "second"


def test_everything_is_kept_after_its_size_was_said_and_can_be_deleted(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(f"{host.address}offline/")
        until_kept(page)
        page.reload()
        element = page.locator("keep-offline")
        expect(element).to_contain_text("Kept on this device: 4 pages,")
        expect(element).to_contain_text("All the rest: 3 pages, 1 KB to download.")
        host.asked.clear()
        page.get_by_role("button", name="Keep everything (1 KB)").click()
        expect(element.get_by_role("status")).to_have_text("Everything is kept. It is renewed when it changes.")
        expect(element).to_contain_text("Kept on this device: 7 pages,")
        assert sorted(path for path in host.asked if "/faq/" in path) == [
            f"/project/faq/{it}/" for it in ("one", "three", "two")
        ]
        host.is_off = True
        for it in ("one", "two", "three"):
            page.goto(f"{host.address}faq/{it}/")
            assert told(page) == "first"
        host.is_off = False
        host.files = version("second")
        update(page)
        host.is_off = True
        for it in ("one", "two", "three"):
            page.goto(f"{host.address}faq/{it}/")
            assert told(page) == "second"
        page.goto(f"{host.address}offline/")
        page.get_by_role("button", name="Delete what is kept").click()
        expect(element.get_by_role("status")).to_have_text("Deleted. Only what every visit keeps is left.")
        expect(element).to_contain_text("Kept on this device: 4 pages,")


def test_with_data_saving_nothing_is_fetched_before_it_is_asked_for(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
        page.goto(f"{host.address}offline/", wait_until="networkidle")
        assert [path for path in host.asked if path.endswith("sw.js")] == []
        page.get_by_role("button", name="Keep everything").click()
        expect(page.locator("keep-offline").get_by_role("status")).to_have_text(
            "Everything is kept. It is renewed when it changes."
        )
        host.is_off = True
        page.goto(f"{host.address}faq/two/")
        assert told(page) == "first"


def test_a_device_without_room_says_so_and_the_site_goes_on(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(f"{host.address}offline/")
        until_kept(page)
        page.reload()
        session = page.context.new_cdp_session(page)
        expect(page.get_by_role("button", name="Keep everything")).to_be_visible()
        session.send("Storage.overrideQuotaForOrigin", {"origin": page.evaluate("location.origin"), "quotaSize": 1})
        page.get_by_role("button", name="Keep everything").click()
        expect(page.locator("keep-offline").get_by_role("status")).to_have_text(
            "This device has no room for more. What was fetched so far is kept."
        )
        page.goto(f"{host.address}faq/two/")
        assert told(page) == "first"


def test_a_network_that_goes_while_everything_is_fetched_is_said(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(f"{host.address}offline/")
        until_kept(page)
        page.reload()
        expect(page.get_by_role("button", name="Keep everything")).to_be_visible()
        host.is_off = True
        page.get_by_role("button", name="Keep everything").click()
        expect(page.locator("keep-offline").get_by_role("status")).to_have_text(
            "The network is gone. What was fetched so far is kept; go on later."
        )
        expect(page.get_by_role("button", name="Keep everything")).to_be_focused()


def test_pictures_for_chats_parts_of_files_and_posts_are_none_of_the_workers_business(
    browser: Browser, host: Host
) -> None:
    with visitor(browser) as page:
        page.goto(host.address)
        until_kept(page)
        host.asked.clear()
        assert page.evaluate("fetch('flows/', { headers: { range: 'bytes=0-3' } }).then((it) => it.status)") == 200
        assert page.evaluate("fetch('cards/site.png').then((it) => it.text())") == "a card"
        assert [path for path in host.asked if path.endswith(("flows/", ".png"))] == [
            "/project/flows/",
            "/project/cards/site.png",
        ]
        assert not any("cards/site.png" in paths for paths in snapshot(page).values())


def test_no_answer_and_nothing_typed_is_in_any_request_of_the_worker(browser: Browser, host: Host) -> None:
    with visitor(browser) as page:
        page.goto(f"{host.address}flows/way/?secret=1#answer=yes")
        until_kept(page)
        page.goto(f"{host.address}faq/one/#typed=words")
        until_kept(page)
        assert [path for path in host.asked if "answer" in path or "typed" in path] == []
        assert [lines for lines in host.headers if "answer" in lines or "typed" in lines] == []
