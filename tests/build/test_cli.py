from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.__main__ import main
from tests.build.project import CONFIG, ROOT, Project, tree


def kb(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_build_that_is_fine_ends_with_0_and_says_so_in_one_line(minimal: Project) -> None:
    done = kb("build", *minimal.options)
    assert (done.returncode, done.stdout, done.stderr) == (0, "no problems\n", "")


def test_check_reports_a_problem_with_its_place_and_ends_with_1(minimal: Project) -> None:
    minimal.edit("faq/does-it-help.yml", "[[guide:umbrellas]]", "[[guide:umbrela]]")
    done = kb("check", "--content", "content", cwd=minimal.root)
    assert (done.returncode, done.stderr) == (1, "")
    first, hint, *_ = done.stdout.splitlines()
    assert first.startswith("content/faq/does-it-help.yml:4:")
    assert first.endswith("(KB201)")
    assert hint == "    did you mean guide:umbrellas?"


def test_check_writes_nothing(minimal: Project) -> None:
    before = tree(minimal.root)
    assert kb("check", "--content", "content", cwd=minimal.root).returncode == 0
    assert tree(minimal.root) == before


def test_generate_writes_docs_and_no_site(minimal: Project) -> None:
    assert kb("generate", *minimal.options).returncode == 0
    assert (minimal.docs / "faq" / "does-it-help.md").exists()
    assert not minimal.site.exists()


def test_problems_come_as_json_for_programs(minimal: Project) -> None:
    minimal.edit("facts/ribs.yml", "unit: ribs", "unite: ribs")
    problems = json.loads(kb("check", "--content", "content", "--format", "json", cwd=minimal.root).stdout)
    assert [(it["path"], it["line"], it["code"]) for it in problems] == [("content/facts/ribs.yml", 4, "KB131")]


def test_problems_come_as_annotations_for_github(minimal: Project) -> None:
    minimal.edit("facts/ribs.yml", "unit: ribs", "unite: ribs")
    said = kb("check", "--content", "content", "--format", "github", cwd=minimal.root).stdout
    assert said.startswith("::error file=content/facts/ribs.yml,line=4,")


@pytest.mark.parametrize("arguments", [[], ["bild"], ["build", "--content"], ["check", "--format", "xml"], ["explain"]])
def test_wrong_use_ends_with_2_and_says_what_is_right(arguments: list[str]) -> None:
    done = kb(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: kb")
    assert "Traceback" not in done.stderr


def test_a_missing_configuration_is_wrong_use(tmp_path: Path) -> None:
    done = kb("build", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kb: there is no mkdocs.yml; name one with --config FILE\n"


def test_a_missing_content_folder_is_a_problem(tmp_path: Path) -> None:
    done = kb("check", "--content", "nowhere", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("nowhere:1:1: there is no such content folder (KB125)\n")


def test_explain_says_what_a_code_means() -> None:
    done = kb("explain", "KB201")
    assert done.returncode == 0
    assert done.stdout.startswith("KB201: ")
    assert len(done.stdout) > 200


def test_explain_lists_the_codes_it_knows_when_asked_for_another() -> None:
    done = kb("explain", "KB000")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("kb: there is no problem KB000; there are KB")


def test_schema_writes_into_the_content_folder(minimal: Project) -> None:
    assert kb("schema", *minimal.options).returncode == 0
    assert "faq.json" in tree(minimal.content / ".schema")


def test_a_reader_that_goes_away_is_no_error(minimal: Project) -> None:
    for number in range(300):
        (minimal.content / "faq" / f"broken-{number}.yml").write_text("a: [\n")
    command = f"{sys.executable} -m generator check --content {minimal.content} | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_command_and_the_module_are_the_same(minimal: Project) -> None:
    command = Path(sys.executable).with_name("kb")
    done = subprocess.run([command, "check", *minimal.options], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "no problems\n")


def test_two_builds_at_once_give_one_sentence_and_no_mess(minimal: Project) -> None:
    from generator.publish import lock

    (minimal.root / "build").mkdir()
    with lock(minimal.root / "build"):
        done = kb("build", *minimal.options)
    assert done.returncode == 1
    assert "(KB802)" in done.stdout
    assert done.stderr == ""
    assert not minimal.site.exists()


def test_progress_is_for_terminals_only(minimal: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", *minimal.options]) == 0
    assert capsys.readouterr().err == ""


def test_the_site_lives_under_the_address_it_is_given(minimal: Project) -> None:
    done = kb("build", *minimal.options, SITE_URL="https://example.net/some/path/")
    assert done.stdout == "no problems\n"
    page = (minimal.site / "faq" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://example.net/some/path/faq/">' in page
    assert CONFIG.exists()
