"""The peer: plain Material's own pages over the same Markdown, with its search, as `mkdocs new` and a name give them.

To its favour: no web fonts (they are not to be had here, and would be third-party requests), our short navigation, and
the same server and compression. Pages that nobody measures are built, since they are in its search index, then deleted.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from generator.publish import SITE_MARKER

ROOT = Path(__file__).resolve().parents[2]
KEPT = ("site_name", "site_description", "nav", "markdown_extensions", "use_directory_urls")


class _Loader(yaml.SafeLoader):
    """Knows MkDocs' `!ENV`, of which nothing here is needed."""


_Loader.add_constructor("!ENV", lambda loader, node: "")


def build_peer(into: Path, pages: Sequence[str]) -> Path:
    """The peer's site with these pages (addresses that end in `/`); the docs must have been generated."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), _Loader)
    plain = {key: config[key] for key in KEPT} | {
        "site_url": "https://peer.example/",
        "docs_dir": str(ROOT / "docs"),
        "site_dir": str(into / "site"),
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "exclude_docs": "!/templates/\n/flows/*/embed.md\n",
    }
    into.mkdir(parents=True, exist_ok=True)
    (into / "mkdocs.yml").write_text(yaml.safe_dump(plain, allow_unicode=True), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean", "-f", str(into / "mkdocs.yml")]
    done = subprocess.run(command, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the peer cannot be built:\n{done.stderr.strip()[-2000:]}")
    site = into / "site"
    wanted = {site / page / "index.html" for page in pages} | {site / "404.html"}
    for page in site.rglob("*.html"):
        if page not in wanted:
            page.unlink()
    (site / SITE_MARKER).write_text("only to be measured\n", "utf-8")
    return site
