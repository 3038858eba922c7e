"""What search engines and other programs find in the finished site: JSON-LD, data files, sitemap, robots.txt."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from jsonschema import Draft202012Validator
from selectolax.lexbor import LexborHTMLParser

from generator.build import check_content, settings
from generator.finish.reading import read_page
from generator.finish.safety import check_safety
from generator.history import last_changes
from tests.build.project import CONFIG, ROOT, SAMPLES, Project, tree
from tests.render.schema_org import faults, nodes

HOME = "https://example.org/project/"
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
WITHOUT = re.compile(r"404\.html|q/|helper/|offline/|problems/|flows/[^/]+/(steps/|review/|embed/)")
"""Pages that say nothing of themselves: they are no records, or stand in no index."""
GIT = ("git", "-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str, day: str = "2026-03-01") -> None:
    dates = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    where = {"HOME": str(folder), "PATH": "/usr/bin:/bin:/usr/local/bin", "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run([*GIT, *arguments], cwd=folder, check=True, capture_output=True, env=dates | where)


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The bicycles, finished, under a path of their own."""
    project = Project.copied(SAMPLES / "bicycles", tmp_path_factory.mktemp("below"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", HOME)
        assert project.build() == []
    return project


@pytest.fixture
def kept(minimal: Project) -> Project:
    """The smallest site, its content committed in March, one answer again in June."""
    git(minimal.root, "init", "-q")
    git(minimal.root, "add", "content")
    git(minimal.root, "commit", "-q", "-m", "all", day="2026-03-01")
    minimal.edit("guides/umbrellas.md", "It has", "It always has")
    git(minimal.root, "commit", "-q", "-a", "-m", "guide", day="2026-06-15")
    return minimal


def told(site: Path) -> dict[str, Any]:
    """Path of each page → what its JSON-LD says, where it has any."""
    found = {
        page.relative_to(site).as_posix(): JSON_LD.findall(page.read_text("utf-8")) for page in site.rglob("*.html")
    }
    assert {path for path, scripts in found.items() if len(scripts) > 1} == set()
    return {path: json.loads(scripts[0]) for path, scripts in found.items() if scripts}


def dates(site: Path) -> dict[str, str | None]:
    """Address in the sitemap → the day of its last change."""
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    return {(url.findtext(f"{SITEMAP}loc") or ""): url.findtext(f"{SITEMAP}lastmod") for url in root}


def day_of(project: Project, address: str) -> str | None:
    """The day in the sitemap of a page, by its address in the site."""
    (found,) = (day for url, day in dates(project.site).items() if url.partition(".example/")[2] == address)
    return found


def test_every_page_of_a_record_and_every_list_says_what_it_is_once_and_validly(below: Project) -> None:
    said = told(below.site)
    pages = {page.relative_to(below.site).as_posix() for page in below.site.rglob("*.html")}
    moved = {path for path in pages if 'http-equiv="refresh"' in (below.site / path).read_text("utf-8")}
    assert {path for path in pages - moved - said.keys() if not WITHOUT.match(path)} == set()
    assert {path: wrong for path, data in said.items() if (wrong := faults(data, HOME))} == {}


def test_every_address_in_it_begins_with_that_of_the_site_and_leads_to_a_page_and_a_place_on_it(below: Project) -> None:
    said = {
        address
        for data in told(below.site).values()
        for node in nodes(data)
        for address in (node.get("url"), node.get("item"))
        if address and node["@type"] != "CreativeWork"
    }
    assert all(address.startswith(HOME) for address in said)
    for address in said:
        path, _, place = address.removeprefix(HOME).partition("#")
        text = (below.site / path / "index.html").read_text("utf-8")
        assert not place or f'id="{place}"' in text


def test_what_a_page_says_of_itself_is_what_readers_see(below: Project) -> None:
    for path, data in told(below.site).items():
        page = LexborHTMLParser((below.site / path).read_text("utf-8"))
        heading, words = page.css_first("article h1"), page.css_first("article")
        assert heading is not None
        assert words is not None
        seen = _squeezed(words.text())
        for node in nodes(data["@graph"]):
            if node["@type"] in {"FAQPage", "HowTo", "WebPage"}:
                assert _squeezed(node["name"]) in _squeezed(heading.text())
            if node["@type"] in {"HowToStep", "Answer"}:
                lines = node["text"].split("\n")
                assert [line for line in lines if _squeezed(line) not in seen] == []


def _squeezed(text: str) -> str:
    """The letters and digits of a text alone: marks and spaces are up to the typesetting."""
    return "".join(re.findall(r"\w", text))


def test_content_cannot_bring_such_a_script_and_the_head_may() -> None:
    script = '<script type="application/ld+json">{}</script>'
    article = '<article class="md-content__inner">%s</article>'
    in_head = f"<html><head>{script}</head><body>{article % '<p>x</p>'}</body></html>"
    in_article = f"<html><head></head><body>{article % script}</body></html>"
    assert check_safety({"a/index.html": read_page(in_head)}, lambda _: in_head) == []
    (problem,) = check_safety({"a/index.html": read_page(in_article)}, lambda _: in_article)
    assert problem.code == "KB905"


def test_the_data_files_are_in_the_site_as_they_were_generated_and_valid_there(below: Project) -> None:
    made = {path: digest for path, digest in tree(below.docs / "api").items() if not path.endswith(".generated")}
    assert {path: digest for path, digest in tree(below.site / "api").items() if path in made} == made
    assert {"faq.json", "facts.json", "addresses.json", "flows/is-it-safe.json", "schema/flow.json"} <= made.keys()
    for path in made:
        file = below.site / "api" / path
        data = json.loads(file.read_text("utf-8"))
        if not path.startswith("schema/"):
            schema = json.loads((file.parent / data["$schema"]).read_text("utf-8"))
            assert list(Draft202012Validator(schema).iter_errors(data)) == []


def test_every_address_in_the_data_files_is_that_of_a_page_short_ones_too(below: Project) -> None:
    files = [path for path in (below.site / "api").rglob("*.json") if path.parent.name != "schema"]
    text = [json.loads(path.read_text("utf-8")) for path in files]
    found = {address for data in text for address in _addresses(data)}
    assert [address for address in found if not (below.site / address / "index.html").is_file()] == []
    assert {address for address in found if address.startswith("q/")}


def _addresses(data: Any) -> list[str]:
    if isinstance(data, list):
        return [address for item in data for address in _addresses(item)]
    if not isinstance(data, dict):
        return []
    own = [data[key] for key in ("url", "short_url", "scenario") if key in data and "://" not in data[key]]
    return own + [address for value in data.values() for address in _addresses(value)]


def test_robots_may_read_everything_and_find_the_sitemap(below: Project) -> None:
    lines = [line for line in (below.site / "robots.txt").read_text("utf-8").splitlines() if line]
    assert lines == ["User-agent: *", "Allow: /", f"Sitemap: {HOME}sitemap.xml"]


def test_the_sitemap_has_every_page_for_search_engines_and_no_other(below: Project) -> None:
    pages = {
        page.parent.relative_to(below.site).as_posix(): page.read_text("utf-8")
        for page in below.site.rglob("index.html")
    }
    shown = {
        f"{HOME}{'' if path == '.' else f'{path}/'}"
        for path, text in pages.items()
        if 'content="noindex' not in text and 'http-equiv="refresh"' not in text
    }
    assert dates(below.site).keys() == shown


def test_the_page_for_what_is_not_there_is_kept_out_of_search_engines(below: Project) -> None:
    assert '<meta name="robots" content="noindex">' in (below.site / "404.html").read_text("utf-8")


def test_a_page_has_the_day_of_the_last_commit_to_the_file_it_is_made_of(kept: Project) -> None:
    assert kept.build() == []
    assert day_of(kept, "guides/umbrellas/") == "2026-06-15"
    assert day_of(kept, "actions/take-umbrella/") == "2026-03-01"
    assert day_of(kept, "guides/") == "2026-06-15"


def test_a_page_made_of_many_files_has_the_day_of_the_newest(kept: Project) -> None:
    kept.edit("questions/sky.yml", "ask: ", "ask: Tell me, ")
    git(kept.root, "commit", "-q", "-a", "-m", "question", day="2026-07-01")
    kept.edit("facts/ribs.yml", "value: 8", "value: 9")
    git(kept.root, "commit", "-q", "-a", "-m", "fact", day="2026-08-01")
    assert kept.build() == []
    assert day_of(kept, "flows/umbrella/") == "2026-07-01"
    assert day_of(kept, "flows/umbrella/take-it/") == "2026-07-01"
    assert day_of(kept, "guides/umbrellas/") == "2026-08-01"
    assert day_of(kept, "faq/does-it-help/") == "2026-03-01"


def test_what_is_not_committed_has_the_day_it_was_checked_or_none(kept: Project) -> None:
    kept.edit("guides/umbrellas.md", "It always has", "It still has")
    kept.edit("actions/take-umbrella.yml", "Open it", "Open its {{fact:ribs}}")  # the fact is committed
    assert kept.build() == []
    assert day_of(kept, "guides/umbrellas/") == "2026-11-24"
    assert day_of(kept, "actions/take-umbrella/") is None
    assert day_of(kept, "actions/leave-umbrella/") == "2026-03-01"


def test_without_git_the_day_on_which_a_page_was_checked_counts(minimal: Project) -> None:
    assert minimal.build() == []
    assert day_of(minimal, "faq/does-it-help/") == "2026-11-24"
    assert day_of(minimal, "actions/take-umbrella/") is None
    assert day_of(minimal, "problems/") is None


def test_the_same_history_gives_the_same_pages_twice(kept: Project) -> None:
    assert kept.build() == []
    first = tree(kept.docs)
    assert kept.build() == []
    assert tree(kept.docs) == first


def test_a_shallow_clone_claims_no_day_for_what_its_oldest_commit_seems_to_have_made(kept: Project) -> None:
    git(kept.root, "clone", "-q", "--depth=1", kept.root.as_uri(), "one")
    git(kept.root, "clone", "-q", kept.root.as_uri(), "all")
    whole = last_changes(kept.root / "all" / "content")
    assert whole["guides/umbrellas.md"] == datetime.date(2026, 6, 15)
    assert whole["facts/ribs.yml"] == datetime.date(2026, 3, 1)
    assert last_changes(kept.root / "one" / "content") == {}


def test_a_folder_without_history_or_without_git_has_no_days(
    minimal: Project, monkeypatch: pytest.MonkeyPatch, kept: Project
) -> None:
    assert last_changes(kept.content)
    assert last_changes(kept.root / "nowhere") == {}
    monkeypatch.setenv("PATH", str(kept.root))
    assert last_changes(kept.content) == {}


def test_the_history_of_another_repository_that_a_hook_of_git_points_at_is_not_read(
    kept: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = last_changes(kept.content)
    git(kept.root, "init", "-q", "other")
    monkeypatch.setenv("GIT_DIR", str(kept.root / "other" / ".git"))
    assert last_changes(kept.content) == expected


def test_a_new_file_and_one_that_came_back_are_not_committed(kept: Project) -> None:
    (kept.content / "facts" / "ribs.yml").unlink()
    git(kept.root, "commit", "-q", "-a", "-m", "gone", day="2026-07-01")
    (kept.content / "facts" / "ribs.yml").write_text("title: Ribs\n", "utf-8")
    assert "facts/ribs.yml" not in last_changes(kept.content)


def test_another_builder_gives_the_same_data(tmp_path: Path) -> None:
    project = Project.copied(SAMPLES / "bicycles", tmp_path)
    project.edit("answers/worn-chain.yml", "question: Do I", """question: 'A & "B" < C: do I""")
    project.edit("answers/worn-chain.yml", "new chain?", "new chain?'")
    assert project.build() == []
    shutil.copytree(ROOT / "generator" / "theme", tmp_path / "generator" / "theme")
    shutil.copy(ROOT / "generator" / "mkdocs_hook.py", tmp_path / "generator")
    knowledge, _ = check_content(project.content)
    assert knowledge is not None
    own = settings(knowledge, project.docs)
    kept = re.split(r"^(?=\S)", CONFIG.read_text("utf-8"), flags=re.MULTILINE)
    config = "".join(part for part in kept if part.split(":")[0] not in own) + yaml.safe_dump(own, allow_unicode=True)
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    zensical = Path(sys.executable).with_name("zensical")
    subprocess.run([zensical, "build", "--strict"], cwd=tmp_path, check=True, capture_output=True)
    other = tmp_path / "build" / "site"
    assert told(other) == {path: data for path, data in told(project.site).items() if (other / path).exists()}
    assert dates(other) == dates(project.site)
    assert tree(other / "api") == tree(project.site / "api")


def test_the_handbook_names_every_kind_of_file_and_every_form_of_a_condition(below: Project) -> None:
    text = (ROOT / "docs" / "handbook" / "data.md").read_text("utf-8")
    schemas = [f"api/schema/{path.name}" for path in (below.site / "api" / "schema").iterdir()]
    files = [f"api/{path.name}" for path in (below.site / "api").glob("*.json")]
    flow = json.loads((below.site / "api" / "schema" / "flow.json").read_text("utf-8"))
    forms = [f'"{key}": ' for name in ("AnyIn", "WasAsked", "Negation", "Conjunction", "Threshold")
             for key in flow["$defs"][name]["required"] + (["asked"] if name == "WasAsked" else [])]  # fmt: skip
    assert [word for word in (*schemas, *files, *forms, "feed.xml", "sitemap.xml") if word not in text] == []
