"""Every place of the content where any words may stand, found by the JSON Schemas, so that no test forgets one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.schemas import schemas
from generator.source import split_front_matter

Way = tuple[str | int, ...]
Schema = dict[str, Any]
_ANY_WORDS = (None, r"^[^\n]*$")
"""Patterns of a text: a line, or as many as one likes. Whoever asks for more has words of his own."""
_SCHEMAS: dict[str, Schema] = {name.removesuffix(".json"): json.loads(text) for name, text in schemas().items()}


def text_fields() -> dict[str, str]:
    """`definition.key` of each field that takes any words → the kind of record it is first found in."""
    found: dict[str, str] = {}
    for kind, schema in _SCHEMAS.items():
        for field in _fields(schema, schema.get("$defs", {}), kind, frozenset()):
            found.setdefault(field, kind)
    return found


def _fields(schema: Schema, defined: dict[str, Schema], name: str, above: frozenset[str]) -> Iterator[str]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if name not in above:
            yield from _fields(defined[name], defined, name, above | {name})
        return
    if _takes_any_words(schema):
        yield name
    for part, inner in _inner(schema):
        yield from _fields(inner, defined, f"{name}.{part}" if part else name, above)


def _inner(schema: Schema) -> Iterator[tuple[str, Schema]]:
    for way in ("anyOf", "oneOf", "allOf"):
        yield from (("", each) for each in schema.get(way, ()))
    yield from schema.get("properties", {}).items()
    yield from (("*", each) for each in (_further(schema), schema.get("items")) if isinstance(each, dict))


def _further(schema: Schema) -> Schema | None:
    """What the values of keys must be that have no schema of their own; whatever their names."""
    for each in (*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")):
        if isinstance(each, dict):
            return each
    return None


def _takes_any_words(schema: Schema) -> bool:
    kinds = schema.get("type", [])
    is_text = "boolean" in kinds and "string" in kinds if isinstance(kinds, list) else kinds == "string"
    closed = schema.keys() & {"enum", "const", "format"} or schema.get("pattern") not in _ANY_WORDS
    return is_text and not closed


def texts_of(kind: str, data: Any) -> Iterator[tuple[str, Way]]:
    """Field and way of every text in a file's data that may be any words."""
    schema = _SCHEMAS[kind]
    yield from _texts(schema, schema.get("$defs", {}), kind, data, ())


def _texts(schema: Schema, defined: dict[str, Schema], name: str, data: Any, way: Way) -> Iterator[tuple[str, Way]]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        schema = defined[name]
    if isinstance(data, str) and _takes_any_words(schema):
        yield name, way
    for choice in ("anyOf", "oneOf", "allOf"):
        for each in schema.get(choice, ()):
            if _fits(defined[each["$ref"].rpartition("/")[2]] if "$ref" in each else each, data):
                yield from _texts(each, defined, name, data, way)
    if isinstance(data, dict):
        known = schema.get("properties", {})
        for key, value in data.items():
            if inner := known.get(key) or _further(schema):
                yield from _texts(inner, defined, f"{name}.{key if key in known else '*'}", value, (*way, key))
    if isinstance(data, list) and isinstance(schema.get("items"), dict):
        for place, value in enumerate(data):
            yield from _texts(schema["items"], defined, f"{name}.*", value, (*way, place))


def _fits(schema: Schema, data: Any) -> bool:
    """Whether a record can be meant by one of several schemas, by its keys and its `kind`."""
    known = schema.get("properties", {})
    if not isinstance(data, dict) or not known:
        return True
    kind = known.get("kind", {}).get("const")
    all_known = data.keys() <= known.keys() or schema.get("additionalProperties") is not False
    return kind in (None, data.get("kind")) and data.keys() >= set(schema.get("required", ())) and all_known


def files(content: Path) -> Iterator[tuple[str, Path]]:
    """Kind and path of every file of a content folder."""
    for path in sorted(content.rglob("*")):
        if path.suffix in (".yml", ".md") and not path.is_relative_to(content / ".schema"):
            schema = next(line for line in path.read_text("utf-8").split("\n") if "$schema=" in line)
            yield schema.rpartition("/")[2].removesuffix(".json"), path


def read(path: Path) -> Any:
    """A file's data as text, a guide's own text included."""
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        front, body, _ = split_front_matter(text)
        return yaml.load(front, yaml.CBaseLoader) | {"text": body}
    return yaml.load(text, yaml.CBaseLoader)


def attack(content: Path, attacks: Callable[[], str], problems: Callable[[], list[tuple[str, int]]]) -> set[str]:
    """Adds an attack to every text of a content folder where the check lets one stand; gives the fields attacked.

    `problems` gives the path and line of all that the check finds: each round tries another attack there, and in the
    end none.
    """
    kinds = {path: kind for kind, path in files(content)}
    data = {path: read(path) for path in kinds}
    hit = {(path, way): field for path, kind in kinds.items() for field, way in texts_of(kind, data[path])}
    for path, way in hit:
        _put(data[path], way, _attacked(way, _at(data[path], way), attacks()))
    plain = {path: read(path) for path in kinds}
    again: dict[tuple[Path, Way], int] = {}
    for _ in range(20):
        lines = {path: _write(path, data[path]) for path in kinds}
        wrong = problems()
        if not wrong:
            return set(hit.values())
        for path_name, line in wrong:
            path = Path(path_name)
            there = [way for way in lines.get(path, {}).get(line, ()) if way]
            # A list as a whole may be what is wrong.
            for way in [way for at, way in hit if at == path and any(way[: len(it)] == it for it in there)]:
                _put(data[path], way, _at(plain[path], way))
                again[path, way] = again.get((path, way), 0) + 1
                if again[path, way] > 3:
                    del hit[path, way]
                else:
                    _put(data[path], way, _attacked(way, _at(data[path], way), attacks()))
    raise AssertionError(f"the check still finds {wrong}")


def _attacked(way: Way, text: str, attack: str) -> str:
    # Some texts have a longest length, and a template's text the names of its blanks.
    return attack if way[-1] in ("short", "short_title") else f"{text.rstrip()} {attack}"


def _at(data: Any, way: Way) -> Any:
    for step in way:
        data = data[step]
    return data


def _put(data: Any, way: Way, text: str) -> None:
    _at(data, way[:-1])[way[-1]] = text


def _write(path: Path, data: Any) -> dict[int, list[Way]]:
    """Writes a file with a line for every text; gives the ways to the texts that stand in a line."""
    body = data.get("text") if path.suffix == ".md" else None
    front = {key: value for key, value in data.items() if body is None or key != "text"}
    fence = [] if body is None else ["---"]
    schema = next(line for line in path.read_text("utf-8").split("\n") if "$schema=" in line)
    lines: list[tuple[str, Way]] = [
        *((line, ()) for line in (*fence, schema)),
        *_lines(front, (), "", ""),
        *((line, ()) for line in fence),
    ]
    lines += [(line, ("text",)) for line in (body or "").split("\n")]
    path.write_text("\n".join(line for line, _ in lines), "utf-8")
    found: dict[int, list[Way]] = {}
    for number, (_, way) in enumerate(lines, 1):
        found.setdefault(number, []).append(way)
    return found


def _lines(data: Any, way: Way, before: str, after: str) -> Iterator[tuple[str, Way]]:
    """The data as YAML in which every text has a line of its own, each with the way to it."""
    if isinstance(data, str):
        yield f"{before}{json.dumps(data, ensure_ascii=False)}{after}", way
        return
    start, end = "{}" if isinstance(data, dict) else "[]"
    yield f"{before}{start}", way
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        name = f"{json.dumps(key, ensure_ascii=False)}: " if isinstance(data, dict) else ""
        yield from _lines(value, (*way, key), name, ",")
    yield f"{end}{after}", way


def fields_used(content: Path) -> set[str]:
    """The fields for any words that a content folder uses."""
    return {field for kind, path in files(content) for field, _ in texts_of(kind, read(path))}
