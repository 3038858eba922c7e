"""`mkdocs.yml` and `.gitignore` repeat what the content says, so that other tools need nothing of ours."""

from __future__ import annotations

from typing import Any

import pytest
from mkdocs.config import load_config

from generator.build import check_content, settings
from generator.loader import KnowledgeBase
from generator.publish import MARKER
from generator.render.routes import owned
from tests.build.project import CONFIG, ROOT


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    found, _ = check_content(ROOT / "content")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def config() -> Any:
    return load_config(str(CONFIG), hooks=[])


@pytest.mark.parametrize("key", ["site_name", "site_description", "copyright", "nav", "extra"])
def test_the_configuration_says_what_the_content_says(key: str, config: Any, knowledge: KnowledgeBase) -> None:
    assert config[key] == settings(knowledge, ROOT / "docs")[key]


def test_the_configuration_repeats_no_more_than_it_must(knowledge: KnowledgeBase) -> None:
    assert settings(knowledge, ROOT / "docs").keys() == {"site_name", "site_description", "copyright", "nav", "extra"}


def test_generated_pages_are_ignored_by_git_and_nothing_else_in_docs(knowledge: KnowledgeBase) -> None:
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    listed = sorted(line for line in lines if line.startswith("/docs/"))
    names = owned(knowledge.names)
    assert listed == sorted([f"/docs/{name}" if "." in name else f"/docs/{name}/" for name in (*names, MARKER)])


def test_the_configuration_asks_nobody_else_for_anything(config: Any) -> None:
    assert config.theme["font"] is False
    assert [dict(plugin.config) for plugin in config.plugins.values()] == [
        {**dict(config.plugins["material/search"].config), "enabled": False}
    ]
    assert not [path for path in (*config.extra_css, *config.extra_javascript) if "//" in str(path)]
