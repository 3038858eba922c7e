# ruff: noqa: E501  a table of cases reads best with one case a line
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.loader import kind_names, load
from generator.model import KINDS, Guide
from tests.conftest import CONTENT, Content

FAQ = "faq/does-it-help.yml"
READ_AS_NOBODY = """
import os, sys
from pathlib import Path
from generator.loader import load
folder = Path(sys.argv[1])
load(folder)  # whatever Python imports late must be in before the rights are gone
os.setgid(65534); os.setuid(65534)
for problem in load(folder, "content")[1]:
    print(problem.place, problem.code, problem.message)
"""


def read_as_nobody(folder: Path) -> list[str]:
    """What a user without any rights is told; these tests may themselves run as root, who can read everything."""
    for parent in folder.resolve().parents:
        if parent.stat().st_uid == os.getuid() and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)
    code = READ_AS_NOBODY if os.getuid() == 0 else READ_AS_NOBODY.replace("os.setgid(65534); os.setuid(65534)", "")
    done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_a_content_folder_becomes_records_by_kind_and_id() -> None:
    knowledge, problems = load(CONTENT / "minimal", "content")
    assert problems == []
    assert knowledge is not None
    assert {kind: list(entries) for kind, entries in knowledge.entries.items() if entries} == {
        "question": ["sky"],
        "flow": ["umbrella"],
        "action": ["leave-umbrella", "take-umbrella"],
        "faq": ["does-it-help"],
        "guide": ["umbrellas"],
        "fact": ["ribs"],
        "source": ["maker"],
    }
    assert [entry.id for entry in knowledge.all()] == [
        "sky", "umbrella", "leave-umbrella", "take-umbrella", "does-it-help", "umbrellas", "ribs", "maker",
    ]  # fmt: skip
    assert sorted(knowledge.texts) == [
        "content/actions/leave-umbrella.yml",
        "content/actions/take-umbrella.yml",
        "content/facts/ribs.yml",
        "content/faq/does-it-help.yml",
        "content/flows/umbrella.yml",
        "content/guides/umbrellas.md",
        "content/questions/sky.yml",
        "content/site.yml",
        "content/sources.yml",
    ]


def test_an_entry_points_at_the_places_of_its_values_and_keys() -> None:
    knowledge, _ = load(CONTENT / "minimal", "content")
    assert knowledge is not None
    entry = knowledge.entries["flow"]["umbrella"]
    assert str(entry.place("steps", "look", "next", "dry")) == "content/flows/umbrella.yml:6:43"
    assert str(entry.key_place("steps", "look", "next", "dry")) == "content/flows/umbrella.yml:6:38"
    assert str(entry.place()) == "content/flows/umbrella.yml:2:1"


def test_the_body_of_a_guide_is_its_text_and_knows_its_line() -> None:
    knowledge, _ = load(CONTENT / "minimal", "content")
    assert knowledge is not None
    guide = knowledge.find("guide", Guide, "umbrellas")
    assert guide is not None
    assert str(guide.place("text")) == "content/guides/umbrellas.md:7:1"
    assert guide.record.text == "It has {{fact:ribs}}."


def test_a_site_without_own_words_calls_the_kinds_what_they_are() -> None:
    assert {kind: (names.key, names.folder) for kind, names in kind_names(None).items()} == {
        kind.id: (kind.id, kind.folder) for kind in KINDS.values()
    }


def test_a_site_may_call_a_kind_otherwise_and_its_folder_too(content: Content) -> None:
    content.change("site.yml", "horizons:", "kinds: {action: {key: deed, folder: deeds, many: Deeds}}\nhorizons:")
    (content.folder / "actions").rename(content.folder / "deeds")
    knowledge, problems = content.check()
    assert problems == []
    assert knowledge is not None
    names = knowledge.names["action"]
    assert (names.key, names.folder, names.one, names.many) == ("deed", "deeds", "Action", "Deeds")
    assert list(knowledge.entries["action"]) == ["leave-umbrella", "take-umbrella"]


def test_problems_are_found_in_all_files_at_once(content: Content) -> None:
    content.write(FAQ, "a: [\n").write("facts/ribs.yml", "").write("glossary.yml", "rib: {}\n")
    assert content.problems() == [
        "facts/ribs.yml:1:1 KB109",
        "faq/does-it-help.yml:2:1 KB101",
        "glossary.yml:1:6 KB132",
    ]


def test_windows_line_ends_and_a_byte_order_mark_are_welcome(content: Content) -> None:
    for file in content.folder.rglob("*.*"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert content.problems() == []


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    knowledge, problems = load(tmp_path / "none", "none")
    assert knowledge is None
    assert [(str(p.place), p.code, p.message) for p in problems] == [
        ("none:1:1", "KB125", "there is no such content folder")
    ]


def test_a_file_instead_of_the_content_folder_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert [p.code for p in load(tmp_path / "file")[1]] == ["KB125"]


def test_an_empty_folder_lacks_its_site(tmp_path: Path) -> None:
    knowledge, problems = load(tmp_path, "content")
    assert knowledge is None
    assert [(str(p.place), p.code, p.message) for p in problems] == [
        ("content/site.yml:1:1", "KB125", "this file is missing")
    ]


def test_a_broken_site_does_not_hide_the_problems_of_other_files(content: Content) -> None:
    content.write("site.yml", "title: [\n").write(FAQ, "")
    assert content.problems() == ["faq/does-it-help.yml:1:1 KB109", "site.yml:2:1 KB101"]


def test_unknown_kinds_and_clashing_names_are_problems_of_the_site(content: Content) -> None:
    kinds = "kinds: {fack: {}, path: {key: faq}, term: {folder: redirects}, city: {folder: facts}}\n"
    content.change("site.yml", "horizons:", f"{kinds}horizons:")
    assert content.messages() == [
        "site.yml:6:9 KB131 unknown kind “fack” | did you mean fact?",
        "site.yml:6:31 KB126 path and faq have the same key “faq” | give one of them another",
        "site.yml:6:52 KB126 redirects.yml and term have the same folder “redirects” | give one of them another",
        "site.yml:6:79 KB126 fact and city have the same folder “facts” | give one of them another",
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("faqs/a.yml", "faqs:1:1 KB123 nothing reads this folder | did you mean faq or facts?"),
        ("glosary.yml", "glosary.yml:1:1 KB123 nothing reads this file | did you mean glossary.yml or calendar.yml?"),
        ("faq/a.yaml", "faq/a.yaml:1:1 KB123 faq/ holds .yml files only | rename it to a.yml"),
        ("faq/a.yml~", "faq/a.yml~:1:1 KB123 faq/ holds .yml files only | rename it to a.yml"),
        ("faq/more/a.yml", "faq/more:1:1 KB123 faq/ holds .yml files only | rename it to more.yml"),
        ("guides/a.yml", "guides/a.yml:1:1 KB123 guides/ holds .md files only | rename it to a.md"),
    ],
)
def test_what_nothing_reads_is_a_problem(content: Content, path: str, expected: str) -> None:
    assert content.write(path, "").messages() == [expected]


def test_names_that_begin_with_a_dot_are_passed_over(content: Content) -> None:
    content.write(".schema/faq.json", "{}").write("faq/.does-it-help.yml.swp", b"\x00").write(".DS_Store", b"\x00")
    assert content.problems() == []


@pytest.mark.parametrize(
    "stem", ["Upper", "a_b", "a--b", "-a", "a-", "a..", "a b", "ä", "index", "con", "com1", "a" * 81, "a.b", "a\nb"]
)
def test_a_file_whose_name_is_no_id_is_a_problem(content: Content, stem: str) -> None:
    shown = stem.replace("\n", "\ufffd")
    assert content.write(f"faq/{stem}.yml", "").problems() == [f"faq/{shown}.yml:1:1 KB124"]


def test_a_file_without_a_name_before_its_ending_is_hidden(content: Content) -> None:
    assert content.write("faq/.yml", "").problems() == []


def test_a_file_name_that_is_no_text_can_still_be_reported(content: Content) -> None:
    with open(os.fsencode(content.folder / "faq") + b"/\xff.yml", "wb"):
        pass
    (problem,) = content.messages()
    assert (
        problem.encode()
        == (
            "faq/\ufffd.yml:1:1 KB124 “\ufffd” is no id | ids are lower-case words joined by hyphens, such as apply-again; "
            "index and the like are taken"
        ).encode()
    )


@pytest.mark.parametrize("key", ["../x", "a/b", "Upper", '""', "index", "nul", "~", "a b", "a" * 81, "<<"])
def test_a_key_that_is_no_id_is_a_problem_at_the_key(content: Content, key: str) -> None:
    content.write("glossary.yml", f"# comment\n{key}:\n  term: X\n  meaning: Y\n")
    assert content.problems() == ["glossary.yml:2:1 KB124"]


@pytest.mark.parametrize(
    "address", ["../x/", "/x/", "a/../../b/", "a//b", "https://example.org/", "a\\\\b", ".x/", '""', "a/./b", "a?b"]
)
def test_an_old_address_that_is_outside_the_site_is_a_problem(content: Content, address: str) -> None:
    content.write(
        "redirects.yml", f"# yaml-language-server: $schema=.schema/redirect.json\n{address}: {{path: faq/}}\n"
    )
    assert content.problems() == ["redirects.yml:2:1 KB124"]


@pytest.mark.parametrize("address", ["tips/", "tips", "faq/old-name/", "Old_Page.html", "2024/a/b/"])
def test_an_old_address_may_be_any_path_of_the_site(content: Content, address: str) -> None:
    content.write(
        "redirects.yml", f"# yaml-language-server: $schema=.schema/redirect.json\n{address}: {{path: faq/}}\n"
    )
    knowledge, problems = content.check()
    assert problems == []
    assert knowledge is not None
    assert list(knowledge.redirects) == [f"{address.strip('/')}/"]


@pytest.mark.parametrize("text", ["- a\n", "a\n", "[]\n"])
@pytest.mark.parametrize("path", ["glossary.yml", "redirects.yml"])
def test_a_file_of_many_records_holds_keys_and_values(content: Content, path: str, text: str) -> None:
    assert content.write(path, text).problems() == [f"{path}:1:1 KB109"]


@pytest.mark.parametrize("path", ["glossary.yml", "redirects.yml"])
def test_a_file_of_many_records_may_be_empty(content: Content, path: str) -> None:
    assert content.write(path, "{}\n").problems() == []
    assert content.write(path, "~\n").problems() == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No front matter.\n", "guides/a.md:1:1 KB110"),
        ("", "guides/a.md:1:1 KB110"),
        ("---\ntitle: A\nNo end.\n", "guides/a.md:1:1 KB110"),
        ("---\n---\nText\n", "guides/a.md:1:1 KB110"),
        ("---\n- a\n---\nText\n", "guides/a.md:2:1 KB109"),
        ("---\ntitle: A: B\n---\nText\n", "guides/a.md:2:9 KB101"),
        ("---\n# nothing\n---\nText\n", "guides/a.md:2:1 KB109"),
        ("---\ntitle: A\nsummary: B.\nchecked: 2026-11-24\ntext: C\n---\nText\n", "guides/a.md:5:1 KB103"),
        ("---\ntitle: A\nsummary: B.\nchecked: 2026-11-24\n---\n", "guides/a.md:6:1 KB134"),
        ("---\ntitle: A\nsummary: B.\nchecked: 2026-11-24\n---\n\n \n", "guides/a.md:6:1 KB134"),
    ],
)
def test_a_guide_needs_front_matter_and_a_text(content: Content, text: str, expected: str) -> None:
    assert content.write("guides/a.md", text).problems() == [expected]


def test_a_file_of_50_megabytes_is_not_even_opened(content: Content) -> None:
    os.truncate(content.folder / FAQ, 50_000_000)
    assert content.messages() == [f"{FAQ}:1:1 KB105 the file is 50.0 MB; content files end at 1 MB | split it"]


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\xff", b"\x00" * 100, "größe: 1".encode("latin-1"), "a: 1".encode("utf-16")]
)
def test_a_file_that_is_no_text_is_a_problem(content: Content, data: bytes) -> None:
    (problem,) = content.write(FAQ, data).problems()
    assert problem.startswith(f"{FAQ}:1:")
    assert problem.endswith(" KB104")


def test_a_folder_named_like_a_file_is_a_problem(content: Content) -> None:
    (content.folder / "faq/a.yml").mkdir()
    (content.folder / "glossary.yml").mkdir()
    assert content.messages() == [
        "faq/a.yml:1:1 KB122 a file is expected here, not a folder",
        "glossary.yml:1:1 KB122 a file is expected here, not a folder",
    ]


def test_a_file_named_like_a_folder_is_a_problem(content: Content) -> None:
    content.write("paths", "")
    assert content.messages() == ["paths:1:1 KB122 a folder is expected here, not a file"]


def test_a_pipe_is_no_file_and_nobody_waits_for_it(content: Content) -> None:
    os.mkfifo(content.folder / "faq/a.yml")
    assert content.messages() == ["faq/a.yml:1:1 KB120 this is no regular file | put a text file here"]


def test_a_link_to_a_device_leads_out_of_the_folder(content: Content) -> None:
    (content.folder / "faq/a.yml").symlink_to("/dev/zero")
    assert content.problems() == ["faq/a.yml:1:1 KB121"]


@pytest.mark.parametrize("target", ["/etc/passwd", "../../outside.yml"])
def test_a_link_to_a_file_outside_is_not_followed(content: Content, target: str) -> None:
    (content.folder / "../outside.yml").write_text("secret: x\n")
    (content.folder / "faq/a.yml").symlink_to(target)
    assert content.messages() == [
        "faq/a.yml:1:1 KB121 this link leads out of the content folder | copy what it leads to here instead"
    ]


def test_a_link_to_a_folder_outside_is_not_followed(content: Content) -> None:
    outside = content.folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.yml").write_text("a: 1\n")
    (content.folder / "paths").symlink_to(outside)
    assert content.problems() == ["paths:1:1 KB121"]


def test_a_link_within_the_folder_is_followed(content: Content) -> None:
    (content.folder / "kept").mkdir()
    (content.folder / FAQ).rename(content.folder / "facts/.kept")
    (content.folder / FAQ).symlink_to("../facts/.kept")
    (content.folder / "kept").rmdir()
    assert content.problems() == []


def test_the_content_folder_may_itself_be_a_link(content: Content) -> None:
    link = content.folder.parent / "link"
    link.symlink_to(content.folder)
    assert load(link)[1] == []


def test_links_that_lead_nowhere_or_in_a_circle_cannot_be_read(content: Content) -> None:
    (content.folder / "faq/a.yml").symlink_to("nothing.yml")
    (content.folder / "faq/b.yml").symlink_to("b.yml")
    (content.folder / "glossary.yml").symlink_to("nothing.yml")
    (content.folder / "paths").symlink_to("nothing")
    assert content.problems() == [
        "faq/a.yml:1:1 KB120",
        "faq/b.yml:1:1 KB120",
        "glossary.yml:1:1 KB120",
        "paths:1:1 KB120",
    ]


def test_an_unreadable_file_and_folder_are_problems(content: Content) -> None:
    (content.folder / FAQ).chmod(0)
    (content.folder / "facts").chmod(0o600)
    (content.folder / "actions").chmod(0)
    assert read_as_nobody(content.folder) == [
        "content/actions:1:1 KB120 the folder cannot be read: Permission denied",
        "content/faq/does-it-help.yml:1:1 KB120 the file cannot be read: Permission denied",
        "content/facts:1:1 KB120 the folder cannot be read: Permission denied",
    ]


def test_a_content_folder_that_may_not_be_entered_is_a_problem(content: Content) -> None:
    content.folder.chmod(0o644)
    found = read_as_nobody(content.folder)
    content.folder.chmod(0o755)
    assert "content/site.yml:1:1 KB120 the file cannot be read: Permission denied" in found
    assert {line.split()[1] for line in found} == {"KB120"}


def test_the_same_folder_gives_the_same_problems_in_the_same_order(content: Content) -> None:
    for name in ("c", "a", "b"):
        content.write(f"faq/{name}.yml", "question: [\n")
    assert content.problems() == ["faq/a.yml:2:1 KB101", "faq/b.yml:2:1 KB101", "faq/c.yml:2:1 KB101"]
