"""The commands that find something out, as the command line knows them: names, arguments, what each says."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.build import Folders
from generator.commands import Said
from generator.commands.changes import FORMS
from generator.commands.compress import compress
from generator.commands.cover import cover
from generator.commands.diff import difference
from generator.commands.headers import headers
from generator.commands.new import new
from generator.commands.number import number
from generator.commands.pack import pack
from generator.commands.paths import LIMIT, paths
from generator.commands.prove import prove
from generator.commands.release import release
from generator.commands.stale import WITHIN, stale
from generator.commands.walk import walk
from generator.commands.weigh import weigh
from generator.publish import lock

Saying = Callable[[argparse.Namespace], Said]
Add = Callable[[str, Saying, str, Sequence[str]], argparse.ArgumentParser]
"""Adds a command: its name, what it says, its purpose, and the formats it can print."""
DATA = ("json", "text")


def add_commands(add: Add) -> None:
    """Adds every command that says something."""
    walking = add("walk", _walk, "say where answers lead in a flow, as JSON", ("json",))
    _add_flow(walking)
    walking.add_argument("answers", metavar="QUESTION=ANSWER", nargs="*", help="several options: q=a,b")
    _add_flow(add("prove", _prove, "print the certificate of a flow, or of all: what is proved", DATA), "?")
    listing = add("paths", _paths, "list the paths through a flow, or count them", DATA)
    _add_flow(listing)
    listing.add_argument("--limit", type=int, default=LIMIT, help="list no more than this; default: %(default)s")
    comparing = add("diff", _diff, "say what readers get now that they did not get at a git revision", sorted(FORMS))
    comparing.add_argument("revision", metavar="REV")
    beginning = add("new", _new, "begin a record: a valid file, with its short address", ("text",))
    beginning.add_argument("kind", metavar="KIND", help="the word before the colon in references, such as faq")
    beginning.add_argument("title", metavar="TITLE")
    add("number", _number, "give a short address to every record that has none", ("text",))
    add("release", _release, "build, then write down every address and plan code that must hold for ever", ("text",))
    add("pack", _pack, "build, with the whole site as one file in it, to unpack and open anywhere", ("text",))
    ageing = add("stale", _stale, "list the facts whose sources are to be read again", DATA)
    ageing.add_argument("--within", type=_days, default=WITHIN, metavar="DAYS", help="days ahead; default: %(default)s")
    ageing.add_argument("--on", type=_day, metavar="YYYY-MM-DD", help="as on this day; default: today")
    covering = add("cover", _cover, "renew what readers with every pair of answers get, kept below content", ("text",))
    _add_flow(covering, "?")
    covering.add_argument("--check", action="store_true", help="only say whether it is up to date")
    add("weigh", _weigh, "print what pages weigh on their way to a reader, and what they may", ("text",))
    add("compress", _compress, "put .br and .gz files beside the texts of the finished site", ("text",))
    heading = add("headers", _headers, "write _headers into the finished site, for Netlify and Cloudflare", ("text",))
    heading.add_argument(
        "--rules", type=Path, default=Path("hosting/_headers"), metavar="FILE", help="default: %(default)s"
    )


def _add_flow(command: argparse.ArgumentParser, number: str | None = None) -> None:
    command.add_argument("flow", metavar="FLOW", nargs=number)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day; write it as 2026-11-24") from None


def _days(text: str) -> int:
    if not text.isdecimal() or len(text) > 5:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of days; write one such as {WITHIN}")
    return int(text)


def _walk(options: argparse.Namespace) -> Said:
    return walk(options.content, options.flow, options.answers)


def _prove(options: argparse.Namespace) -> Said:
    return prove(options.content, options.flow, datetime.date.today(), options.format)


def _paths(options: argparse.Namespace) -> Said:
    return paths(options.content, options.flow, options.limit, options.format)


def _diff(options: argparse.Namespace) -> Said:
    return Said(FORMS[options.format](difference(options.content, options.revision)))


def _new(options: argparse.Namespace) -> Said:
    return new(options.content, options.kind, options.title, datetime.date.today())


def _number(options: argparse.Namespace) -> Said:
    return number(options.content)


def _release(options: argparse.Namespace) -> Said:
    return release(folders(options), datetime.date.today())


def _pack(options: argparse.Namespace) -> Said:
    return pack(folders(options), datetime.date.today())


def folders(options: argparse.Namespace) -> Folders:
    """Where a command reads and writes."""
    out: Path = options.out
    return Folders(options.content, options.docs, out, options.config, options.work or out.parent / "build")


def _stale(options: argparse.Namespace) -> Said:
    return stale(options.content, options.on or datetime.date.today(), options.within, options.format)


def _cover(options: argparse.Namespace) -> Said:
    return cover(options.content, options.flow, options.check)


def _weigh(options: argparse.Namespace) -> Said:
    return weigh(folders(options).work)


def _compress(options: argparse.Namespace) -> Said:
    where = folders(options)
    with lock(where.work):
        return compress(where.out, where.work / "compressed")


def _headers(options: argparse.Namespace) -> Said:
    where = folders(options)
    with lock(where.work):
        return headers(where.out, options.rules)
