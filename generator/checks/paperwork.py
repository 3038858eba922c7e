"""KB430 to KB432: a tool needs a price, an answer or a blank that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.diagnostics import Diagnostic, did_you_mean
from generator.knowledge import Entry
from generator.logic.conditions import Names, Writing
from generator.logic.domains import question
from generator.logic.expressions import reads
from generator.model import ChoiceQuestion, Fact, Template
from generator.model.money import price
from generator.model.paperwork import CostTool, LettersTool, ListTool
from generator.model.question import answers
from generator.model.tool import ToolFile


def check(context: Context) -> Iterator[Diagnostic]:
    """What a list, a cost or a letters tool names that is not what it needs."""
    for entry in context.knowledge.of("tool", ToolFile):
        match entry.record.root:
            case CostTool() as tool:
                yield from _prices(context, entry, tool)
                yield from _lists(context, entry, tool)
            case ListTool() as tool:
                yield from _columns(context, entry, tool)
                yield from _conditions(context, entry, tool)
            case LettersTool() as tool:
                yield from _blanks(context, entry, tool)


def _prices(context: Context, entry: Entry[ToolFile], tool: CostTool) -> Iterator[Diagnostic]:
    for name, line in tool.lines.items():
        for fact in line.facts:
            value = context.knowledge.entries["fact"][fact].record
            if isinstance(value, Fact) and price(value.value) is None:
                message = f"the value of {fact}, “{value.value}”, is no price"
                yield Diagnostic(entry.place("lines", name), "KB430", message, "a price is like USD 1,230 or EUR 12.50")


def _lists(context: Context, entry: Entry[ToolFile], tool: CostTool) -> Iterator[Diagnostic]:
    for name, count in tool.counts.items():
        named = context.knowledge.entries["tool"][count.list].record if count.list else None
        if isinstance(named, ToolFile) and not isinstance(named.root, ListTool):
            yield Diagnostic(entry.place("counts", name, "list"), "KB431", f"{count.list} is no tool of kind list")


def _columns(context: Context, entry: Entry[ToolFile], tool: ListTool) -> Iterator[Diagnostic]:
    for name, column in tool.columns.items():
        asked = question(context.knowledge, column.question) if column.question else None
        if asked is None:
            continue
        if not isinstance(asked, ChoiceQuestion):
            message = f"a column cannot answer {column.question}: it is no choice of one answer"
            yield Diagnostic(entry.place("columns", name, "question"), "KB431", message)
            continue
        for number, it in enumerate(column.reads):
            if it.answer not in answers(asked):
                message = f"{column.question} has no answer “{it.answer}”"
                place = entry.place("columns", name, "reads", number, "answer")
                yield Diagnostic(place, "KB431", message, did_you_mean(it.answer, answers(asked)))


def _conditions(context: Context, entry: Entry[ToolFile], tool: ListTool) -> Iterator[Diagnostic]:
    told = {column.question for column in tool.columns.values()}
    writing = Writing(Names(context.knowledge), entry)
    rules = {("signs", number): sign.when for number, sign in enumerate(tool.signs)}
    rules |= {("decide", number): row.when for number, row in enumerate(tool.decide) if row.when}
    for loc, when in rules.items():
        read = {variable.partition(".")[0] for variable in reads(writing.expression(when, (*loc, "when")))}
        for name in sorted(read - told):
            hint = f"add a column with question: {name}"
            yield Diagnostic(entry.place(*loc, "when"), "KB431", f"no column answers {name}, so this never holds", hint)


def _blanks(context: Context, entry: Entry[ToolFile], tool: LettersTool) -> Iterator[Diagnostic]:
    texts = [context.knowledge.entries["template"][name].record for name in tool.templates]
    known = {blank for text in texts if isinstance(text, Template) for blank in text.blanks}
    for number, blank in enumerate(tool.mine):
        if blank not in known:
            message = f"none of the templates has a blank {{{blank}}}"
            yield Diagnostic(entry.place("mine", number), "KB432", message, did_you_mean(blank, known))
