"""How long proofs of big flows take: `python -m benchmarks.proofs` prints a table."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from generator.logic.acyclic import without_cycles
from generator.logic.compare import compare
from generator.logic.compile import Automaton, automaton
from generator.logic.expressions import ALWAYS, every, some
from generator.logic.program import (
    Ask,
    Asked,
    Branch,
    Decide,
    Expression,
    HitPolicy,
    In,
    Node,
    Origin,
    Program,
    Row,
    Table,
    Variable,
)
from generator.logic.sweep import OverBudget, runs
from generator.logic.verify import verify

HERE = Origin("flow", "benchmark")


def combining(questions: int = 40, answers: int = 4, rules: int = 200, seed: int = 1) -> Program:
    """Every question is asked; each rule of the table reads three of them at random."""
    chance = random.Random(seed)
    known = [Variable(f"q{n}", tuple(f"a{m}" for m in range(answers)), f"q{n}") for n in range(questions)]
    nodes: list[Node] = [Ask(v.id, n + 1, HERE) for n, v in enumerate(known)]
    rows = [Row(f"o{n}", _rule(chance, known), HERE) for n in range(rules)]
    table = Table(tuple(rows), HitPolicy.UNIQUE, HERE)
    return Program("combining", {v.id: v for v in known}, (*nodes, Decide(HERE)), table)


def _rule(chance: random.Random, known: list[Variable]) -> Expression:
    return every(In(v.id, frozenset(chance.sample(v.values, chance.randint(1, 2)))) for v in chance.sample(known, 3))


def tree_table(questions: int = 40, answers: int = 4, rules: int = 200, seed: int = 1) -> Program:
    """As `combining`, but the rules are leaves of a tree of choices, so that exactly one holds for everybody."""
    chance = random.Random(seed)
    known = [Variable(f"q{n}", tuple(f"a{m}" for m in range(answers)), f"q{n}") for n in range(questions)]
    leaves: list[dict[str, str]] = [{}]
    while len(leaves) + answers - 1 <= rules:
        shortest = min(len(leaf) for leaf in leaves)
        leaf = leaves.pop(next(n for n, leaf in enumerate(leaves) if len(leaf) == shortest))
        free = chance.choice([v for v in known if v.id not in leaf])
        leaves += [{**leaf, free.id: value} for value in free.values]
    rows = tuple(
        Row(f"o{n}", every(In(name, frozenset((value,))) for name, value in leaf.items()), HERE)
        for n, leaf in enumerate(leaves)
    )
    nodes: list[Node] = [Ask(v.id, n + 1, HERE) for n, v in enumerate(known)]
    table = Table(rows, HitPolicy.UNIQUE, HERE)
    return Program("tree", {v.id: v for v in known}, (*nodes, Decide(HERE)), table)


def branching(questions: int = 75, answers: int = 4, reach: int = 3) -> Program:
    """Each question after the first ones is asked only after certain answers to the ones before it."""
    known = [Variable(f"q{n}", tuple(f"a{m}" for m in range(answers)), f"q{n}") for n in range(questions)]
    nodes: list[Node] = []
    for n, variable in enumerate(known):
        if n >= reach:
            near = [known[n - back].id for back in range(1, reach + 1)]
            guard = some(every((Asked(name), In(name, frozenset(("a0",))))) for name in near)
            at = len(nodes)
            nodes.append(Branch(((guard, at + 1), (ALWAYS, at + 2)), HERE))
        nodes.append(Ask(variable.id, len(nodes) + 1, HERE))
    last = every((Asked(known[-1].id), In(known[-1].id, frozenset(("a0",)))))
    rows = (Row("asked", last, HERE), Row("rest", ALWAYS, HERE))
    return Program("branching", {v.id: v for v in known}, (*nodes, Decide(HERE)), Table(rows, HitPolicy.FIRST, HERE))


def prove(program: Program, *names: str) -> str:
    report = verify(program, properties=names)
    return f"{len(report.findings)} findings, proved {' '.join(report.proved) or 'none'}"


def count(program: Program) -> str:
    swept = runs(program, without_cycles(program))
    return "over budget" if isinstance(swept, OverBudget) else f"{sum(swept.counts().values()):,} paths"


def smallest(program: Program) -> str:
    found = automaton(program)
    return f"{found.page_count} states" if isinstance(found, Automaton) else "over budget"


def main() -> None:
    """Prints what was done, what came out and how long it took."""
    combined, tree, branched = combining(), tree_table(), branching()
    work: list[tuple[str, Callable[[], str]]] = [
        ("40 questions, 200 random rules: P2 P3 P5", lambda: prove(combined, "P2", "P3", "P5")),
        ("40 questions, 200 exclusive rules: P2 P3 P5", lambda: prove(tree, "P2", "P3", "P5")),
        ("the same: all properties", lambda: prove(tree, "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11")),
        ("the same: smallest automaton", lambda: smallest(tree)),
        ("75 questions with guards: paths", lambda: count(branched)),
        ("the same: all properties", lambda: prove(branched, "P2", "P3", "P4", "P5", "P6", "P7", "P9", "P10")),
        ("the same: smallest automaton", lambda: smallest(branched)),
        ("the same with itself: compare", lambda: f"same: {compare(branched, branched).same}"),
    ]
    print(f"{'what':<50} {'seconds':>8} {'of CPU':>7}  result")
    for name, run in work:
        begin, busy = time.perf_counter(), time.process_time()
        result = run()
        print(f"{name:<50} {time.perf_counter() - begin:>8.2f} {time.process_time() - busy:>7.2f}  {result}")


if __name__ == "__main__":
    main()
