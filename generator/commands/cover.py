"""`kb cover`: what a small set of readers gets, kept as files whose changes are reviewed.

They hold every pair of answers, and for every value of every condition somebody for whom it matters.
"""

from __future__ import annotations

import json
from pathlib import Path

from generator.commands import Said, chosen, how_many, readable
from generator.logic.covering import covering
from generator.logic.program import Program
from generator.logic.sweep import OverBudget, Witness
from generator.logic.telling import telling
from generator.logic.walk import walk
from generator.logic.witness import answers_of
from generator.model import Flow
from generator.publish import add_files
from generator.publish.files import holds

FOLDER = ".covering"
VERSION = 1


def cover(content: Path, flow: str | None, only_check: bool = False) -> Said:
    """Renews the files below `.covering` in the content folder, or says which of them are out of date."""
    knowledge = readable(content)
    folder, made, too_many = content / FOLDER, {}, []
    for id_, program in chosen(knowledge, flow).items():
        record = knowledge.entries["flow"][id_].record
        assert isinstance(record, Flow)
        readers = covering(program)
        if isinstance(readers, OverBudget):
            too_many.append(f"the flow {id_} has too many states for a covering set")
        else:
            made[f"{id_}.json"] = as_file(program, record, telling(program, readers))
    left = _left_over(folder, set(made)) if flow is None else []
    if only_check:
        stale = [name for name, data in made.items() if not holds(folder / name, data)]
        lines = [f"{folder / name} is out of date; renew it with: kb cover" for name in stale]
        lines += [f"{folder / name} belongs to no flow; remove it with: kb cover" for name in left]
        return Said("\n".join([*lines, *too_many]) or "every covering set is up to date", not lines and not too_many)
    add_files(folder, made)
    for name in left:
        (folder / name).unlink()
    number = sum(data.count(b'"answers"') for data in made.values())
    done = f"{how_many(len(made), 'covering set')} with {how_many(number, 'reader')} in {folder}"
    return Said("\n".join([done, *too_many]), not too_many)


def as_file(program: Program, flow: Flow, readers: tuple[Witness, ...]) -> bytes:
    """The readers with what each gets, one a line, so that a change is a line.

    The actions that an outcome gives to all who end there stand once, at its name.
    """
    lines = []
    for witness in readers:
        result = walk(program, dict(witness))
        reader = {
            "answers": {
                question: answers[0] if len(answers) == 1 and not _several(program, question) else list(answers)
                for question, answers in answers_of(program.variables, witness).items()
            },
            "outcome": result.outcome,
            "plan": sorted(result.plan),
            "told": list(result.told),
            "verdicts": dict(result.verdicts),
        }
        reader = {key: said for key, said in reader.items() if said or key in ("answers", "outcome")}
        lines.append(json.dumps(reader, ensure_ascii=False))
    own = json.dumps({id_: list(outcome.actions) for id_, outcome in flow.outcomes.items()}, ensure_ascii=False)
    head = f'{{"version": {VERSION}, "flow": {json.dumps(program.id)},\n"outcomes": {own},\n"readers": ['
    return "\n".join([head, ",\n".join(lines), "]}", ""]).encode()


def _several(program: Program, question: str) -> bool:
    return any(v.option is not None for v in program.variables.values() if v.question == question)


def _left_over(folder: Path, wanted: set[str]) -> list[str]:
    return sorted(path.name for path in folder.glob("*.json") if path.name not in wanted)
