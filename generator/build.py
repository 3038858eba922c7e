"""The stages of a build, each a short list of steps: generate, MkDocs, finish."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.card_stage import cards
from generator.checks import STAGES, Stages, check
from generator.diagnostics import Diagnostic, Place, has_errors, in_order
from generator.finish import finish
from generator.history import last_changes
from generator.kept import kept
from generator.loader import KnowledgeBase, load
from generator.mkdocs_stage import Order
from generator.offline import last_files
from generator.page_stage import run_mkdocs
from generator.permanent.addresses import went_to
from generator.permanent.ledger import broken
from generator.permanent.moved import moved_pages
from generator.permanent.places import moved_places
from generator.permanent.short import short_pages
from generator.processes import give_back
from generator.publish import PublishError, lock, write_generated
from generator.references import references
from generator.render.app import app_files
from generator.render.cards.faces import faces
from generator.render.navigation import navigation
from generator.render.pages import render
from generator.render.qr import MAKER, qr_code, qr_texts
from generator.render.routes import address, owned
from generator.render.search import start_of_lists
from generator.render.text import in_html, plain

Say = Callable[[str], None]


@dataclass(frozen=True)
class Folders:
    """Where a build reads and writes; `work` is for what is on its way and may be deleted at any time."""

    content: Path
    docs: Path
    out: Path
    config: Path
    work: Path


def check_content(
    content: Path, today: datetime.date | None = None, stages: Stages = STAGES
) -> tuple[KnowledgeBase | None, list[Diagnostic]]:
    """The knowledge base, or None if it has errors; and every problem found. Without `today` nothing is too old."""
    knowledge, problems = load(content)
    if knowledge is None or has_errors(problems):
        return None, in_order(problems)
    problems += check(knowledge, today, stages)
    return (None if has_errors(problems) else knowledge), in_order(problems)


def generate(
    folders: Folders, say: Say, today: datetime.date | None = None
) -> tuple[KnowledgeBase | None, list[Diagnostic]]:
    """Stage 1: everything is loaded, checked and rendered; only then are pages written into `docs`."""
    say("reading and checking the content")
    knowledge, problems = check_content(folders.content, today)
    if knowledge is None:
        return None, problems
    say("rendering pages")
    pages = render(knowledge, references(knowledge), today, last_changes(folders.content))
    try:
        write_generated(folders.docs, owned(knowledge.names), pages)
    except (PublishError, OSError) as error:
        return None, [*problems, Diagnostic(Place(str(folders.docs)), "KB802", str(error))]
    return knowledge, problems


def build(folders: Folders, say: Say, today: datetime.date | None = None, *, pack: bool = False) -> list[Diagnostic]:
    """All three stages; the site at `out` is replaced only if none of them finds an error.

    With `pack` the site holds itself as one file, too.
    """
    try:
        folders.work.mkdir(parents=True, exist_ok=True)
        with lock(folders.work):
            return build_locked(folders, say, today, pack)
    except (PublishError, OSError) as error:
        return [Diagnostic(Place(str(folders.work)), "KB802", str(error))]


def build_locked(
    folders: Folders, say: Say, today: datetime.date | None = None, pack: bool = False
) -> list[Diagnostic]:
    """The same for somebody who holds the lock of `work` already, and goes on with what was built."""
    knowledge, problems = generate(folders, say, today)
    if knowledge is None:
        return problems
    give_back()  # the pages are on disk now
    built = folders.work / "site"
    say("building the site")
    order = Order(folders.config, folders.docs, built, settings(knowledge, folders.docs))
    result = run_mkdocs(order, folders.work / "pages.json")
    problems += result.problems
    if has_errors(problems):
        return problems
    problems += _useless_redirects(knowledge, built)
    if has_errors(problems):
        return problems
    say("drawing preview cards")
    pictures = cards(faces(knowledge), folders.work / "cards")
    say("checking links and finishing")
    additions: dict[str, bytes | Path] = {**pictures, **_permanent(knowledge, built, result.site_url, folders.work)}
    return problems + finish(
        built,
        folders.out,
        result.site_url,
        additions,
        lambda pages: broken(pages, knowledge),
        last=last_files(knowledge, result.site_url, pack),
        say=say,
    )


def _permanent(knowledge: KnowledgeBase, built: Path, site_url: str, work: Path) -> dict[str, bytes]:
    """What no Markdown stands for: path in the site → bytes.

    Pages at old and at short addresses, pages with places under their old names, the manifest and the icons.
    """

    def read(address: str) -> str:
        path = built / address / "index.html"
        return path.read_text("utf-8") if path.is_file() else ""

    return {
        **app_files(knowledge),
        **moved_pages(knowledge, site_url),
        **dict(short_pages(knowledge, read)),
        **_qr_codes(knowledge, site_url, work),
        **dict(moved_places(knowledge, read)),
    }


def _qr_codes(knowledge: KnowledgeBase, site_url: str, work: Path) -> dict[str, bytes]:
    texts = qr_texts(knowledge, site_url)
    codes = kept(work / "qr.json", MAKER, texts.values(), qr_code)
    return {path: codes[text].encode() for path, text in texts.items()}


def _useless_redirects(knowledge: KnowledgeBase, built: Path) -> Iterator[Diagnostic]:
    """Old addresses at which something still stands, or that lead to themselves or to nothing."""
    for old, entry in knowledge.redirects.items():
        page, hash_, _ = old.partition("#")
        stands = (built / page.strip("/")).is_file() or (built / page / "index.html").exists()
        if not went_to(old, knowledge):
            yield Diagnostic(entry.place(), "KB803", f"“{old}” leads to itself", "name the address it leads to")
        elif stands and not hash_:
            yield Diagnostic(entry.place(), "KB803", f"“{old}” is still the address of a page", "delete this redirect")
        elif hash_ and not stands and page not in knowledge.redirects:
            yield Diagnostic(entry.place(), "KB803", f"there is no page “{page}”", "say where the page itself went")


def settings(knowledge: KnowledgeBase, docs: Path) -> dict[str, Any]:
    """What MkDocs must be told about a content folder: its name, description, footer and navigation, as HTML,
    and where its lists begin, for readers without JavaScript."""
    site = knowledge.site
    return {
        "site_name": in_html(plain(site.title, knowledge)),
        "site_description": in_html(plain(site.summary, knowledge)),
        "copyright": in_html(f"{plain(site.publisher, knowledge)} · {plain(site.disclaimer, knowledge)}"),
        "nav": navigation(knowledge, handwritten(docs, owned(knowledge.names))),
        "extra": {"generator": False, "lists": address(start_of_lists(knowledge))},
    }


def handwritten(docs: Path, generated: tuple[str, ...]) -> list[str]:
    """The Markdown pages that people wrote: those directly in `docs`, and the index pages of its other folders."""
    pages = [page.relative_to(docs) for page in (*docs.glob("*.md"), *docs.glob("*/index.md"))]
    return sorted(str(page) for page in pages if page.parts[0] not in generated)
