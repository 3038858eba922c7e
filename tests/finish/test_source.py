from pathlib import Path

import pytest

from generator.finish.addresses import Site
from generator.finish.cache import Cache
from generator.finish.source import FEW, Pages, Source

SITE = Site.at("https://example.org/kb/")


def page(number: int) -> str:
    return (
        '<html data-kind="answer"><body><article class="md-content__inner"><h1>Page</h1>'
        f'<h2 id="part-{number}">Part</h2>'
        f'<a href="../p{number - 1}/#part-{number - 1}">back</a> <a href="//example.org/up/">up</a>'
        "</article></body></html>"
    )


@pytest.fixture
def source(tmp_path: Path) -> Source:
    for number in range(FEW + 50):
        (tmp_path / "site" / f"p{number}").mkdir(parents=True)
        (tmp_path / "site" / f"p{number}" / "index.html").write_text(page(number), "utf-8")
    return Source(tmp_path / "site", {f"added/{number}.html": page(number).encode() for number in range(30)})


@pytest.mark.parametrize("processes", [1, 2])
def test_pages_read_at_once_are_those_read_one_by_one(source: Source, processes: int) -> None:
    one_by_one, at_once = Pages(source, Cache(None), SITE), Pages(source, Cache(None), SITE)
    at_once.read(processes)
    for path in one_by_one:
        (page, leads), (same, same_leads) = one_by_one.known(path), at_once.known(path)
        assert same_leads == leads
        assert list(same.links) == list(page.links)
        assert [getattr(same, name) for name in PARTS] == [getattr(page, name) for name in PARTS]


PARTS = ("ids", "headings", "places", "faults", "sheets", "fetched", "files", "names", "kind", "hidden", "leads_on")


def test_what_was_read_at_once_is_not_read_again(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(source, Cache(None), SITE)
    pages.read(2)
    monkeypatch.setattr("generator.finish.source.read_page", lambda _: pytest.fail("read again"))
    pages.read(2)
    assert [pages[path].kind for path in pages] == ["answer"] * (FEW + 80)
