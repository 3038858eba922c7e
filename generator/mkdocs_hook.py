"""Lets plain `mkdocs build` and `mkdocs serve` generate the pages first; no logic of its own."""

from __future__ import annotations

import datetime
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from generator.build import Folders, generate
from generator.report import as_text


def on_pre_build(config: MkDocsConfig) -> None:
    """Stage 1, before MkDocs looks for files."""
    root = Path(config.config_file_path).parent
    folders = Folders(root / "content", Path(config.docs_dir), root / "site", root / "mkdocs.yml", root / "build")
    knowledge, problems = generate(folders, lambda _: None, datetime.date.today())
    if knowledge is None:
        raise PluginError(as_text(problems))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Watches the content instead of the generated pages: watching what a build writes would build for ever."""
    server.unwatch(config.docs_dir)
    server.watch(str(Path(config.config_file_path).parent / "content"))
    for path in Path(config.docs_dir).iterdir():
        if path.name != "index.md" and not (path / ".generated").exists() and not path.name.startswith("."):
            server.watch(str(path))
    return server
