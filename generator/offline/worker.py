"""`sw.js`: the service worker of one version of a site."""

from __future__ import annotations

from pathlib import Path

from generator.finish.modules import slim

WORKER = "sw.js"
_HERE = Path(__file__).parent
_BLANK = '"<version>"'


def worker_source() -> str:
    """The worker as it is written, without a version."""
    return (_HERE / "worker.js").read_text("utf-8")


def worker(version: str) -> bytes:
    """The worker that keeps the files of this version."""
    return slim(worker_source().replace(_BLANK, f'"{version}"')).encode()


def leaving_worker() -> bytes:
    """The worker for a site whose readers are to keep nothing any more: it deletes what was kept, and goes."""
    return slim((_HERE / "leaving.js").read_text("utf-8")).encode()
