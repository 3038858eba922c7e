"""A script as steps, for its page and its diagram: a ladder of items, and each outcome as an end.

An item whose condition does not hold is passed over. Drawn as arrows, that would lead from every item to all that may
be the next; so each item leads to the one below it, with its condition on the way, and to the stops between them.
"""

from __future__ import annotations

from generator.model import AskStep, Branch, Flow, Step, StopStep, TellStep, UseStep
from generator.model.flow import AskItem, ScriptItem, Stage, StopItem, TellItem, UseItem

Loc = tuple[str | int, ...]
Ways = tuple[Branch, ...]


def steps_of(flow: Flow) -> tuple[dict[str, Step], str]:
    """The steps of a flow by id, and the first of them; those of a script in its order, then its outcomes."""
    if flow.start is not None:
        return flow.steps, flow.start
    items = [item for item in flow.script if not isinstance(item, Stage)]
    names = _names(items, flow)
    ends = {name: StopStep(stop=id_) for id_, name in names.items() if isinstance(id_, str)}
    onward = _deciding(flow, names)
    steps: dict[str, Step] = {}
    for index, item in reversed(list(enumerate(items))):
        steps[names[index]] = _step(item, onward)
        here = Branch(when=item.when, otherwise=item.when is None, go=names[index])
        onward = (here, *onward) if isinstance(item, StopItem) and item.when else (here,)
    return dict(reversed(steps.items())) | ends, names[0]


def step_places(flow: Flow) -> dict[Loc, str]:
    """The id of each step by its place in the file of its flow."""
    if flow.start is not None:
        return {("steps", name): name for name in flow.steps}
    items = [(place, item) for place, item in enumerate(flow.script) if not isinstance(item, Stage)]
    names = _names([item for _, item in items], flow)
    return {("script", place): names[index] for index, (place, _) in enumerate(items)}


def decided(flow: Flow) -> frozenset[str]:
    """The ids of the steps that a script's table of outcomes chooses from; a `stop:` of the script is none of them."""
    items = [item for item in flow.script if not isinstance(item, Stage)]
    return frozenset(name for id_, name in _names(items, flow).items() if isinstance(id_, str))


def stages(flow: Flow) -> dict[int, str]:
    """The headings of a script, by the number of the item that they stand above, stages not counted."""
    found: dict[int, str] = {}
    number = 0
    for item in flow.script:
        if isinstance(item, Stage):
            found[number] = item.stage
        else:
            number += 1
    return found


def _names(items: list[AskItem | TellItem | UseItem | StopItem], flow: Flow) -> dict[int | str, str]:
    """An id for each item (by its number) and for each outcome of the table (by its own)."""
    taken: dict[str, int] = {}

    def free(word: str) -> str:
        taken[word] = taken.get(word, 0) + 1
        return word if taken[word] == 1 else f"{word}-{taken[word]}"

    names: dict[int | str, str] = {index: free(_word(item)) for index, item in enumerate(items)}
    return names | {id_: free(id_) for id_, outcome in flow.outcomes.items() if outcome.when or outcome.otherwise}


def _word(item: ScriptItem) -> str:
    match item:
        case AskItem():
            return item.ask
        case TellItem():
            return item.tell
        case UseItem():
            return item.use
        case StopItem():
            return item.stop
    raise AssertionError(item)


def _deciding(flow: Flow, names: dict[int | str, str]) -> Ways:
    """The ways from the end of the script to its outcomes, the one for all others last."""
    rows = [(id_, row) for id_, row in flow.outcomes.items() if id_ in names]
    rows.sort(key=lambda pair: pair[1].otherwise)
    return tuple(Branch(when=row.when, otherwise=row.otherwise, go=names[id_]) for id_, row in rows)


def _step(item: ScriptItem, onward: Ways) -> Step:
    match item:
        case AskItem():
            return AskStep.model_construct(title=item.title, note=item.note, ask=item.ask, next=onward)
        case TellItem():
            return TellStep.model_construct(title=item.title, note=item.note, tell=item.tell, next=onward)
        case UseItem():
            return UseStep.model_construct(title=item.title, note=item.note, use=item.use, next=onward)
        case StopItem():
            return StopStep(title=item.title, note=item.note, stop=item.stop)
    raise AssertionError(item)
