"""The whole preview, as an editor sees it, without a browser."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.serve.running import ANSWER, PATIENCE, ROOT, Preview, command, environment, lay_out, running, until

PAGE = "/faq/does-it-help/"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with _ready(tmp_path) as preview:
        yield preview


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview in which nobody edits anything."""
    with _ready(tmp_path_factory.mktemp("asked")) as preview:
        yield preview


@contextmanager
def _ready(folder: Path) -> Iterator[Preview]:
    lay_out(folder)
    with running(folder) as preview:
        until(lambda: "built " in preview.said())
        yield preview


def test_an_edit_is_announced_and_then_served(preview: Preview) -> None:
    with preview.news() as news:
        before = next(news)
        assert "keeps the rain off" in preview.get(PAGE)[2]
        preview.edit(ANSWER, "keeps the rain off", "holds the rain off")
        after = next(news)
    assert before["site"] != after["site"]
    assert after["problems"] == []
    assert "holds the rain off" in preview.get(PAGE)[2]


def test_a_mistake_is_announced_with_its_place_and_the_last_good_page_stays(preview: Preview) -> None:
    with preview.news() as news:
        before = next(news)
        preview.edit(ANSWER, "checked: 2026-11-24", "checked: 2026-11-24\nshrot: <b>Yes</b>")
        wrong = next(news)
        page = preview.get(PAGE)[2]
        preview.edit(ANSWER, "\nshrot: <b>Yes</b>", "")
        mended = next(news)
    assert [problem["place"] for problem in wrong["problems"]] == [f"{preview.content / ANSWER}:6:1"]
    assert wrong["site"] == before["site"]
    assert "keeps the rain off" in page
    assert mended["problems"] == []
    assert mended["site"] != before["site"]
    assert wrong["problems"][0]["message"] in preview.said()


def test_broken_yaml_is_a_problem_like_any_other(preview: Preview) -> None:
    with preview.news() as news:
        next(news)
        (preview.content / ANSWER).write_bytes(b"question: [\xff\x00\n")
        assert next(news)["problems"][0]["place"].startswith(str(preview.content / ANSWER))
    assert preview.get(PAGE)[0] == 200
    assert "Traceback" not in preview.said()


def test_a_hand_written_page_is_built_again_when_it_is_saved(preview: Preview) -> None:
    with preview.news() as news:
        next(news)
        (preview.folder / "docs/about.md").write_text("# About\n\nWritten anew.\n", "utf-8")
        next(news)
    assert "Written anew." in preview.get("/about/")[2]


def test_what_a_build_writes_starts_no_other_build(preview: Preview) -> None:
    preview.edit(ANSWER, "keeps the rain off", "holds the rain off")
    until(lambda: preview.said().count("built ") == 2)
    (preview.content / "faq/.does-it-help.yml.swp").write_text("swap", "utf-8")
    preview.edit(ANSWER, "holds the rain off", "takes the rain off")
    until(lambda: preview.said().count("built ") == 3)
    assert "takes the rain off" in preview.get(PAGE)[2]


def test_a_content_folder_that_was_replaced_is_watched_like_the_old_one(preview: Preview) -> None:
    shutil.move(preview.content, preview.folder / "away")
    until(lambda: "nothing new is served" in preview.said())
    shutil.copytree(preview.folder / "away", preview.content)
    until(lambda: preview.said().count("built ") > 1)
    preview.edit(ANSWER, "keeps the rain off", "holds the rain off")
    until(lambda: "holds the rain off" in preview.get(PAGE)[2])


def test_an_unknown_address_gets_the_page_of_the_site_for_that(asked: Preview) -> None:
    status, headers, page = asked.get("/no/such/page/")
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "Umbrella" in page
    assert "/.live.js" in page


@pytest.mark.parametrize(
    "path", ["/../content/site.yml", "/%2e%2e/content/site.yml", "/..%2fcontent%2fsite.yml", "//etc/passwd"]
)
def test_nothing_outside_the_site_is_given_out(asked: Preview, path: str) -> None:
    status, _, page = asked.get(path)
    assert status == 404
    assert "publisher:" not in page


def test_a_request_for_another_host_is_refused(asked: Preview) -> None:
    assert asked.get("/", Host="evil.example")[0] == 403
    assert asked.get("/.live", Host="evil.example")[0] == 403
    assert asked.get("/", Host=f"localhost:{asked.port}")[0] == 200


def test_nothing_is_kept_by_a_cache(asked: Preview) -> None:
    assert asked.get(PAGE)[1]["Cache-Control"] == "no-store"
    assert asked.get("/assets/site.css")[1]["Cache-Control"] == "no-store"


def test_head_tells_the_length_and_sends_no_body(asked: Preview) -> None:
    length = asked.get(PAGE)[1]["Content-Length"]
    status, headers, body = asked.get(PAGE, "HEAD")
    assert (status, headers["Content-Length"], body) == (200, length, "")
    assert asked.get("/.live", "HEAD")[::2] == (200, "")


def test_a_connection_serves_many_requests(asked: Preview) -> None:
    connection = HTTPConnection("127.0.0.1", asked.port, timeout=PATIENCE)
    sockets = set()
    for path in ("/", "/no/such/page/", "/faq", PAGE):
        connection.request("GET", path)
        with connection.getresponse() as response:
            response.read()
        sockets.add(id(connection.sock))
    connection.close()
    assert len(sockets) == 1


def test_the_old_site_answers_while_the_first_build_runs(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.site").touch()
    (tmp_path / "site/index.html").write_text("<body>Yesterday</body>", "utf-8")
    (tmp_path / "content" / ANSWER).write_text("no: such key", "utf-8")
    with running(tmp_path) as preview:
        assert "Yesterday" in preview.get("/")[2]
        until(lambda: "nothing new is served" in preview.said())
        assert "Yesterday" in preview.get("/")[2]


def test_without_any_site_a_waiting_page_listens_for_one(tmp_path: Path) -> None:
    lay_out(tmp_path)
    mistake = tmp_path / "content" / ANSWER
    good = mistake.read_text("utf-8")
    mistake.write_text("no: such key", "utf-8")
    with running(tmp_path) as preview:
        status, _, page = preview.get("/")
        with preview.news() as news:
            first = next(news)
            problems = first["problems"] or next(news)["problems"]
            mistake.write_text(good, "utf-8")
            assert next(news)["site"] != first["site"]
        assert preview.get("/")[0] == 200
    assert status == 503
    assert "Building" in page
    assert f'data-site="{first["site"]}"' in page
    assert problems


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_quietly_whatever_it_is_doing(tmp_path: Path, number: signal.Signals) -> None:
    lay_out(tmp_path)
    with running(tmp_path) as preview:
        preview.process.send_signal(number)
        assert preview.process.wait(PATIENCE) == 0
        _, *lines = preview.said().splitlines()
        assert [line for line in lines if not line.startswith("built ")] == []


def test_a_port_that_is_taken_is_one_clear_sentence(tmp_path: Path) -> None:
    lay_out(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = subprocess.run(
            command(tmp_path, port), cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=PATIENCE
        )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"kb: cannot serve on 127.0.0.1:{port}: "
        f"another program has this port; choose a free one, such as --port {port % 65535 + 1}\n"
    )
