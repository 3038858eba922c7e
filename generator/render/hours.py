"""How long the work of a plan takes, in words; the browser says the same (`hours` in the flow runner)."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]


def hours(spans: Sequence[tuple[Span | None, bool]]) -> str:
    """ "about 12–20 hours" for these spans; "at least 12 hours" where one is missing, nothing where that says nothing.

    Beside each span stands whether only some readers do this: the fewest hours are then none.
    """
    known = [(0 if is_for_some else span[0], span[1]) for span, is_for_some in spans if span]
    least, most = sum(span[0] for span in known), sum(span[1] for span in known)
    is_all = len(known) == len(spans)
    if not (most if is_all else least):
        return ""
    said = f"at least {least}" if not is_all else f"about {least}–{most}" if least < most else f"about {most}"
    return f"{said} {'hour' if (most if is_all else least) == 1 else 'hours'}"
