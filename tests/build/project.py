"""A small project in a folder of its own: a copy of a content folder, and where its docs and its site go."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.__main__ import main
from generator.build import Folders, build
from generator.diagnostics import Diagnostic

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "mkdocs.yml"
SAMPLES = ROOT / "tests" / "content"


@dataclass(frozen=True)
class Project:
    """Everything a build reads and writes, below one folder; only the configuration is the real one."""

    root: Path

    @classmethod
    def copied(cls, content: Path, root: Path) -> Project:
        """A project with a copy of a content folder."""
        shutil.copytree(content, root / "content")
        return cls(root)

    @classmethod
    def real(cls, root: Path) -> Project:
        """A project with a copy of the project's own content and hand-written pages."""
        project = cls.copied(ROOT / "content", root)
        generated = {line.strip("/").partition("/")[2] for line in _ignored()}
        shutil.copytree(ROOT / "docs", project.docs, ignore=lambda folder, names: _below(folder, names, generated))
        return project

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def folders(self) -> Folders:
        return Folders(self.content, self.docs, self.site, CONFIG, self.root / "build")

    @property
    def options(self) -> list[str]:
        """The same as options of the `kb` command."""
        return [f"--content={self.content}", f"--docs={self.docs}", f"--out={self.site}", f"--config={CONFIG}"]

    def build(self) -> list[Diagnostic]:
        """The problems of a whole build in this process."""
        return build(self.folders, lambda _: None)

    def kb(self, command: str, *more: str) -> int:
        """The exit code of a command in this process."""
        return main([command, *self.options, *more])

    def edit(self, path: str, old: str, new: str) -> None:
        """Puts other words into a content file that holds the old ones."""
        file = self.content / path
        text = file.read_text("utf-8")
        assert old in text, f"{path} does not hold {old!r}"
        file.write_text(text.replace(old, new), "utf-8")


def _ignored() -> list[str]:
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    return [line for line in lines if line.startswith("/docs/")]


def _below(folder: str, names: list[str], generated: set[str]) -> set[str]:
    return generated & set(names) if Path(folder) == ROOT / "docs" else set()


def tree(folder: Path) -> dict[str, str]:
    """What a folder holds: path → hash of the bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stamps(folder: Path) -> Mapping[str, int]:
    """When each file of a folder was last written, in ns."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()
    }


def built_once(base: Path, name: str, lay_out: Callable[[Path], Project]) -> Project:
    """A project with its finished site below `base`, built by whichever process comes first; only to be read."""
    root, claim, done = base / name, base / f"{name}.claimed", base / f"{name}.done"
    try:
        claim.touch(exist_ok=False)
    except FileExistsError:
        while not done.exists():
            time.sleep(0.1)
    else:
        try:
            root.mkdir()
            problems = [problem for problem in lay_out(root).build() if problem.severity == "error"]
            done.write_text("\n".join(map(str, problems)), "utf-8")
        except BaseException as error:
            done.write_text(repr(error), "utf-8")
            raise
    assert done.read_text("utf-8") == ""
    return Project(root)
