"""A build after `kb compress` leaves nothing beside a page that a server would send instead of it."""

from __future__ import annotations

from pathlib import Path

import brotli  # type: ignore[import-untyped]

from tests.build.project import SAMPLES, Project


def compressed(project: Project) -> set[str]:
    return {path.name for ending in (".br", ".gz") for path in project.site.rglob(f"*{ending}")} - {"sitemap.xml.gz"}


def test_no_compressed_page_outlives_its_build_and_the_next_is_compressed_again(tmp_path: Path) -> None:
    project = Project.copied(SAMPLES / "minimal", tmp_path)
    assert project.build() == []
    assert project.kb("compress") == 0
    assert "index.html.br" in compressed(project)
    for words in ("Second", "Third"):  # the folder of two builds ago comes back into its place
        project.edit("site.yml", "title: ", f"title: {words} ")
        project.build()
        assert compressed(project) == set()
    assert project.kb("compress") == 0
    page = (project.site / "index.html").read_bytes()
    assert b"Third Second" in page
    assert brotli.decompress((project.site / "index.html.br").read_bytes()) == page
