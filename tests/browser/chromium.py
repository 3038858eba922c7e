"""Finds a Chromium for the browser tests; `python -m tests.browser.chromium` also installs one where it can."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "The browser tests need Chromium, and it can neither be found nor installed: "
    "install chromium or google-chrome, or name one in the environment variable KB_CHROMIUM."
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""A browser that runs as root in a container and asks nobody for anything by itself."""


_APT = ("apt-get", "install", "-y", "--no-install-recommends", "chromium")


def find() -> str | None:
    """The path of a Chromium: the one that KB_CHROMIUM names, else the system's, else Playwright's own."""
    named = os.environ.get("KB_CHROMIUM")
    if named:
        return shutil.which(named)
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or _of_playwright()


def _of_playwright() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Tries the system's way, then Playwright's; says nothing, whether they work or not."""
    as_root = os.geteuid() == 0 and shutil.which("apt-get")
    if as_root and not quietly(*_APT):
        quietly("apt-get", "update")
        quietly(*_APT)
    if not find():
        quietly(sys.executable, "-m", "playwright", "install", "chromium")


def quietly(*command: str) -> bool:
    """Whether a command went well; it asks nothing and says nothing."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return done.returncode == 0


def main() -> int:
    """Exit code 0 if there is a Chromium afterwards."""
    if not find() and not os.environ.get("KB_CHROMIUM"):
        print("installing Chromium for the browser tests …", file=sys.stderr)
        install()
    if find():
        return 0
    print(MISSING, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
