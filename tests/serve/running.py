"""A preview as an editor has it: `kb serve` in a process of its own, over a copy of a tiny content folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
ANSWER = "faq/does-it-help.yml"


@dataclass(frozen=True)
class Preview:
    """A running preview; what it prints goes into `folder/said`."""

    folder: Path
    process: subprocess.Popen[bytes]
    address: str

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])

    def said(self) -> str:
        return (self.folder / "said").read_text("utf-8")

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request(method, path, headers={name.replace("_", "-"): headers[name] for name in headers})
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read().decode()

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.content / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    @contextmanager
    def news(self) -> Iterator[Iterator[dict[str, Any]]]:
        """What /.live tells, from now on."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", "/.live")
            with connection.getresponse() as response:
                assert response.headers["Content-Type"] == "text/event-stream"
                yield (json.loads(line[5:]) for line in response if line.startswith(b"data:"))


def lay_out(folder: Path) -> None:
    """The folders of a project: content, and hand-written pages."""
    shutil.copytree(ROOT / "tests/content/minimal", folder / "content")
    (folder / "docs").mkdir()
    (folder / "docs/about.md").write_text("# About\n\nWritten by hand.\n", "utf-8")


def command(folder: Path, port: int = 0) -> list[str]:
    """`kb serve` over the folders."""
    places = {"content": folder / "content", "docs": folder / "docs", "out": folder / "site", "port": port}
    options = [word for name, place in places.items() for word in (f"--{name}", str(place))]
    return [sys.executable, "-u", "-m", "generator", "serve", *options, "--config", str(ROOT / "mkdocs.yml")]


def environment() -> dict[str, str]:
    """An address of the site that no page of the test content names."""
    return os.environ | {"SITE_URL": "https://site.invalid/"}


@contextmanager
def running(folder: Path, port: int = 0) -> Iterator[Preview]:
    """A preview that answers; its first build may still run."""
    with (
        (folder / "said").open("wb") as said,
        subprocess.Popen(
            command(folder, port), cwd=ROOT, env=environment(), stdout=said, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            until(lambda: "(Ctrl-C ends it)\n" in (folder / "said").read_text("utf-8"))
            yield Preview(folder, process, (folder / "said").read_text("utf-8").split()[1])
        finally:
            process.terminate()


def until(happened: Callable[[], bool]) -> None:
    """Waits until something is so."""
    latest = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < latest, "waited in vain"
        time.sleep(0.02)
