"""The bicycles with all that content can hold: every tool, a script, conditions of every form."""

from __future__ import annotations

from pathlib import Path

_SCHEMA = "# yaml-language-server: $schema=../.schema/{}.json\n"
_TOOLS = {
    "clock": """
title: The maker's hours
summary: When to call the maker.
text: Call early.
event: Call
with: Maker
zones: {Europe/Amsterdam: Utrecht}
windows: [{name: Morning, from: "08:00", to: "12:00"}]
hours: [{from: "00:00", word: Early, say: Sleep.}, {from: "08:00", word: Good, say: Call.}]
night: {hours: 8, bed: "22:30", wake: "07:30", awake: 2, nap: 20}
rehearse: [2]
rehearsal: Rehearsal
alarms: [{before: 10, say: Now}]
""",
    "calendar": "title: Days for bicycles\nsummary: All days.\ntext: Come.\nsince: 2026-01-01\n",
    "week": """
title: A week in the workshop
summary: Hours under a roof.
text: Rest, too.
hours:
  in: {name: Indoors, least: 10, most: 20, say: Stay dry.}
  out: {name: Outdoors, least: 2, say: Take it along.}
quiet: {name: No noise, at: "21:00", minutes: 60, say: Sleep.}
example:
  - {hours: out, name: Walk, days: [su], from: "15:00", to: "17:00"}
  - {hours: in, name: Filing, days: [mo, tu], from: "10:00", to: "15:00"}
""",
    "plan": "title: My repair\nsummary: One job after the other.\ntext: Slowly.\nflows: [mend-or-replace]\n",
    "list": """
title: Offers
summary: All offers in one list.
text: Look twice.
entry: offer
entries: offers
name: {label: Bicycle, also: [Model]}
columns:
  kind: {label: Kind, also: [Type]}
  frame:
    label: Frame
    question: frame-check
    reads:
      - {answer: "yes", words: [crack], cells: [bad]}
      - {answer: "no", words: [sound], cells: [ok]}
  notes: {label: Notes, long: true}
groups: {go: {label: Go and see}, leave: {label: Leave it, refused: true}}
decide:
  - {group: leave, when: {frame-check: yes}, because: A cracked frame is no offer.}
  - {group: go, otherwise: true, because: Something is not known.}
signs: [{sign: good, when: {frame-check: no}, because: The frame is sound.}]
statuses: {new: Not seen, seen: Seen}
targets:
  by: kind
  say: Enough to choose from.
  main: {label: Main kind, from: 3, to: 5}
  others: {label: Others, from: 1, to: 2}
""",
    "cost": """
title: Costs
summary: What it costs to keep riding.
text: Prices change.
counts: {tubes: {label: Tubes, start: 3, most: 20, several: Wheel size}}
groups: {now: Now}
lines:
  tubes: {label: Inner tubes, group: now, per: tubes, fact: price-of-a-tube}
  beer: {label: A drink for the helper, group: now, say: Ask what he drinks.}
""",
    "letters": """
title: Letters
summary: Letters to shops.
text: Be short.
templates: [note-to-the-shop]
mine: [name]
remind: 3
""",
    "data": "title: What is kept\nsummary: All that is stored here.\ntext: Nowhere else.\n",
}  # fmt: skip
_FILES = {
    "facts/price-of-a-tube.yml": """
title: Price of a tube
value: EUR 5.50
statement: A tube costs about EUR 5.50.
sources: [iso-5775]
as_of: 2026-01-15
review_by: 2027-01-15
volatile: true
""",
    "questions/carried.yml": """
ask: What do you carry?
kind: choices
options:
  pump: A pump
  levers: Tyre levers
  none: {label: None of these, exclusive: true}
  not-sure: {label: Not sure, exclusive: true}
""",
    "flows/on-the-road.yml": """
title: What now, on the road?
summary: Two questions at the side of the road.
text: Stay off the road.
script:
  - {stage: At the roadside}
  - {ask: carried, title: In the bag, note: Look under the saddle as well.}
  - {tell: stop-riding, title: Off the road, note: Behind the rail.}
  - {use: is-it-safe, title: Is it safe?, note: Take your time.}
  - {stop: mend, title: Mend it here, note: With the pump., when: {carried: {includes: pump}}}
  - {stop: walk, when: {carried: {includes-all: [levers]}}}
  - {stop: walk, title: Walk, note: It is not far.}
outcomes:
  mend:
    title: Mend it here
    summary: You have what it takes.
    risk: low
    actions: [mend-the-part]
    text: Take your time.
  walk:
    title: Walk home
    rare: Nobody likes to.
    summary: It is not far.
    risk: high
    actions: [stop-riding]
    stop: [Waiting]
    text: Slowly.
""",
    "journeys/on-the-road.yml": """
flow: on-the-road
journeys:
  - {title: Somebody with a pump, answers: {carried: [pump, levers], crash: none, frame-check: "no"}, outcome: mend}
""",
}  # fmt: skip
_CHANGES = {
    "site.yml": ("title: ", "short_title: Workshop\ntitle: "),
    "questions/bought.yml": ("\nkind: ", "\nname: In short\nno_not_sure: It can be seen.\nkind: "),
    "questions/damage.yml": ("\nkind: ", "\nname: In short\nno_not_sure: It can be seen.\nkind: "),
    "questions/repair-share.yml": ("\nkind: ", "\nname: In short\nno_not_sure: It can be seen.\nkind: "),
    "questions/tools.yml": ("\nkind: ", "\nname: In short\nkind: "),
    "answers/worn-chain.yml": (
        "\nshort: ",
        "\ntyped_alone: [chain]\napplies: [{when: {damage: [chain-and-gears, wheel]}, say: It jumps.}]\nshort: ",
    ),
    "flows/is-it-safe.yml": ("{stop: no-damage-found}", "{stop: no-damage-found, title: Sound, note: Good.}"),
    "flows/mend-or-replace.yml": ("    use: is-it-safe\n", "    use: is-it-safe\n    note: Safety first.\n"),
    "options/do-it-yourself.yml": (
        "\nbasis: ",
        "\nverdicts: [{verdict: hard, when: {tools: {includes-all: none}}, because: It is your first time.}]\nbasis: ",
    ),
}


def furnish(content: Path) -> None:
    """Adds to a copy of the bicycles' content what they have no use for."""
    for kind, text in _TOOLS.items():
        write(
            content,
            f"tools/the-{kind}.yml",
            f"kind: {kind}{text if text[0] == chr(10) else chr(10) + text}checked: 2026-11-01\n",
        )
    for path, text in _FILES.items():
        write(content, path, text)
    for path, (old, new) in _CHANGES.items():
        file = content / path
        text = file.read_text("utf-8")
        assert old in text, path
        file.write_text(text.replace(old, new, 1), "utf-8")


def write(content: Path, path: str, text: str) -> None:
    """A file of its kind, below the comment that names its schema."""
    (content / path).parent.mkdir(exist_ok=True)
    (content / path).write_text(_SCHEMA.format(path.partition("/")[0].removesuffix("s")) + text.lstrip(), "utf-8")
