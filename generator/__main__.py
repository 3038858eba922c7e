"""The `kb` command: the only module that knows the terminal. Exit 0: fine, 1: problems in the content, 2: wrong use."""

from __future__ import annotations

import argparse
import datetime
import io
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from generator.build import Say, build, check_content, generate
from generator.checks import EVERYTHING
from generator.commands import ContentError, WrongUseError
from generator.commands.arguments import Saying, add_commands, folders
from generator.diagnostics import Diagnostic, has_errors
from generator.manual import explain, manual
from generator.publish import PublishError, add_files
from generator.report import FORMATS
from generator.schemas import schemas

FINE, PROBLEMS, WRONG_USE = 0, 1, 2
Command = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a pipe under Windows knows no arrows
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        command: Command = options.command
        return command(options)
    except (WrongUseError, PublishError) as error:
        return _wrong(str(error))
    except ContentError as error:
        return _report(options, error.problems)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kb", description=__doc__.partition(":")[0] if __doc__ else None)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add(commands, "check", _check, "read the content and report every problem")
    _add(commands, "generate", _generate, "write the generated pages into docs")
    _add(commands, "build", _build, "build the whole site")
    serve = _add(commands, "serve", _serve, "serve the site, rebuild and reload when the content changes")
    serve.add_argument("--port", type=int, default=8000, help="default: %(default)s")
    serve.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
    _add(commands, "schema", _schema, "write the JSON Schemas that editors read into content/.schema")
    add_commands(lambda name, say, words, formats: _add(commands, name, _telling(say), words, formats))
    explaining = commands.add_parser("explain", help="say what a problem's code means")
    explaining.add_argument("code", metavar="CODE")
    explaining.set_defaults(command=_explain)
    return parser


def _add(
    commands: Commands, name: str, run: Command, words: str, formats: Sequence[str] = tuple(sorted(FORMATS))
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=words, description=words)
    command.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help="default: %(default)s")
    command.add_argument("--docs", type=Path, default=Path("docs"), metavar="DIR", help="default: %(default)s")
    command.add_argument("--out", type=Path, default=Path("site"), metavar="DIR", help="default: %(default)s")
    command.add_argument("--config", type=Path, default=Path("mkdocs.yml"), metavar="FILE", help="default: %(default)s")
    command.add_argument(
        "--work", type=Path, metavar="DIR", help="for what is on its way; default: build/, beside the site"
    )
    command.add_argument("--format", choices=formats, default=formats[-1], help="default: %(default)s")
    command.set_defaults(command=run)
    return command


def _check(options: argparse.Namespace) -> int:
    _, problems = check_content(options.content, datetime.date.today(), EVERYTHING)
    return _report(options, problems)


def _generate(options: argparse.Namespace) -> int:
    _, problems = generate(folders(options), _progress(), datetime.date.today())
    return _report(options, problems)


def _build(options: argparse.Namespace) -> int:
    if not options.config.is_file():
        return _wrong(f"there is no {options.config}; name one with --config FILE")
    return _report(options, build(folders(options), _progress(), datetime.date.today()))


def _serve(options: argparse.Namespace) -> int:
    from generator.serve import serve  # its web server is of no use to the other commands

    if not options.config.is_file():
        return _wrong(f"there is no {options.config}; name one with --config FILE")
    try:
        return serve(folders(options), options.host, options.port, print)
    except OSError as error:
        return _wrong(f"cannot serve on {options.host}:{options.port}: {error.strerror}")


def _schema(options: argparse.Namespace) -> int:
    if not options.content.is_dir():
        return _wrong(f"there is no folder {options.content}")
    made = schemas()
    add_files(options.content / ".schema", made)
    print(f"{len(made)} schemas stand in {options.content / '.schema'}")
    return FINE


def _explain(options: argparse.Namespace) -> int:
    page = explain(options.code)
    if page is None:
        codes = ", ".join(known.code for known in manual())
        return _wrong(f"there is no problem {options.code}; there are {codes}")
    print(f"{page.code}: {page.title}\n\n{page.text}")
    return FINE


def _telling(say: Saying) -> Command:
    def command(options: argparse.Namespace) -> int:
        said = say(options)
        print(said.text)
        return FINE if said.is_fine else PROBLEMS

    return command


def _report(options: argparse.Namespace, problems: Sequence[Diagnostic]) -> int:
    print(FORMATS.get(options.format, FORMATS["text"])(problems))
    return PROBLEMS if has_errors(problems) else FINE


def _wrong(message: str) -> int:
    print(f"kb: {message}", file=sys.stderr)
    return WRONG_USE


def _progress() -> Say:
    """Says what is going on, once a command has taken a second; nothing where nobody watches."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        return lambda _: None
    started = time.monotonic()

    def say(words: str) -> None:
        if time.monotonic() - started > 1:
            print(f"… {words}", file=sys.stderr, flush=True)

    return say


if __name__ == "__main__":
    sys.exit(main())
