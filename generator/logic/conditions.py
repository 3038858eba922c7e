"""Conditions as written to expressions over variables: every name is found, every answer offered, every edge a band's.

What is wrong becomes a problem at its place; the expression then says "never" there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostics import Diagnostic, did_you_mean
from generator.knowledge import Entry, KnowledgeBase
from generator.logic.domains import edge, question, several, spans
from generator.logic.program import YES, All, Asked, AtLeast, Const, Expression, In, Not, Origin
from generator.model import ChoicesQuestion, Condition, Flow, Question, Requirement
from generator.model.flow import used_flows
from generator.model.question import answers
from generator.nodes import Loc

_STARTS = {"at-least": "at_least", "from": "from_", "below": "below", "before": "before"}
_ENDS = {"to": "to", "after": "after"}
_KINDS = {
    "includes": "choices", "includes-all": "choices", "count": "choices", "at-least": "number", "below": "number",
    "before": "date", "after": "date", "from": "number or date", "to": "number or date",
}  # fmt: skip
_FITS = {
    "choice": "a choice is compared by its answers, such as {question: [this, that]}",
    "choices": "where several answers are allowed, write includes:, includes-all: or count:",
    "number": "a number is compared with at-least:, below:, from: and to:, or by its bands",
    "date": "a date is compared with from:, to:, before: and after:, or by its bands",
}


@dataclass
class Names:
    """Finds what names mean across a knowledge base; keeps the problems found, by the record they stand in."""

    knowledge: KnowledgeBase
    problems: dict[tuple[str, str], list[Diagnostic]] = field(default_factory=dict)
    _facts: dict[tuple[str, str], Expression] = field(default_factory=dict)
    _open: list[tuple[str, str]] = field(default_factory=list)

    def flow(self, id_: str) -> Entry[Flow] | None:
        """The flow of this id, if there is one."""
        return self.knowledge.find("flow", Flow, id_)

    def found(self, entry: Entry[Any]) -> list[Diagnostic]:
        """The problems in one record."""
        return self.problems.setdefault((entry.kind, entry.id), [])

    def fact(self, flow: Entry[Flow], name: str) -> Expression:
        """What a fact of a flow stands for; a fact that leads back to itself is a problem and never true."""
        key = (flow.id, name)
        if key in self._open:
            way = " → ".join(fact for _, fact in (*self._open[self._open.index(key) :], key))
            message = f"this fact leads back to itself: {way}"
            self.found(flow).append(Diagnostic(flow.key_place("facts", name), "KB324", message, "say it by questions"))
            return Const(False)
        if key not in self._facts:
            self._open.append(key)
            self._facts[key] = Writing(self, flow).expression(flow.record.facts[name], ("facts", name))
            self._open.pop()
        return self._facts[key]


@dataclass(frozen=True)
class Writing:
    """The conditions of one record: turns each into an expression."""

    names: Names
    entry: Entry[Any]

    @property
    def flow(self) -> Entry[Flow] | None:
        """The record itself, where it is a flow: only there groups and facts have plain names."""
        return self.entry if isinstance(self.entry.record, Flow) else None

    def expression(self, condition: Condition, loc: Loc) -> Expression:
        """What must be true; `loc` leads to the condition in its file."""
        parts = tuple(self._parts(condition, loc))
        return parts[0] if len(parts) == 1 else All(parts, self.at(loc))

    def answer(self, key: str, word: str, loc: Loc) -> Expression:
        """The answer that leads on in a `next:` by answers; `loc` leads to that mapping."""
        asked = question(self.names.knowledge, key)
        if asked is None or word in answers(asked):
            return self._one_of(key, asked, [word], (*loc, word)) if asked else Const(False, self.at(loc))
        self._unknown_answer(key, asked, word, (*loc, word), at_key=True)
        return Const(False, self.at(loc))

    def answers(self, key: str, words: tuple[str, ...], loc: Loc) -> None:
        """Reports the words that are no answers to a question."""
        asked = question(self.names.knowledge, key)
        for index, word in enumerate(words if asked else ()):
            if asked and word not in answers(asked):
                self._unknown_answer(key, asked, word, (*loc, index))

    def at(self, loc: Loc) -> Origin:
        """A place in this record."""
        return Origin(self.entry.kind, self.entry.id, loc)

    def _parts(self, condition: Condition, loc: Loc) -> Iterator[Expression]:
        for key, wanted in condition.wanted.items():
            yield self._named(key, wanted, (*loc, key))
        if condition.any_:
            yield AtLeast(1, self._each(condition.any_, (*loc, "any")), self.at((*loc, "any")))
        if condition.all_:
            yield All(self._each(condition.all_, (*loc, "all")), self.at((*loc, "all")))
        if condition.not_:
            yield Not(self.expression(condition.not_, (*loc, "not")), self.at((*loc, "not")))
        if condition.count:
            yield from self._so_many(
                self._each(condition.count, (*loc, "count")), condition.at_least, condition.at_most, (*loc, "count")
            )

    def _each(self, conditions: tuple[Condition, ...], loc: Loc) -> tuple[Expression, ...]:
        return tuple(self.expression(item, (*loc, index)) for index, item in enumerate(conditions))

    def _so_many(
        self, items: tuple[Expression, ...], least: int | None, most: int | None, loc: Loc
    ) -> Iterator[Expression]:
        if least is not None:
            yield AtLeast(least, items, self.at(loc))
        if most is not None:
            yield Not(AtLeast(most + 1, items, self.at(loc)), self.at(loc))

    def _named(self, key: str, wanted: tuple[str, ...] | Requirement, loc: Loc) -> Expression:
        asked = question(self.names.knowledge, key)
        if asked is None:
            return self._fact(key, wanted, loc)
        if isinstance(wanted, Requirement):
            return self._required(key, asked, wanted, loc)
        return self._one_of(key, asked, self._known(key, asked, wanted, loc), loc)

    def _known(self, key: str, asked: Question, words: tuple[str, ...], loc: Loc) -> list[str]:
        """The answers that the words name, groups opened; those that the question does not offer are problems."""
        groups = self.flow.record.groups if self.flow else {}
        found: list[str] = []
        for index, word in enumerate(words):
            if word in answers(asked):
                found.append(word)
            elif word in groups and groups[word].question == key:
                found += [name for name in groups[word].in_ if name in answers(asked)]
            else:
                self._unknown_answer(key, asked, word, (*loc, index))
        return found

    def _unknown_answer(self, key: str, asked: Question, word: str, loc: Loc, at_key: bool = False) -> None:
        groups = self.flow.record.groups if self.flow else {}
        known = {*answers(asked), *(name for name, group in groups.items() if group.question == key)}
        message = f"the question “{key}” has no answer “{word}”"
        self._report(loc, "KB303", message, did_you_mean(word, known), at_key)

    def _one_of(self, key: str, asked: Question, words: list[str], loc: Loc) -> Expression:
        """One of the answers is given; of several answers, among those given."""
        if not isinstance(asked, ChoicesQuestion):
            return In(key, frozenset(words), self.at(loc))
        alone = frozenset(word for word in words if asked.options[word].exclusive)
        parts: list[Expression] = [In(key, alone, self.at(loc))] if alone else []
        parts += [self._has(key, word, loc) for word in words if word not in alone]
        return parts[0] if len(parts) == 1 else AtLeast(1, tuple(parts), self.at(loc))

    def _has(self, key: str, option: str, loc: Loc) -> Expression:
        return In(f"{key}.{option}", frozenset({YES}), self.at(loc))

    def _required(self, key: str, asked: Question, wanted: Requirement, loc: Loc) -> Expression:
        written = {type(wanted).model_fields[name].alias or name for name in wanted.model_fields_set}
        parts: list[Expression] = []
        for name in sorted(written & set(_KINDS)):
            if asked.kind not in _KINDS[name].split(" or "):
                message = f"“{name}” does not fit the question “{key}”, which is a {asked.kind}"
                self._report((*loc, name), "KB321", message, _FITS[asked.kind], at_key=True)
                return Const(False, self.at(loc))
        if wanted.unasked is not None:
            was = Asked(key, self.at(loc))
            parts.append(Not(was, self.at(loc)) if wanted.unasked else was)
        if isinstance(asked, ChoicesQuestion):
            parts += self._of_several(key, asked, wanted, loc)
        elif written - {"unasked"}:
            parts.append(In(key, frozenset(self._bands(key, asked, wanted, loc)), self.at(loc)))
        return parts[0] if len(parts) == 1 else All(tuple(parts), self.at(loc))

    def _of_several(self, key: str, asked: ChoicesQuestion, wanted: Requirement, loc: Loc) -> Iterator[Expression]:
        if wanted.includes is not None:
            at = (*loc, "includes")
            yield self._one_of(key, asked, self._known(key, asked, wanted.includes, at), at)
        if wanted.includes_all is not None:
            at = (*loc, "includes-all")
            for word in self._known(key, asked, wanted.includes_all, at):
                yield self._one_of(key, asked, [word], at)
        if wanted.count is not None:
            options = tuple(self._has(key, option, (*loc, "count")) for option in several(asked))
            yield from self._so_many(options, wanted.count.at_least, wanted.count.at_most, (*loc, "count"))

    def _bands(self, key: str, asked: Question, wanted: Requirement, loc: Loc) -> list[str]:
        """The bands that lie on the wanted side of every edge; an edge must be a band's, or bands would be cut."""
        bands = spans(asked)
        kept = set(bands)
        for names, side in ((_STARTS, 0), (_ENDS, 1)):
            for name, attribute in names.items():
                text = getattr(wanted, attribute)
                if text is None:
                    continue
                value, edges = edge(asked, text), {name: ends[side] for name, ends in bands.items()}
                if value not in edges.values():
                    self._no_edge((*loc, name), key, text, side, list(edges.values()))
                    continue
                later = {name for name, own in edges.items() if own > value}  # type: ignore[operator]
                same = {name for name, own in edges.items() if own == value}
                kept &= {"at-least": later | same, "from": later | same, "after": later,
                         "to": set(bands) - later}.get(name, set(bands) - later - same)  # fmt: skip
        return [name for name in bands if name in kept]

    def _no_edge(self, loc: Loc, key: str, text: str, side: int, edges: list[Any]) -> None:
        verb = "starts at" if side == 0 else "ends with"
        words = ", ".join(map(str, edges))
        message = f"no band of “{key}” {verb} {text}"
        self._report(loc, "KB322", message, f"write one of: {words}; or cut the bands anew")

    def _fact(self, key: str, wanted: tuple[str, ...] | Requirement, loc: Loc) -> Expression:
        flow, name = self._owner(key)
        if flow is None or name not in flow.record.facts:
            message = f"“{key}” is neither a question nor a fact"
            self._report(loc, "KB320", message, did_you_mean(key, self._all_names()), at_key=True)
            return Const(False, self.at(loc))
        if "." in key and not self._is_readable(flow, name, loc):
            return Const(False, self.at(loc))
        if wanted not in (("true",), ("false",)):
            self._report(loc, "KB321", f"“{key}” is a fact: it is true or false", f"write {key}: true or {key}: false")
            return Const(False, self.at(loc))
        meant = self.names.fact(flow, name)
        return All((meant,), self.at(loc)) if wanted == ("true",) else Not(meant, self.at(loc))

    def _owner(self, key: str) -> tuple[Entry[Flow] | None, str]:
        flow, dot, name = key.partition(".")
        return (self.names.flow(flow), name) if dot else (self.flow, key)

    def _is_readable(self, flow: Entry[Flow], name: str, loc: Loc) -> bool:
        if name not in flow.record.returns:
            hint = f"add it there under `returns:`: [{', '.join((*flow.record.returns, name))}]"
            self._report(loc, "KB325", f"the flow “{flow.id}” does not return the fact “{name}”", hint, at_key=True)
            return False
        if self.flow and flow.id not in used_flows(self.flow.record):
            message = f"this flow does not go through “{flow.id}”, so it cannot read its facts"
            self._report(loc, "KB325", message, f"add `use: {flow.id}` before this", at_key=True)
            return False
        return True

    def _all_names(self) -> set[str]:
        own = set(self.flow.record.facts) if self.flow else set()
        flows = self.names.knowledge.of("flow", Flow)
        returned = {f"{flow.id}.{name}" for flow in flows for name in flow.record.returns}
        return own | returned | set(self.names.knowledge.entries["question"])

    def _report(self, loc: Loc, code: str, message: str, hint: str, at_key: bool = False) -> None:
        place = self.entry.key_place(*loc) if at_key else self.entry.place(*loc)
        self.names.found(self.entry).append(Diagnostic(place, code, message, hint))
