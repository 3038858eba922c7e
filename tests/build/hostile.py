"""Content by somebody who wants to run a script on every page: a copy of a content folder, its texts replaced."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from generator.build import check_content
from generator.diagnostics import has_errors
from generator.loader import Entry, load
from generator.model.texts import marked
from generator.model.types import Role
from generator.source import split_front_matter

RUN = "window.__pwned=1"
LINES = (
    f"<script>{RUN}</script>",
    f"</title></head><script>{RUN}</script>",
    f"</textarea></style></noscript></template><script>{RUN}</script>",
    f'"><script>{RUN}</script><a b="',
    f"'><img src=x onerror={RUN}>",
    f"<IMG SRC=x OnErRoR='{RUN}'>",
    f"<img/src='x'/onerror={RUN}>",
    f"<svg/onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<math><mtext></p><img src=x onerror={RUN}></math>",
    f"<details open ontoggle={RUN}>",
    "<iframe srcdoc='<script>parent.__pwned=1</script>'>",
    f"<a href='javascript:{RUN}'>x</a>",
    f"x {{: onclick={RUN} onfocus={RUN} autofocus tabindex=0}}",
    f"*x*{{: onmouseover={RUN} style=position:fixed;inset:0}}",
    f"[x](https://x.invalid){{: onclick={RUN} }}",
    f"`x`{{: onclick={RUN} }}",
    f"[x](javascript:{RUN})",
    f"[x](JaVaScRiPt:{RUN})",
    f"[x](javascript&colon;{RUN})",
    f"[x](&#106;avascript:{RUN})",
    f"[x](&#x6A;&#x61;vascript&#58;{RUN})",
    f"[x](java\tscript:{RUN})",
    f"[x](java&Tab;script:{RUN})",
    f"[x](java&NewLine;script:{RUN})",
    f"[x](\\javascript:{RUN})",
    f"[x](javascript\\:{RUN})",
    f"[x](<javascript:{RUN}>)",
    f"[x](vbscript:{RUN})",
    f"[x](data:text/html,<script>{RUN}</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD53aW5kb3cuX19wd25lZD0xPC9zY3JpcHQ+)",
    f'[x](https://x.invalid/"onclick="{RUN})',
    f"[x](https://x.invalid 'a\" onclick=\"{RUN}')",
    f'![x](x"onerror="{RUN})',
    f'![x" onerror="{RUN}](x)',
    f"![x](javascript:{RUN})",
    f"<javascript:{RUN}>",
    f'<https://x.invalid/"onclick={RUN}>',
    f'<x@x.invalid"onclick={RUN}>',
    f"`<script>{RUN}</script>`",
    f"x `<!--` <script>{RUN}</script> `-->`",
    f"`<img src=x onerror={RUN}>`{{: onclick={RUN} }}",
    f"[`<img src=x onerror={RUN}>`](https://x.invalid/`<img src=x onerror={RUN}>`)",
    f"\\\\`<img src=x onerror={RUN}>`",
    f"a | `b | <img src=x onerror={RUN}>` |",
    f"<!-- --><script>{RUN}</script>",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"<?php echo '<script>{RUN}</script>' ?>",
    f"`<script>{RUN}</script>",
    f"``<img src=x onerror={RUN}>` `` ` <img src=x onerror={RUN}>",
    f"`` ` <img src=x onerror={RUN}>",
    f"\\`<img src=x onerror={RUN}>\\`",
    f"\\<img src=x onerror={RUN}>",
    f"&lt;img src=x onerror={RUN}&gt; &#60;script&#62;{RUN}&#60;/script&#62;",
    f"&amp;lt;script&amp;gt;{RUN}&amp;lt;/script&amp;gt;",
    f"wzxhzdk:0 klzzwxh:0000 [x](javascript\u200b:{RUN})",
    f"| a | <img src=x onerror={RUN}> |",
    "{% include 'mkdocs.yml' %} ${alert(1)} { { config } }",
    f"</svg></div></article><script>{RUN}</script>",
)
REFUSED = {
    f"[x](\x85javascript:{RUN})": "KB104",
    f"[x](\x01javascript:{RUN})": "KB104",
    # Python-Markdown marks with these two what it has put aside.
    "\x02wzxhzdk:0\x03": "KB104",
    "{{ config }}": "KB202",
}
"""What the check finds by itself: text → code."""

BLOCKS = (
    f"[x]: javascript:{RUN}\n\n[x][] [x]",
    f"[y]: <javascript:{RUN}> 'a\" onclick=\"{RUN}'\n\n[y][]",
    f"<div markdown>\n\n<script>{RUN}</script>\n\n</div>",
    f"<div onclick={RUN}>\n\ntext\n\n</div>",
    f"<script>\n{RUN}\n</script>",
    "<style>@import 'https://x.invalid/a.css'; * { background: url(https://x.invalid/) }</style>",
    f"<!--\n\n--><script>{RUN}</script>",
    f"<pre><code>\n\n<script>{RUN}</script>",
    f"# x {{: #x onclick={RUN} }}",
    f"text\n{{: onclick={RUN} }}",
    f"- x\n  {{: onclick={RUN} }}",
    f'!!! note "<img src=x onerror={RUN}>"\n    <script>{RUN}</script>',
    f'!!! "onclick={RUN}" x\n    y',
    f"``` {{ .py onclick={RUN} }}\n</code></pre><script>{RUN}</script>\n```",
    f'```" onclick="{RUN}\n</code></pre><script>{RUN}</script>\n```',
    f"```\n</code></pre><script>{RUN}</script>",
    f'~~~ html title="<img src=x onerror={RUN}>"\n</code></pre><script>{RUN}</script>\n~~~',
    f"    </code></pre><script>{RUN}</script>",
    f"> <script>{RUN}</script>\n> [x](javascript:{RUN})",
    f"| a | b |\n|---|---|\n| <img src=x onerror={RUN}> | [x](javascript:{RUN}) |",
    f"- [ ] <img src=x onerror={RUN}>\n- [x] [x](javascript:{RUN})",
    f"\\\\<script>{RUN}</script>\n\\\n<script>{RUN}</script>",
    '--8<-- "/etc/passwd"\n\n;--8<-- "x"',
    f'</article><script>{RUN}</script><article class="md-content__inner">',
    f"   ```\n\n```\n<script>{RUN}</script>\n```\n",
    f"```\nx\n````\n\n<script>{RUN}</script>\n\n```\n<script>{RUN}</script>\n```",
    f"~~~\n\n```\n<script>{RUN}</script>\n```\n\n~~~\n\n```\n<script>{RUN}</script>\n```",
    f"1. x\n\n    ```\n    <script>{RUN}</script>\n    ```\n\n        ```\n    <script>{RUN}</script>\n        ```",
    f"> ```\n\n```\n<script>{RUN}</script>\n```",
    f"```x{{ .y }}\n<script>{RUN}</script>\n```",
    f"`a\n<script>{RUN}</script>\n\n` <img src=x onerror={RUN}>",
    f'*[HTML]: x" onclick="{RUN}\n\nHTML',
    f"[^1]\n\n[^1]: <img src=x onerror={RUN}>",
)
_LONGEST = 280


@dataclass(frozen=True)
class Attacks:
    """Texts that the check lets pass, by what they may stand in."""

    lines: tuple[str, ...]
    blocks: tuple[str, ...]


def is_refused(minimal: Path, path: str, old: str, attack: str) -> bool:
    """Whether the check finds an error in a copy of the minimal content with an attack in a text."""
    with TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        shutil.copytree(minimal, content)
        file = content / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, json.dumps(f"Well {attack}")), "utf-8")
        return has_errors(check_content(content)[1])


def accepted(minimal: Path) -> Attacks:
    """The attacks that only rendering stands against."""
    line = ("actions/take-umbrella.yml", "Put it in your bag.")
    block = ("actions/take-umbrella.yml", "Open it outside.")
    return Attacks(
        tuple(attack for attack in LINES if not is_refused(minimal, *line, attack)),
        tuple(attack for attack in BLOCKS + LINES if not is_refused(minimal, *block, attack)),
    )


def make_hostile(content: Path, attacks: Attacks, turn: int) -> None:
    """Puts an attack into every text of a content folder; another `turn` puts others into the same places."""
    knowledge, problems = load(content)
    assert knowledge is not None
    assert problems == []
    lines = islice(cycle(attacks.lines), turn * 17, None)
    blocks = islice(cycle(attacks.blocks), turn * 17, None)
    files: dict[Path, Any] = {}
    for entry in (knowledge.site_entry, *knowledge.all()):
        path = Path(entry.path)
        files.setdefault(path, _read(path))
        record = _record(entry, files[path])
        for text in marked(entry.record):
            if not text.is_key and isinstance(text.mark, Role):
                _attack(record, text.loc, next(lines if text.mark is Role.LINE else blocks))
        _attack_the_rest(entry.kind, record, next(lines))
    for path, data in files.items():
        _write(path, data)


def _read(path: Path) -> Any:
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        front, body, _ = split_front_matter(text)
        return yaml.load(front, yaml.CBaseLoader) | {"text": body}
    return yaml.load(text, yaml.CBaseLoader)


def _write(path: Path, data: Any) -> None:
    body = data.pop("text") if path.suffix == ".md" else None
    schema = next(line for line in path.read_text("utf-8").split("\n") if line.startswith("#"))
    front = f"{schema}\n{json.dumps(data)}"
    path.write_text(front if body is None else f"---\n{front}\n---\n{body}", "utf-8")


def _record(entry: Entry[Any], data: Any) -> Any:
    return data if Path(entry.path).stem in (entry.id, "site") else data[entry.id]


def _attack(record: Any, loc: tuple[str | int, ...], attack: str) -> None:
    *way, last = loc
    for step in way:
        # A short form (`yes: Yes`) has no level of its own for the label.
        if isinstance(record[step], str):
            record[step] = {last: record[step]}
        record = record[step]
    text = f"{record[last].rstrip()} {attack}" if "\n" not in attack else f"{record[last].rstrip()}\n\n{attack}\n\nEnd."
    record[last] = attack if last == "short" and len(text) > _LONGEST else text


def _attack_the_rest(kind: str, record: Any, attack: str) -> None:
    """The texts that no type marks: headings that are keys, a template's text, an address."""
    if kind == "scenario":
        record["traits"] = {f"{key} <img src=x onerror={RUN}>": text for key, text in record["traits"].items()}
    if kind == "checklist":
        record["groups"] = {f"{key} {attack}": items for key, items in record["groups"].items()}
    if kind == "template":
        record["text"] += "\n".join(("", "```", "````", *LINES, *BLOCKS))
    if kind == "source":
        record["url"] += f"')_{{:onclick={RUN}}}[x](javascript:{RUN})&quot;onclick={RUN}"
    if kind == "fact":
        record["value"] += attack
