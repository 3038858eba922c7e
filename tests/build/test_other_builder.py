"""Any builder: the generated pages give the same site with MkDocs and with Zensical, which runs no hook of ours."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from generator.build import settings
from generator.diagnostics import Severity
from generator.loader import load
from tests.build.project import CONFIG, ROOT, SAMPLES, Project


@dataclass(frozen=True)
class Head:
    """What a page says about itself."""

    title: str
    description: str
    canonical: str
    viewport: str


@dataclass(frozen=True)
class Sites:
    """The same docs, built twice."""

    mkdocs: Path
    zensical: Path


@pytest.fixture(scope="module", params=["bicycles", "the real content", "titles that could end an attribute"])
def sites(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, real: Project, bicycles: Project
) -> Sites:
    root = tmp_path_factory.mktemp("builders")
    built = {"bicycles": bicycles, "the real content": real}
    project = built.get(request.param) or odd_titles(tmp_path_factory.mktemp("odd"))
    # Where MkDocs found the pages, Zensical must find them; and it must not write beside the real configuration.
    shutil.copytree(project.docs, root / "docs")
    shutil.copytree(ROOT / "generator" / "theme", root / "generator" / "theme")
    shutil.copy(ROOT / "generator" / "mkdocs_hook.py", root / "generator")
    (root / "mkdocs.yml").write_text(_configured(project, CONFIG.read_text("utf-8")), "utf-8")
    zensical = Path(sys.executable).with_name("zensical")
    done = subprocess.run(
        [zensical, "build", "-f", root / "mkdocs.yml", "--strict"], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Sites(project.site, root / "build" / "site")


def odd_titles(root: Path) -> Project:
    """The bicycles with titles that could end an attribute, as a finished site."""
    project = Project.copied(SAMPLES / "bicycles", root)
    project.edit("site.yml", "title: Mend or Replace", """title: 'Mend & "Replace" <b>'""")
    project.edit("site.yml", "many: Riders", """many: 'Riders & "pushers" <3'""")
    project.edit("answers/worn-chain.yml", "question: Do I", """question: 'A & "B" < C </title>: do I""")
    project.edit("answers/worn-chain.yml", "new chain?", "new chain?'")
    project.edit("answers/worn-chain.yml", "short: Not if", """short: Not "if" & <b>""")
    assert [problem for problem in project.build() if problem.severity is Severity.ERROR] == []
    return project


def _configured(project: Project, config: str) -> str:
    """The project's own configuration with what `kb build` would set, for a builder that is run alone."""
    knowledge, _ = load(project.content)
    assert knowledge is not None
    own = settings(knowledge, project.docs)
    kept = re.split(r"^(?=\S)", config, flags=re.MULTILINE)
    return "".join(part for part in kept if part.split(":")[0] not in own) + yaml.safe_dump(own, allow_unicode=True)


def test_both_builders_make_the_same_pages(sites: Sites) -> None:
    moved = {
        path for path in _pages(sites.mkdocs) if 'http-equiv="refresh"' in (sites.mkdocs / path).read_text("utf-8")
    }
    assert _pages(sites.zensical) == _pages(sites.mkdocs) - moved
    assert len(_pages(sites.zensical)) > 50


def test_both_builders_give_pages_the_same_titles_and_head_tags(sites: Sites) -> None:
    pages = sorted(_pages(sites.zensical) & _pages(sites.mkdocs))
    heads = {path: (_head(sites.mkdocs / path), _head(sites.zensical / path)) for path in pages}
    assert {path: both for path, both in heads.items() if both[0] != both[1]} == {}


def test_every_sheet_and_script_that_a_page_of_another_builder_names_is_there(sites: Sites) -> None:
    named = {
        address if address.startswith("/") else f"/{address}"
        for path in _pages(sites.zensical)
        for node in LexborHTMLParser((sites.zensical / path).read_text("utf-8")).css(
            "link[rel=stylesheet], script[src]"
        )
        if (address := _target(sites.zensical / path, node.attributes.get("href") or node.attributes.get("src") or ""))
    }
    assert {"/assets/base.css", "/assets/site.css", "/components/page/page.mjs"} <= named
    assert {address for address in named if not (sites.zensical / address[1:]).is_file()} == set()


def test_both_builders_give_pages_the_same_headings_ids_and_words(sites: Sites) -> None:
    pages = sorted(_pages(sites.zensical) & _pages(sites.mkdocs) - {"404.html"})
    articles = {path: (_article(sites.mkdocs / path), _article(sites.zensical / path)) for path in pages}
    assert [path for path, both in articles.items() if both[0] != both[1]] == []


def test_both_builders_leave_diagrams_and_the_links_in_them_as_they_are(sites: Sites) -> None:
    flows = sorted(path for path in _pages(sites.mkdocs) if re.fullmatch(r"flows/[^/]+/index\.html", path))
    drawn = {path: (_diagrams(sites.mkdocs / path), _diagrams(sites.zensical / path)) for path in flows}
    assert drawn
    assert all(both[0] and both[0] == both[1] for both in drawn.values())


def _pages(site: Path) -> set[str]:
    return {page.relative_to(site).as_posix() for page in site.rglob("*.html")}


def _head(page: Path) -> Head:
    tree = LexborHTMLParser(page.read_text("utf-8"))

    def value(selector: str, name: str) -> str:
        return "; ".join((node.attributes.get(name) or "") for node in tree.css(selector))

    return Head(
        title="; ".join(node.text() for node in tree.css("title")),
        description=value("head meta[name=description]", "content"),
        canonical=value("head link[rel=canonical]", "href"),
        viewport=value("head meta[name=viewport]", "content"),
    )


def _article(page: Path) -> tuple[list[tuple[str, str]], list[str], str]:
    """Headings with their ids, addresses of links, and the words of a page's article."""
    tree = LexborHTMLParser(page.read_text("utf-8"))
    article = tree.css_first("article")
    assert article is not None
    headings = [(node.attributes.get("id") or "", node.text()) for node in article.css("h1, h2, h3")]
    links = [_target(page, node.attributes.get("href") or "") for node in article.css("a[href]")]
    return headings, links, " ".join(article.text().split())


def _target(page: Path, address: str) -> str:
    """Where an address leads, however it is written: `steps/` on a page of `flows/` is `../flows/steps/`."""
    return urljoin(f"{page.parent.as_uri()}/", address).partition("/site/")[2] or address


def _diagrams(page: Path) -> list[str]:
    return re.findall(r'<svg[^>]* class="diagram".*?</svg>', page.read_text("utf-8"), re.DOTALL)
