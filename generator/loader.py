"""Reads a content folder into one knowledge base; with `files.py` the only module that reads `content/`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel

from generator import nodes, source
from generator.diagnostics import Diagnostic, Place, did_you_mean
from generator.files import ContentFolder
from generator.knowledge import Entry, KnowledgeBase, kind_names, normal
from generator.model import KINDS, Kind, KindNames, Redirect, Site
from generator.model.address_book import AddressBook, read_address_book
from generator.model.kinds import API, HELPER, OFFLINE, PROBLEMS, SEARCH
from generator.model.published import CodeBook
from generator.model.read import read
from generator.model.types import PLACE_PATTERN, is_id
from generator.nodes import Node, Scalar

__all__ = ["Entry", "KnowledgeBase", "kind_names", "load"]

R = TypeVar("R", bound=BaseModel)
SITE, REDIRECTS = "site.yml", "redirects.yml"
CODE_BOOK = ".published/flows.json"
ADDRESS_BOOK = ".published/addresses.jsonl"
BOOK_BYTES, BOOK_VALUES = 100_000_000, 5_000_000
"""The most of what releases have written: all that there ever was, far more than people write into one file."""
_ID_HINT = "ids are lower-case words joined by hyphens, such as apply-again; index and the like are taken"


@dataclass(frozen=True)
class _File:
    """A file of one record as it was read before."""

    data: bytes
    entry: Entry[BaseModel] | None
    problems: tuple[Diagnostic, ...]
    text: str | None


Remembered = dict[str, _File]
"""The records' files of an earlier run, by their paths: a file that holds the same bytes is not read again."""


@dataclass
class _Reading:
    """What one run over the folder has found so far."""

    folder: ContentFolder
    remembered: Remembered
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> list[Diagnostic]:
        return self.folder.problems


def load(
    folder: FilePath, label: str | None = None, remembered: Remembered | None = None
) -> tuple[KnowledgeBase | None, list[Diagnostic]]:
    """The knowledge base in a folder, or None; with every problem found in any of its files.

    `label` stands before every path in a diagnostic; it is the folder as given unless said otherwise. `remembered` is
    what earlier runs over the same folder left there, and is added to.
    """
    reading = _Reading(
        ContentFolder(folder, (label or folder.as_posix()).rstrip("/")), {} if remembered is None else remembered
    )
    if not folder.is_dir():
        reading.folder.report("", "KB125", "there is no such content folder", "name one with --content DIR")
        return None, reading.problems
    site = _read_site(reading)
    names = kind_names(site.record if site else None)
    _report_clashes(reading, site, names)
    entries = {
        kind.id: MappingProxyType(dict(sorted(_read_kind(reading, kind, names[kind.id]).items())))
        for kind in KINDS.values()
    }
    redirects = _read_redirects(reading)
    _report_strangers(reading, names)
    if site is None:
        return None, reading.problems
    code_book = _read_code_book(reading)
    address_book = _read_address_book(reading)
    knowledge = KnowledgeBase(site.record, names, entries, redirects, site, reading.texts, code_book, address_book)
    return knowledge, reading.problems


def _report_clashes(reading: _Reading, site: Entry[Site] | None, names: dict[str, KindNames]) -> None:
    if site is None:
        return
    for kind in site.record.kinds:
        if kind not in KINDS:
            place = site.key_place("kinds", kind)
            reading.problems.append(Diagnostic(place, "KB131", f"unknown kind “{kind}”", did_you_mean(kind, KINDS)))
    for attribute, taken in (
        ("key", {}),
        (
            "folder",
            {
                "site": SITE,
                "redirects": REDIRECTS,
                PROBLEMS: "the list of problems",
                API: "files for programs",
                HELPER: "the answers to pass on",
                OFFLINE: "reading without a network",
                SEARCH: "what the search reads",
            },
        ),
    ):
        owners: dict[str, str] = dict(taken)
        for kind, name in names.items():
            word = getattr(name, attribute)
            first = owners.setdefault(word, kind)
            if first != kind:
                place = site.place("kinds", kind if kind in site.record.kinds else first, attribute)
                message = f"{first} and {kind} have the same {attribute} “{word}”"
                reading.problems.append(Diagnostic(place, "KB126", message, "give one of them another"))


def _read_kind(reading: _Reading, kind: Kind, names: KindNames) -> dict[str, Entry[BaseModel]]:
    if kind.one_file:
        return _read_mapping(reading, f"{names.folder}.yml", kind.id, kind.model, is_id, ("id", _ID_HINT))
    return _read_folder(reading, kind, names.folder)


def _read_redirects(reading: _Reading) -> dict[str, Entry[Redirect]]:
    words = ("address of this site", "write an old address without its host, such as faq/old-name/")
    found = _read_mapping(reading, REDIRECTS, "redirect", Redirect, _is_address, words)
    return {normal(old): entry for old, entry in found.items()}


def _is_address(text: str) -> bool:
    return re.fullmatch(PLACE_PATTERN, text) is not None


def _read_folder(reading: _Reading, kind: Kind, folder: str) -> dict[str, Entry[BaseModel]]:
    found: dict[str, Entry[BaseModel]] = {}
    for name in reading.folder.names(folder):
        path = f"{folder}/{name}"
        stem, suffix = os.path.splitext(name)
        if suffix != kind.suffix:
            hint = f"rename it to {stem}{kind.suffix}"
            reading.folder.report(path, "KB123", f"{folder}/ holds {kind.suffix} files only", hint)
        elif not is_id(stem):
            reading.folder.report(path, "KB124", f"“{stem}” is no id", _ID_HINT)
        else:
            entry = _read_record(reading, kind, stem, path)
            if entry:
                found[stem] = entry
    return found


def _read_record(reading: _Reading, kind: Kind, id_: str, path: str) -> Entry[BaseModel] | None:
    named = reading.folder.named(path)
    before, data = reading.remembered.get(path), reading.folder.peek(path)
    if before is None or before.data != data or (before.entry and before.entry.kind != kind.id):
        count = len(reading.problems)
        node = _read_guide(reading, path) if kind.suffix == ".md" else _read_yaml(reading, path)
        entry = _entry(reading, kind.id, id_, kind.model, node, path) if node else None
        if data is not None:
            found = tuple(reading.problems[count:])
            reading.remembered[path] = _File(data, entry, found, reading.texts.get(named))
        return entry
    reading.problems.extend(before.problems)
    if before.text is not None:
        reading.texts[named] = before.text
    return before.entry


def _read_mapping(
    reading: _Reading, path: str, kind: str, model: type[R], is_key: Callable[[str], bool], words: tuple[str, str]
) -> dict[str, Entry[R]]:
    """The entries of a file that maps keys to records; `words` say what a key must be, and how to write one."""
    node = _read_yaml(reading, path) if reading.folder.has(path) else None
    if node is None or (isinstance(node, Scalar) and node.is_null):
        return {}
    if not isinstance(node, nodes.Mapping):
        hint = "write a key with a colon, and what belongs to it indented below"
        reading.problems.append(Diagnostic(node.place, "KB109", "the file must hold keys and values", hint))
        return {}
    found: dict[str, Entry[R]] = {}
    for key, value in node.entries:
        if not is_key(key.text):
            reading.problems.append(Diagnostic(key.place, "KB124", f"“{key.text}” is no {words[0]}", words[1]))
        elif entry := _entry(reading, kind, key.text, model, value, path):
            found[key.text] = entry
    return found


def _read_site(reading: _Reading) -> Entry[Site] | None:
    if not reading.folder.has(SITE):
        reading.folder.report(SITE, "KB125", "this file is missing", "every content folder needs it")
        return None
    node = _read_yaml(reading, SITE)
    return _entry(reading, "site", "site", Site, node, SITE) if node else None


def _read_code_book(reading: _Reading) -> Entry[CodeBook] | None:
    """What a release has left about the codes of plans, if there has been one."""
    text = _read_text(reading, CODE_BOOK, BOOK_BYTES) if reading.folder.has(CODE_BOOK) else None
    if text is None:
        return None
    node, problems = source.parse(text, reading.folder.named(CODE_BOOK), most=BOOK_VALUES)
    reading.problems.extend(problems)
    return _entry(reading, "book", CODE_BOOK, CodeBook, node, CODE_BOOK) if node else None


def _read_address_book(reading: _Reading) -> AddressBook | None:
    """Every address that was ever released, if any was."""
    text = _read_text(reading, ADDRESS_BOOK, BOOK_BYTES) if reading.folder.has(ADDRESS_BOOK) else None
    if text is None:
        return None
    book, problems = read_address_book(text, reading.folder.named(ADDRESS_BOOK))
    reading.problems.extend(problems)
    return book


def _entry(reading: _Reading, kind: str, id_: str, model: type[R], node: Node, path: str) -> Entry[R] | None:
    record, problems = read(model, node)
    reading.problems.extend(problems)
    return Entry(kind, id_, record, node, reading.folder.named(path)) if record is not None else None


def _read_text(reading: _Reading, path: str, most: int = source.MAX_BYTES) -> str | None:
    data = reading.folder.read(path, most)
    if data is None:
        return None
    text, problems = source.decode(data, reading.folder.named(path), most)
    reading.problems.extend(problems)
    if problems:
        return None
    reading.texts[reading.folder.named(path)] = text
    return text


def _read_yaml(reading: _Reading, path: str) -> Node | None:
    text = _read_text(reading, path)
    return None if text is None else _parse(reading, text, path)


def _parse(reading: _Reading, text: str, path: str, first_line: int = 1) -> Node | None:
    node, problems = source.parse(text, reading.folder.named(path), first_line)
    reading.problems.extend(problems)
    return node


def _read_guide(reading: _Reading, path: str) -> Node | None:
    """A Markdown file as one mapping: its front matter, and its body under `text`."""
    text = _read_text(reading, path)
    if text is None:
        return None
    front, body, body_line = source.split_front_matter(text)
    if not front:
        hint = "begin the file with ---, then title: and summary:, then ---"
        reading.folder.report(path, "KB110", "the front matter is missing", hint)
        return None
    node = _parse(reading, front, path, first_line=2)
    if node is None:
        return None
    if not isinstance(node, nodes.Mapping):
        reading.problems.append(Diagnostic(node.place, "KB109", "the front matter must hold keys and values"))
        return None
    if written := node.key("text"):
        message = "the text of this page is what follows the front matter"
        reading.problems.append(Diagnostic(written.place, "KB103", message, "move it below the second ---"))
        return None
    place = Place(reading.folder.named(path), body_line)
    content = Scalar(body, False, place, body_line + body.count("\n"))
    return nodes.Mapping((*node.entries, (Scalar("text", True, place, body_line), content)), node.place)


def _report_strangers(reading: _Reading, names: dict[str, KindNames]) -> None:
    """What lies in the folder and belongs to nothing: a misspelled folder is content that silently vanishes."""
    folders = {names[kind.id].folder for kind in KINDS.values() if not kind.one_file}
    files = {f"{names[kind.id].folder}.yml" for kind in KINDS.values() if kind.one_file} | {SITE, REDIRECTS}
    for name in reading.folder.names(""):
        if name not in folders | files:
            is_folder = (reading.folder.root / name).is_dir()
            what, known = ("folder", folders) if is_folder else ("file", files)
            reading.folder.report(name, "KB123", f"nothing reads this {what}", did_you_mean(name, known))
