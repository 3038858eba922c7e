"""A part of `kb release`: writes down what today's plan codes are made with, so that they can be read for ever."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.commands import Said, how_many, readable
from generator.knowledge import KnowledgeBase
from generator.loader import CODE_BOOK
from generator.logic.codes import CodeList, code_list
from generator.model.published import Coded, Published
from generator.publish import add_files
from generator.render.client import Client
from generator.render.compiled import compiled_flows
from generator.render.runtime import client

FORMAT = 1


def publish(content: Path) -> Said:
    """Adds the present version of every flow to the code book, once; says what older codes hold that is gone."""
    knowledge = readable(content)
    before = dict(knowledge.code_book.record.flows) if knowledge.code_book else {}
    now = present(knowledge)
    book, added = dict(before), []
    for flow, version in now.items():
        known = before.get(flow, ())
        if version not in known:
            book[flow] = (*known, version)
            added.append(flow)
    add_files(content, {CODE_BOOK: as_file(book)})
    lines = [
        f"{how_many(len(added), 'new version')} in {content / CODE_BOOK}" + (f": {', '.join(added)}" if added else "")
    ]
    lines += [line for flow, versions in book.items() for line in retired(flow, versions, now.get(flow))]
    return Said("\n".join(lines))


def present(knowledge: KnowledgeBase) -> dict[str, Published]:
    """Every flow as its page has it today."""
    found = {}
    for flow, compiled in compiled_flows(knowledge).items():
        questions = code_list(compiled.program, compiled.automaton, knowledge)
        if questions:
            version = client(Client.of(compiled, knowledge), ())["version"]
            found[flow] = Published(version=version, questions=questions)
    return found


def retired(flow: str, versions: Sequence[Published], now: Published | None) -> list[str]:
    """The questions and answers of earlier versions that are there no more, in words."""
    today = {asked.id: asked for asked in now.questions} if now else {}
    lost: dict[str, None] = {}
    for version in versions:
        for asked in version.questions:
            if asked.id not in today:
                lost[f"{flow}: the question {asked.id} is there no more"] = None
                continue
            for answer in _ids(asked):
                if answer not in _ids(today[asked.id]):
                    lost[f"{flow}: the answer {answer} to {asked.id} is there no more"] = None
    return list(lost)


def as_file(book: Mapping[str, Sequence[Published]]) -> bytes:
    """The code book, a question a line, so that a change is a line."""
    flows = []
    for flow, versions in sorted(book.items()):
        made = [
            f'   {{"version": "{each.version}", "questions": [\n{_lines(each.questions)}\n   ]}}' for each in versions
        ]
        flows.append(f"  {json.dumps(flow)}: [\n" + ",\n".join(made) + "\n  ]")
    head = f'{{"format": {FORMAT}, "flows": {{'
    return "\n".join([head, ",\n".join(flows), "}}", ""]).encode()


def _lines(questions: CodeList) -> str:
    return ",\n".join(f"    {json.dumps(_plain(asked))}" for asked in questions)


def _plain(asked: Coded) -> dict[str, object]:
    data = asked.model_dump(mode="json")
    return {key: value for key, value in data.items() if value not in (False, [])}


def _ids(asked: Coded) -> tuple[str, ...]:
    return (*asked.answers, *asked.exclusive)
