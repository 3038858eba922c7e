"""The second stage: plain MkDocs over a docs folder. Beside the hook the only module that knows MkDocs."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from generator.diagnostics import Diagnostic, Place

_UNUSED = ("assets/javascripts/lunr", "assets/javascripts/workers")
"""What the theme brings for its own search, which is not ours."""


class _Collector(logging.Handler):
    """Keeps what MkDocs says from WARNING on; under `strict` all of it counts as a problem."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@dataclass(frozen=True)
class Built:
    """What MkDocs complained about, and the address that the configuration gives the site."""

    problems: list[Diagnostic]
    site_url: str


def run_mkdocs(config: Path, docs: Path, into: Path, settings: Mapping[str, Any]) -> Built:
    """Builds the docs folder strictly into another, emptied before.

    `settings` replace keys of the configuration file; its hooks do not run.
    """
    logger = logging.getLogger("mkdocs")
    site_url = ""
    collector, passed_on, level = _Collector(), logger.propagate, logger.level
    logger.addHandler(collector)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        loaded = load_config(
            str(config), docs_dir=str(docs.resolve()), site_dir=str(into.resolve()), hooks=[], strict=True, **settings
        )
        site_url = loaded.site_url or ""
        loaded.plugins.on_startup(command="build", dirty=False)
        build(loaded)
        for folder in _UNUSED:
            shutil.rmtree(into / folder, ignore_errors=True)
        loaded.plugins.on_shutdown()
    except Abort as error:
        if not collector.messages:  # else a build that stopped would pass for one that ended
            collector.messages.append(str(error))
    except MkDocsException as error:
        collector.messages.append(str(error))
    finally:
        logger.removeHandler(collector)
        logger.propagate = passed_on
        logger.setLevel(level)
    said = [" ".join(message.split()) for message in collector.messages]
    return Built([Diagnostic(Place(str(config)), "KB801", f"MkDocs: {words}") for words in said], site_url)
