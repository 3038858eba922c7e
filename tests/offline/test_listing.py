"""The list of what can be kept, and what everybody keeps."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass

from generator.loader import load
from generator.offline import Shape, last_files, offline_files, pack_name, shape_of
from tests.conftest import CONTENT, Content

SHAPE = Shape(whole=frozenset({"flows", "tools"}), indexes=frozenset({"faq", "flows", "sources", "offline"}))


@dataclass(frozen=True)
class File:
    digest: str
    wire: int


def file(words: str, wire: int = 1000) -> File:
    return File(hashlib.sha256(words.encode()).hexdigest(), wire)


def listed(*paths: str, heavy: tuple[str, ...] = ()) -> dict[str, bool]:
    """Address → whether everybody keeps it."""
    files = {path: file(path, 90000 if path in heavy else 1000) for path in paths}
    data = json.loads(offline_files(files, SHAPE)["offline.json"])
    return {path: len(facts) == 3 for path, facts in data["files"].items()}


def test_everybody_keeps_the_first_page_the_lists_all_flows_and_tools_and_what_they_need() -> None:
    assert listed(
        "index.html", "faq/index.html", "faq/x/index.html", "flows/index.html", "flows/a/index.html",
        "flows/a/result/index.html", "flows/a/review/index.html", "tools/t/index.html", "tools/dates.ics",
        "assets/site.0123456789ab.css", "components-0123456789ab/x/x.mjs", "components-0123456789ab/x/x.css",
        "assets/icons/icon.svg", "site.webmanifest", "search/names.json", "offline/index.html", "helper/answers.json",
        "q/1/index.html", "q/1/qr.svg", "flows/a/flow.0123456789ab.json", "faq/x/flow.0123456789ab.json",
        "flows/a/result/flow.0123456789ab.json",
    ) == {
        "": True, "faq/": True, "faq/x/": False, "flows/": True, "flows/a/": True, "flows/a/result/": False,
        "flows/a/review/": False, "tools/t/": True, "tools/dates.ics": True, "assets/site.0123456789ab.css": True,
        "components-0123456789ab/x/x.mjs": True, "components-0123456789ab/x/x.css": True, "assets/icons/icon.svg": True,
        "site.webmanifest": True, "search/names.json": True, "offline/": True, "helper/answers.json": False,
        "q/1/": False, "q/1/qr.svg": False, "flows/a/flow.0123456789ab.json": True,
        "faq/x/flow.0123456789ab.json": False, "flows/a/result/flow.0123456789ab.json": False,
    }  # fmt: skip


def test_a_heavy_list_is_kept_by_those_who_read_it_but_the_page_about_keeping_by_all() -> None:
    heavy = ("sources/index.html", "offline/index.html", "flows/a/index.html")
    assert listed(*heavy, heavy=heavy) == {"sources/": False, "offline/": True, "flows/a/": True}


def test_what_nobody_reads_without_a_network_is_not_in_the_list() -> None:
    assert listed(
        "404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz", "feed.xml", "cards/faq/x.png", "api/faq.json",
        ".site", "flows/a/steps/2/index.html", "flows/a/embed/index.html", "all.zip", "assets/x.map",
        "faq/steps/index.html",
    ) == {"faq/steps/": False}  # fmt: skip


def test_a_digest_is_the_beginning_of_sha_256_in_the_alphabet_of_addresses() -> None:
    data = json.loads(offline_files({"index.html": file("x", 7)}, SHAPE)["offline.json"])
    assert data["files"] == {"": [base64.urlsafe_b64encode(hashlib.sha256(b"x").digest()[:6]).decode(), 7, 1]}


def test_a_version_follows_from_the_files_alone_and_stands_in_the_worker() -> None:
    one, same, other = (offline_files({"index.html": file(words)}, SHAPE) for words in ("a", "a", "b"))
    assert one == same
    version = json.loads(one["offline.json"])["version"]
    assert version != json.loads(other["offline.json"])["version"]
    assert f'"{version}"'.encode() in one["sw.js"]
    assert b"<version>" not in one["sw.js"]


def test_a_card_for_chats_makes_no_new_version() -> None:
    one, other = (offline_files({"index.html": file("a"), "cards/x.png": file(words)}, SHAPE) for words in ("a", "b"))
    assert one == other


def test_the_shape_of_a_site_follows_its_own_names() -> None:
    knowledge, _ = load(CONTENT / "bicycles")
    assert knowledge is not None
    shape = shape_of(knowledge)
    assert shape.whole == {"flows", "tools"}
    assert {"answers", "manuals", "options", "offline", "flows"} <= shape.indexes
    assert "faq" not in shape.indexes
    assert pack_name(knowledge) == "mend-or-replace"


def test_a_site_that_keeps_nothing_gets_the_worker_that_goes_away(content: Content) -> None:
    content.write("site.yml", (content.folder / "site.yml").read_text("utf-8") + "offline: false\n")
    knowledge, problems = content.check()
    assert (knowledge is not None, problems) == (True, [])
    assert knowledge is not None
    made = last_files(knowledge, "https://x.example/")({"index.html": file("a")}, lambda _: b"")
    assert made.keys() == {"sw.js"}
    assert b"unregister" in made["sw.js"]


def test_with_the_whole_site_as_one_file_the_page_about_it_leads_there_and_says_its_size() -> None:
    knowledge, _ = load(CONTENT / "bicycles")
    assert knowledge is not None
    pages = {
        "index.html": b'<a href="offline/">x</a>',
        "offline/index.html": b"<h1>Offline</h1>\n<div data-pack></div>\n<p>End</p>",
    }
    files = {path: File(hashlib.sha256(data).hexdigest(), len(data)) for path, data in pages.items()}
    made = last_files(knowledge, "https://x.example/", pack=True)(files, pages.__getitem__)
    assert made.keys() == {"mend-or-replace.zip", "offline/index.html", "offline.json", "sw.js"}
    assert b'<a href="../mend-or-replace.zip" download>All pages as one file (0.0 MB)</a>' in made["offline/index.html"]
    assert b"data-pack" not in made["offline/index.html"]
    entry = json.loads(made["offline.json"])["files"]["offline/"][0]
    digest = hashlib.sha256(made["offline/index.html"]).digest()
    assert entry == base64.urlsafe_b64encode(digest[:6]).decode()
    assert last_files(knowledge, "https://x.example/")(files, pages.__getitem__).keys() == {"offline.json", "sw.js"}
