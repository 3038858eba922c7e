"""Modules and data as plain scripts, which a page from a disk may load."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path

from generator.finish.modules import slim

RUNTIME = "file.js"
_HERE = Path(__file__).parent
_EXPORT = re.compile(r"(?<![\w$.])export (?=(?:async )?(?:function|class|const|let)\b)")
_EXPORTED = re.compile(r"(?<![\w$.])export (?:async )?(?:function|class|const|let)\*? ?([\w$]+)")
_FROM = r"""\s*\{([^{}]*)\}\s*from\s*["']([^"']+)["'];?"""
_IMPORT = re.compile(rf"(?<![\w$.])import{_FROM}")
_PASSED_ON = re.compile(rf"(?<![\w$.])export{_FROM}")
_LATER = re.compile(r"""(?<![\w$.])import\(["']([^"']+)["']\)""")
_LEFT = re.compile(r"""(?<![\w$.])(?:export\s*[{*]|export default\b|import(?:\s+[\w*]|\s*[{"']))""")


def runtime() -> bytes:
    """The script that every page begins with: it stands for what a page from a disk does not get."""
    return slim((_HERE / "runtime.js").read_text("utf-8")).encode()


def named(path: str) -> str:
    """What a module is called as a plain script."""
    return path.removesuffix(".mjs") + ".js"


def classic(module: str, path: str) -> str:
    """A module as a plain script that keeps its names to itself; raises ValueError for one that cannot be.

    What it takes from other modules it waits for; a module that takes nothing runs at once.
    """
    names = _EXPORTED.findall(module)
    takes = bool(_IMPORT.search(module) or _PASSED_ON.search(module))

    def passed_on(found: re.Match[str]) -> str:
        source = f"from{len(names)}"
        names.extend(_fields(found[1], source))
        return f"const {source}=await kb.load(here,{json.dumps(found[2])});"

    body = _IMPORT.sub(lambda it: f"const {{{_renamed(it[1])}}}=await kb.load(here,{json.dumps(it[2])});", module)
    body = _PASSED_ON.sub(passed_on, body)
    body = _EXPORT.sub("", body).replace("import.meta.url", "here").replace("import(", "kb.load(here,")
    if found := _LEFT.search(body):
        raise ValueError(f"{path} cannot become a plain script: {body[found.start() :][:60]!r}")
    kind = "async function" if takes else "function"
    return (
        f'kb.modules[document.currentScript.src]=({kind}(here){{"use strict";\n{body}\n'
        f"return {{{','.join(dict.fromkeys(names))}}};\n}})(document.currentScript.src);\n"
    )


def loaded_later(module: str, path: str) -> list[str]:
    """The modules that this one asks for, at once or when it needs them."""
    asked = [*_LATER.findall(module), *(it[2] for each in (_IMPORT, _PASSED_ON) for it in each.finditer(module))]
    return [posixpath.normpath(posixpath.join(posixpath.dirname(path), other)) for other in asked]


def data_script(path: str, data: bytes) -> bytes:
    """A JSON file as a script."""
    return f"kb.files[{json.dumps(path)}]={data.decode().strip()};\n".encode()


def _renamed(names: str) -> str:
    """The names of an import as an object is taken apart: `a as b` becomes `a:b`."""
    return re.sub(r"\s+as\s+", ":", names)


def _fields(names: str, source: str) -> list[str]:
    """What is passed on as an object is put together: `a as b` becomes `b:source.a`."""
    pairs = [name.split() for name in names.split(",") if name.strip()]
    return [f"{pair[-1]}:{source}.{pair[0]}" for pair in pairs]
