"""Generated files into a folder that also holds hand-written ones: check everything, then write."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.publish.files import holds, is_regular, write, write_if_changed
from generator.publish.paths import MARKER, TEMPORARY, PublishError, check_paths, parents, sentences

_FOLDER_NOTE = b"Everything in this folder is generated and overwritten: edit the content instead.\n"
_MANIFEST_NOTE = "# The files beside this list that are generated and overwritten: edit the content instead."


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What a write did; paths relative to the folder, sorted, without the markers."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    pruned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """All that a write will do, decided before it does anything."""

    folders: tuple[str, ...]
    changed: tuple[str, ...]
    stale: tuple[str, ...]
    below: tuple[str, ...]
    """Folders inside the owned ones, deepest first."""
    listed: frozenset[str]
    """Single files that are ours already."""


def write_generated(docs: Path, owned: Sequence[str], files: Mapping[str, bytes]) -> WriteReport:
    """Makes the owned folders and files of `docs` hold exactly `files`, and says what that took.

    `owned` are names at the top of `docs`; the paths of `files` are relative to `docs`, with `/`. Bytes that
    did not change are not written, so that a watcher of `docs` stays quiet. Raises `PublishError` before the
    first write if a path is not a plain one inside `owned`, or if something on disk is not ours to change.
    """
    with sentences():
        plan = _plan(docs, owned, files)
        docs.mkdir(parents=True, exist_ok=True)
        (docs / TEMPORARY).unlink(missing_ok=True)
        made = {path for path in files if "/" not in path}
        # Claimed before they exist: a build that dies between the two steps must not lock the next one out.
        _write_manifest(docs, plan.listed | made)
        for folder in plan.folders:
            write_if_changed(docs / folder / MARKER, _FOLDER_NOTE)
        for path in plan.stale:
            (docs / path).unlink(missing_ok=True)
        for path in plan.below:
            _remove_if_empty(docs / path)
        for path in plan.changed:
            write(docs / path, files[path])
        _write_manifest(docs, (plan.listed | made) - set(plan.stale))
    unchanged = tuple(sorted(set(files) - set(plan.changed)))
    return WriteReport(written=plan.changed, unchanged=unchanged, pruned=plan.stale)


def _marked(docs: Path) -> list[str]:
    """The folders that carry our marker."""
    return [name for name in os.listdir(docs) if is_regular(docs / name / MARKER)] if docs.is_dir() else []


def _plan(docs: Path, owned: Sequence[str], files: Mapping[str, bytes]) -> _Plan:
    """What has to change on disk, or `PublishError`; reads only."""
    _check_names(docs, owned, files)
    # A folder that was ours under an older name is emptied, or its pages would stay published.
    owned = sorted({*owned, *_marked(docs)})
    listed = _read_manifest(docs)
    folders = tuple(sorted({name for name in owned if _is_folder(docs, name, files)}))
    old_files: set[str] = set()
    old_folders: set[str] = set()
    for name in folders:
        inside, below = _survey(docs, name, files)
        old_files |= inside
        old_folders |= below
    for name in set(owned) - set(folders):
        if _check_single(docs / name, listed=name in listed):
            old_files.add(name)
    stale = old_files - set(files)
    # What seems to be there already may be seen through a link that is about to go.
    kept = {path for path, data in files.items() if stale.isdisjoint(parents(path)) and holds(docs / path, data)}
    return _Plan(
        folders=folders,
        changed=tuple(sorted(set(files) - kept)),
        stale=tuple(sorted(stale)),
        below=tuple(sorted(old_folders, key=lambda path: (-path.count("/"), path))),
        listed=frozenset(name for name in listed if os.path.lexists(docs / name)),
    )


def _check_names(docs: Path, owned: Sequence[str], files: Mapping[str, bytes]) -> None:
    check_paths(owned)
    check_paths(files)
    for name in owned:
        if "/" in name:
            raise PublishError(f"{name} cannot be a generated part of {docs}: only names at its top can.")
    for path in files:
        if path.split("/")[0] not in owned:
            parts = ", ".join(sorted(owned))
            raise PublishError(f"{path} is outside the generated parts of {docs}: {parts}.")


def _is_folder(docs: Path, name: str, files: Mapping[str, bytes]) -> bool:
    """Whether an owned name is a folder: by what is made there, else by what is there, else by its look."""
    if name in files or any(path.startswith(f"{name}/") for path in files):
        return name not in files
    return (docs / name).is_dir() or not (os.path.lexists(docs / name) or "." in name)


def _survey(docs: Path, name: str, files: Mapping[str, bytes]) -> tuple[set[str], set[str]]:
    """The files (and links) and the folders in an owned folder, or `PublishError` if it is not ours."""
    folder = docs / name
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise PublishError(f"{folder} is in the way of a generated folder and is not ours; move it.")
    if not folder.exists():
        return set(), set()
    if set(os.listdir(folder)) - {TEMPORARY} and not is_regular(folder / MARKER):
        raise PublishError(f"{folder} is not empty and not ours (it has no {MARKER}); move it.")
    needed = {parent for path in files for parent in parents(path)}
    inside, below = set(), set()
    for entry in _walk(folder):
        path = Path(entry.path).relative_to(docs).as_posix()
        if entry.is_dir(follow_symlinks=False):
            below.add(path)
            continue
        if not (entry.is_symlink() or entry.is_file(follow_symlinks=False)):
            raise PublishError(f"{docs / path} is neither a file nor a folder; remove it.")
        if entry.is_symlink() and path in needed and not _inside(docs, docs / path):
            raise PublishError(f"{docs / path} is a link that leaves {docs}; remove it.")
        inside.add(path)
    return inside - {f"{name}/{MARKER}"}, below


def _walk(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Everything below a folder; links are named, never followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            yield entry
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path))


def _inside(docs: Path, path: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(docs))


def _check_single(path: Path, *, listed: bool) -> bool:
    """Whether an owned single file is there; `PublishError` if what is there is not ours."""
    if not os.path.lexists(path):
        return False
    if not listed or not (path.is_symlink() or path.is_file()):
        raise PublishError(f"{path} is in the way of a generated file and is not ours; move it.")
    return True


def _read_manifest(docs: Path) -> frozenset[str]:
    path = docs / MARKER
    if not os.path.lexists(path):
        return frozenset()
    if not is_regular(path):
        raise PublishError(f"{path} is no plain file, but the generator keeps its list there; move it.")
    _, *names = path.read_text("utf-8", "replace").split("\n")
    return frozenset(name for name in names if name)


def _write_manifest(docs: Path, listed: Iterable[str]) -> None:
    write_if_changed(docs / MARKER, "\n".join([_MANIFEST_NOTE, *sorted(listed), ""]).encode())


def _remove_if_empty(folder: Path) -> None:
    if not os.listdir(folder):
        folder.rmdir()
