"""Lighthouse itself: set up from the lock file beside this module, run on a page, read."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.chromium import ARGUMENTS

HERE = Path(__file__).parent
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SCHEMES: Mapping[str, int] = {"light": 1, "dark": 0}
"""The numbers by which Blink knows what a reader prefers."""
TRIES = 2
"""A browser on a machine with much other work may not start in time."""
NO_NODE = (
    "Lighthouse needs Node.js 18 or newer with npm; install them (on Debian and Ubuntu: apt-get install nodejs npm)."
)
_SCRIPT = Path("node_modules/lighthouse/cli/index.js")


class NoLighthouseError(Exception):
    """Why Lighthouse cannot be run; the text is a sentence."""


@dataclass(frozen=True)
class Audit:
    """The scores of a page in the order of `CATEGORIES`, of 100; times in ms, layout shift, bytes over the wire."""

    scores: tuple[int, ...]
    largest: float
    blocking: float
    shift: float
    bytes: int
    failed: tuple[str, ...]
    """The titles of what cost points."""

    @classmethod
    def of(cls, report: Mapping[str, Any]) -> Audit:
        """What a report says; raises NoLighthouseError if the page could not be measured."""
        if error := report.get("runtimeError"):
            raise NoLighthouseError(f"Lighthouse failed on {report['requestedUrl']}: {error['message']}")
        audits, categories = report["audits"], report["categories"]
        counted = {ref["id"] for name in CATEGORIES for ref in categories[name]["auditRefs"] if ref["weight"]}
        short = {id_ for id_ in counted if audits[id_]["score"] is not None and audits[id_]["score"] < 0.9}
        return cls(
            tuple(round(100 * (categories[name]["score"] or 0)) for name in CATEGORIES),
            audits["largest-contentful-paint"]["numericValue"],
            audits["total-blocking-time"]["numericValue"],
            audits["cumulative-layout-shift"]["numericValue"],
            sum(item.get("transferSize", 0) for item in audits["network-requests"]["details"]["items"]),
            tuple(sorted(audits[id_]["title"] for id_ in short)),
        )


def set_up(folder: Path) -> Path:
    """Lighthouse's script in a folder, installed there once for each lock file; raises NoLighthouseError."""
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        raise NoLighthouseError(NO_NODE)
    folder.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "package-lock.json").read_bytes()
    ready, digest = folder / ".ready", hashlib.sha256(lock).hexdigest()
    if not ready.is_file() or ready.read_text("utf-8") != digest:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder / name)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise NoLighthouseError(f"npm could not install Lighthouse: {done.stderr.strip()}")
        ready.write_text(digest, "utf-8")
    return folder / _SCRIPT


def audited(script: Path, chromium: str, address: str, scheme: str) -> Audit:
    """A page on Lighthouse's own phone, for a reader who prefers these colours; a new browser, nothing kept."""
    flags = " ".join(["--headless=new", *ARGUMENTS, f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}"])
    command = ["node", str(script), address, "--output=json", f"--chrome-flags={flags}"]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--no-enable-error-reporting", "--log-level=error"]
    environment = os.environ | {"CHROME_PATH": chromium}
    for _ in range(TRIES):
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if not done.returncode:
            break
    else:
        raise NoLighthouseError(f"Lighthouse failed on {address}: {done.stderr.strip()[-500:]}")
    return Audit.of(json.loads(done.stdout))
