"""A small site with two short addresses, released once, to break promises with."""

from __future__ import annotations

from pathlib import Path

from tests.build.project import SAMPLES, Project

ANSWER = """number: {number}
question: {question}
short: Take the lamp off and look.
answer: |
  Begin with the battery.

  ## The cable

  Follow it with a finger.

  ## The bulb

  Hold it against the light.
basis: experience
checked: 2026-11-24
"""
CITIES = """# yaml-language-server: $schema=.schema/city.json
accra: {name: Accra, country: Ghana, zone: Africa/Accra}
quito: {name: Quito, country: Ecuador, zone: America/Guayaquil}
"""
HEAD = "# yaml-language-server: $schema=../.schema/faq.json\n"


def lay_out(root: Path) -> Project:
    """The small site, released."""
    project = Project.copied(SAMPLES / "minimal", root)
    for number, name, question in ((7, "no-light", "Why is there no light?"), (8, "dim-light", "Why is it dim?")):
        text = HEAD + ANSWER.format(number=number, question=question)
        (project.content / "faq" / f"{name}.yml").write_text(text, "utf-8")
    project.edit("guides/umbrellas.md", "checked:", "flow: umbrella\nchecked:")
    project.edit("guides/umbrellas.md", "It has", "See [[faq:no-light]] and [[faq:dim-light]]. It has")
    (project.content / "cities.yml").write_text(CITIES, "utf-8")
    assert project.kb("release") == 0
    return project


def redirect(project: Project, *lines: str) -> None:
    """Adds lines to the redirects."""
    head = "# yaml-language-server: $schema=.schema/redirect.json\n"
    (project.content / "redirects.yml").write_text(head + "".join(f"{line}\n" for line in lines), "utf-8")


def errors(project: Project) -> list[str]:
    """What stops a build: `path:line:column CODE message | hint`."""
    found = []
    for problem in project.build():
        if problem.severity == "error":
            place = str(problem.place).removeprefix(f"{project.content}/")
            hint = problem.hint.replace(f"{project.content}/", "")
            found.append(f"{place} {problem.code} {problem.message} | {hint}")
    return found
