"""The upload to an object store: every file once, with its rule, what others need before what needs it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path

import pytest

from generator.commands.compress import compress
from generator.publish import SITE_MARKER
from tests.build.project import ROOT
from tests.hosting.small_site import DATA, FILES, MODULE, SHEET, lay_out

SCRIPT = ROOT / "hosting" / "object-store.sh"
FAKE = f"""#!{sys.executable}
import json, os, sys
with open(os.environ["CALLS"], "a") as file:
    file.write(json.dumps(sys.argv[1:]) + "\\n")
"""


@dataclass(frozen=True)
class Upload:
    """One call of the store's client: the files it takes, and what it says about them."""

    files: frozenset[str]
    kept: str
    type: str
    deletes: bool


def taken(path: str, arguments: list[str]) -> bool:
    """Whether the client's filters, of which the last that fits counts, leave a path in."""
    is_in = True
    for option, pattern in pairwise(arguments):
        if option in ("--include", "--exclude") and fnmatchcase(path, pattern):
            is_in = option == "--include"
    return is_in


def option(name: str, arguments: list[str]) -> str:
    return arguments[arguments.index(name) + 1] if name in arguments else ""


@pytest.fixture
def uploads(tmp_path: Path) -> list[Upload]:
    site = lay_out(tmp_path / "site")
    (site / "_headers").write_text("/*\n", "utf-8")
    compress(site, tmp_path / "kept")
    (tmp_path / "aws").write_text(FAKE, "utf-8")
    (tmp_path / "aws").chmod(0o755)
    environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "CALLS": f"{tmp_path}/calls"}
    subprocess.run([SCRIPT, "s3://bucket/below", site], env=environment, check=True)
    calls = [json.loads(line) for line in (tmp_path / "calls").read_text("utf-8").splitlines()]
    assert [call[:4] for call in calls] == [["s3", "sync", str(site), "s3://bucket/below"]] * len(calls)
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    return [
        Upload(
            frozenset(path for path in there if taken(path, call)),
            option("--cache-control", call),
            option("--content-type", call),
            "--delete" in call,
        )
        for call in calls
    ]


def test_every_file_goes_once_and_nothing_that_is_only_for_other_hosts(uploads: list[Upload]) -> None:
    sent = [path for upload in uploads if not upload.deletes for path in upload.files]
    assert sorted(sent) == sorted(set(FILES) - {SITE_MARKER})


def test_every_file_has_the_rule_that_nginx_has(uploads: list[Upload]) -> None:
    kept = {path: upload.kept for upload in uploads if not upload.deletes for path in upload.files}
    for path, rule in kept.items():
        if path in (SHEET, DATA) or path.startswith("components-"):
            assert rule == "public, max-age=31536000, immutable"
        elif re.match(r"cards/|assets/icons/", path):
            assert rule == "public, max-age=86400"
        else:
            assert rule == "no-cache"


def test_pages_go_after_what_they_load_the_worker_after_the_pages_and_deleting_is_last(uploads: list[Upload]) -> None:
    place = {path: number for number, upload in enumerate(uploads) for path in upload.files if not upload.deletes}
    pages = {place[path] for path in FILES if path.endswith(".html")}
    assert max(place[SHEET], place[MODULE], place[DATA], place["api/faq.json"]) < min(pages)
    assert place["sw.js"] > max(pages)
    assert [upload.deletes for upload in uploads] == [False] * (len(uploads) - 1) + [True]


def test_what_is_named_by_its_content_is_never_deleted(uploads: list[Upload]) -> None:
    assert {SHEET, MODULE, DATA}.isdisjoint(uploads[-1].files)
    assert "about/index.html" in uploads[-1].files


def test_types_that_clients_do_not_know_are_said(uploads: list[Upload]) -> None:
    types = {path: upload.type for upload in uploads if not upload.deletes for path in upload.files}
    assert types[MODULE] == types["sw.js"] == "text/javascript; charset=utf-8"
    assert types["site.webmanifest"] == "application/manifest+json"
    assert types["index.html"] == "text/html; charset=utf-8"


def test_a_folder_that_is_no_site_is_not_sent(tmp_path: Path) -> None:
    done = subprocess.run([SCRIPT, "s3://bucket", tmp_path], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, f"{tmp_path} is not a finished site; build it first\n")
