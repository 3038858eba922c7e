"""What a chat shows beside a link, from the final HTML of every page: its words, its address, its picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from generator.build import check_content
from generator.diagnostics import Severity
from generator.finish import check_built
from generator.knowledge import KnowledgeBase
from generator.render.cards import HEIGHT, WIDTH, Face, Rect, Role, lay_out
from generator.render.cards.faces import SITE, WITHOUT, faces
from generator.render.routes import OWN_PAGE
from tests.build.project import SAMPLES, Project, tree

HOME = "https://match-from-abroad.example/"
PREFIX = 100_000
"""Bytes of a page that chats read; some read more."""
ONCE = (
    "og:title", "og:description", "og:type", "og:site_name", "og:image", "og:image:width", "og:image:height",
    "og:image:alt", "twitter:card", "twitter:title", "twitter:description", "twitter:image", "description",
)  # fmt: skip
WHERE = ("og:url", "canonical")
"""The address: on every page that has one; the page for what is not there has none."""
LEAST_TITLE, LEAST_ANSWER = 40, 28
"""Px on a card: a chat shows it at a third of its size."""


@dataclass(frozen=True)
class Preview:
    """What a crawler finds in the raw HTML, tag by tag."""

    found: tuple[tuple[str, str], ...]

    def __getitem__(self, name: str) -> str:
        (value,) = (value for key, value in self.found if key == name)
        return value

    def count(self, name: str) -> int:
        return sum(key == name for key, _ in self.found)


class Crawler(HTMLParser):
    """Reads as a chat's crawler does: the first part of the raw HTML, no script, no redirect, the head alone."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.in_head = True
        self.feed(data[:PREFIX].decode("utf-8", "ignore"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "body":
            self.in_head = False
        elif self.in_head and tag == "meta" and (name := given.get("property") or given.get("name")):
            self.found.append((name, given.get("content", "")))
        elif self.in_head and tag == "link" and given.get("rel") == "canonical":
            self.found.append(("canonical", given.get("href", "")))


def preview(path: Path) -> Preview:
    return Preview(tuple(Crawler(path.read_bytes()).found))


@dataclass(frozen=True)
class Site:
    """A finished site, the previews of its pages, and the knowledge base that it was made from."""

    folder: Path
    pages: dict[str, Preview]
    knowledge: KnowledgeBase

    def picture(self, page: str, home: str = HOME) -> Path:
        address = self.pages[page]["og:image"]
        assert address.startswith(home), address
        return self.folder / address.removeprefix(home)


def read(project: Project) -> Site:
    knowledge, _ = check_content(project.content)
    assert knowledge is not None
    found = {
        path.relative_to(project.site).as_posix(): path
        for path in project.site.rglob("*.html")
        # An old address that only leads on; what stands at a short one has the whole head.
        if not (b'http-equiv="refresh"' in (data := path.read_bytes()) and b'property="og:' not in data)
    }
    return Site(project.site, {page: preview(path) for page, path in found.items()}, knowledge)


@pytest.fixture(scope="module")
def site(real: Project) -> Site:
    return read(real)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site below a path, with titles that could end an attribute or are too long for a chat."""
    project = Project.copied(SAMPLES / "bicycles", tmp_path_factory.mktemp("odd"))
    project.edit("site.yml", "title: Mend or Replace", """title: 'Mend & "Replace" <b>'""")
    project.edit("answers/worn-chain.yml", "question: Do I", """question: 'A & "B" < C &amp; D </title>: do I""")
    project.edit("answers/worn-chain.yml", "new chain?", "new chain?'")
    project.edit("answers/worn-chain.yml", "short: Not if", """short: Not "if" & <b>""")
    about = project.docs / "about.md"
    about.parent.mkdir(exist_ok=True)
    about.write_text("# Us & “them” < all others\n\nWe mend.\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://example.org/project/")
        assert [problem for problem in project.build() if problem.severity is Severity.ERROR] == []
    return read(project)


def test_every_page_has_every_tag_once(site: Site) -> None:
    missing = {
        page: wrong
        for page, it in site.pages.items()
        if (wrong := [name for name in ONCE if it.count(name) != 1 or not it[name].strip()])
    }
    assert missing == {}
    assert {page for page, it in site.pages.items() if [it.count(name) for name in WHERE] != [1, 1]} == {"404.html"}
    assert len(site.pages) > 400


def test_titles_are_short_enough_for_a_chat_and_cut_between_words(site: Site) -> None:
    titles = {page: (it["og:title"], it["og:image:alt"]) for page, it in site.pages.items()}
    assert {page: title for page, (title, _) in titles.items() if len(title) > 65} == {}
    cut = {page: (title.removesuffix("…"), full) for page, (title, full) in titles.items() if title.endswith("…")}
    own = {page: both for page, both in cut.items() if site.pages[page]["og:type"] == "article"}
    assert own
    assert {page: both for page, both in own.items() if not both[1].startswith(f"{both[0]} ")} == {}


def test_the_words_are_those_of_the_page_and_the_same_for_all_who_ask(site: Site) -> None:
    assert {
        page: it
        for page, it in site.pages.items()
        if it["og:title"] != it["twitter:title"]
        or not it["og:description"] == it["twitter:description"] == it["description"]
        or it["og:image"] != it["twitter:image"]
        or it["og:site_name"] != site.knowledge.site.title
        or (it["twitter:card"], it["og:image:width"], it["og:image:height"]) != ("summary_large_image", "1200", "630")
    } == {}
    answer = site.pages["faq/offer-solves-visa/index.html"]
    face = faces(site.knowledge)["cards/faq/offer-solves-visa.png"]
    assert (answer["og:title"], answer["og:description"]) == (face.title, face.answer)


def test_every_page_names_its_own_address(site: Site) -> None:
    assert {
        page: (it["og:url"], it["canonical"])
        for page, it in site.pages.items()
        if page != "404.html"
        and not page.startswith("q/")  # a short address shows the page that it leads to
        and not it["og:url"] == it["canonical"] == HOME + page.removesuffix("index.html")
    } == {}


def test_every_picture_is_there_and_every_card_is_the_picture_of_a_page(site: Site) -> None:
    shown = {site.picture(page).relative_to(site.folder).as_posix() for page in site.pages}
    assert shown == {path for path in tree(site.folder) if path.startswith("cards/")}
    assert shown == faces(site.knowledge).keys()


def test_every_page_that_is_sent_around_has_a_picture_of_its_own(site: Site) -> None:
    own = Counter(
        it["og:image"] for page, it in site.pages.items() if it["og:type"] == "article" and not page.startswith("q/")
    )
    assert {address: count for address, count in own.items() if count > 1} == {}
    names = site.knowledge.names
    for kind in OWN_PAGE - WITHOUT:
        for id_ in site.knowledge.entries[kind]:
            address = f"{HOME}cards/{names[kind].folder}/{id_}.png"
            assert site.pages[f"{names[kind].folder}/{id_}/index.html"]["og:image"] == address
    shared = {it["og:image"] for it in site.pages.values() if it["og:type"] == "website"}
    assert shared == {HOME + SITE}


def test_every_card_is_a_picture_of_1200_by_630_and_at_most_100_kb(site: Site) -> None:
    wrong = {}
    for path in sorted((site.folder / "cards").rglob("*.png")):
        data = path.read_bytes()
        with Image.open(BytesIO(data)) as image:
            image.load()
            if (image.size, image.format) != ((WIDTH, HEIGHT), "PNG") or image.mode != "P" or len(data) > 100_000:
                wrong[path.name] = (image.size, image.mode, len(data))
    assert wrong == {}


def misplaced(face: Face) -> list[str]:
    texts = lay_out(face).texts
    return [
        *(text.role for text in texts if not Rect(0, 0, WIDTH, HEIGHT).holds(text.box)),
        *(line.words for text in texts for line in text.lines if not text.box.holds(line.ink)),
        *(f"{one.role} over {other.role}" for one, other in pairwise(texts) if one.box.bottom > other.box.top),
    ]


def test_on_the_card_of_every_entry_all_words_are_inside_their_boxes(site: Site) -> None:
    assert {path: wrong for path, face in faces(site.knowledge).items() if (wrong := misplaced(face))} == {}


def test_the_card_of_every_entry_shows_all_its_words_large_enough_and_unbroken(site: Site) -> None:
    wrong = {}
    for path, face in faces(site.knowledge).items():
        texts = {text.role: text for text in lay_out(face).texts}
        said = {role: " ".join(line.words for line in text.lines) for role, text in texts.items()}
        meant = {Role.LABEL: face.label, Role.TITLE: face.title, Role.ANSWER: face.answer, Role.FOOT: face.foot}
        same = {role: words.replace("\xa0", " ") for role, words in said.items()} == meant
        if not same or texts[Role.TITLE].size < LEAST_TITLE or texts[Role.ANSWER].size < LEAST_ANSWER:
            wrong[path] = (said, texts[Role.TITLE].size, texts[Role.ANSWER].size)
    assert wrong == {}


def test_below_a_path_every_address_is_below_it(odd: Site) -> None:
    home = "https://example.org/project/"
    assert {page for page in odd.pages if not odd.picture(page, home).is_file()} == set()
    assert {
        page: it["og:url"]
        for page, it in odd.pages.items()
        if page != "404.html"
        and not page.startswith("q/")
        and not it["og:url"] == it["canonical"] == home + page.removesuffix("index.html")
    } == {}


def test_words_that_could_end_an_attribute_arrive_whole(odd: Site) -> None:
    # Signs that the front matter replaces (see `quoted`) look the same to a reader.
    it = odd.pages["answers/worn-chain/index.html"]
    full = "A & “B” ‹ C &amp; D ‹/title›: do I need new sprockets with a new chain?"
    assert it["og:title"] == "A & “B” ‹ C &amp; D ‹/title›: do I need new sprockets with a…"
    assert it["og:description"].startswith("Not “if” & ‹b› you change the chain in time;")
    assert it["og:image:alt"] == f"{full} — {it['og:description']}"
    assert {it["og:site_name"] for it in odd.pages.values()} == {'Mend & "Replace" <b>'}
    assert odd.pages["about/index.html"]["og:title"] == "Us & “them” < all others"
    assert {page for page, it in odd.pages.items() if [it.count(name) for name in ONCE] != [1] * len(ONCE)} == set()


def test_a_second_build_makes_the_same_pictures(tmp_path: Path) -> None:
    one, other = (Project.copied(SAMPLES / "minimal", tmp_path / name) for name in ("one", "other"))
    assert one.build() == other.build() == []
    assert tree(one.site / "cards") == tree(other.site / "cards")
    first = tree(one.site / "cards")
    assert one.build() == []
    assert tree(one.site / "cards") == first


def test_an_address_of_ours_in_a_preview_must_lead_somewhere(tmp_path: Path) -> None:
    def codes(meta: str) -> list[str]:
        page = f"<!doctype html><title>t</title>{meta}".encode()
        return [problem.code for problem in check_built(tmp_path, HOME, {"index.html": page, "a.png": b"png"})]

    assert codes(f'<meta property="og:image" content="{HOME}a.png">') == []
    assert codes(f'<meta property="og:image" content="{HOME}b.png">') == ["KB901"]
    assert codes(f'<meta name="twitter:image" content="{HOME}b.png">') == ["KB901"]
    assert codes('<meta property="og:image" content="https://elsewhere.example/a.png">') == []
    assert codes(f'<meta property="og:url" content="{HOME}">') == []
    assert codes(f'<meta property="og:url" content="{HOME}none/">') == ["KB901"]
