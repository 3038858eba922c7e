"""A build may die at any moment: whoever looks at the site sees the old one or the new one, whole."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from tests.build.project import ROOT, SAMPLES, Project, tree

KILLS = 30
SECONDS = 1.5
"""Longer than a build takes, so that some are killed after the last step too."""
CHANGING = {"sitemap.xml.gz"}
"""Packed files carry the second in which they were made."""
OLD, NEW = "Yes, an umbrella keeps the rain off your head.", "Yes, and the sun too."


def test_killed_at_any_moment_a_build_leaves_a_whole_site(tmp_path: Path) -> None:
    project = Project.copied(SAMPLES / "minimal", tmp_path)
    whole = {}
    for old, new in ((OLD, NEW), (NEW, OLD)):
        project.edit("faq/does-it-help.yml", old, new)
        assert _build(project).wait() == 0
        whole[new] = _site(project)
    assert whole[OLD] != whole[NEW]
    seed = random.randrange(1_000_000)
    print(f"seed {seed}")  # pytest shows it if the test fails
    moments = random.Random(seed)
    now, found = OLD, []
    for _ in range(KILLS):
        other = NEW if now == OLD else OLD
        project.edit("faq/does-it-help.yml", now, other)
        now = other
        running = _build(project)
        time.sleep(moments.uniform(0.05, SECONDS))
        running.kill()
        running.wait()
        found.append(_site(project))
        assert found[-1] in whole.values()
    assert _build(project).wait() == 0
    assert _site(project) == whole[now]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "content", "docs", "site"]


def _build(project: Project) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "build", *project.options], cwd=ROOT, stdout=subprocess.DEVNULL
    )


def _site(project: Project) -> dict[str, str]:
    return {path: digest for path, digest in tree(project.site).items() if path not in CHANGING}
