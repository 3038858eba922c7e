"""What pages name after the finish stage is there, and nothing else changes in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.finish import finish
from generator.finish.links import check_links
from generator.finish.reading import read_page

SITE = "https://example.org/kb/"
HEAD = """<!doctype html><html data-kind="faq"><head><meta charset="utf-8">
<link rel="stylesheet" href="{0}assets/a.css">
<link rel="stylesheet" href='{0}components/box/box.css'>
<link rel="stylesheet" href="{0}components/{1}/{1}.css">
<script type="module" src="{0}components/box/box.mjs"></script>
</head><body class="a box"><p>See <code>href=&quot;{0}assets/a.css&quot;</code></p></body></html>"""
FILES = {
    "index.html": HEAD.format("", "one"),
    "deep/er/index.html": HEAD.format("../../", "two"),
    "404.html": HEAD.format("/kb/", "one"),
    "plain/index.html": "<p>nothing</p>",
    "assets/a.css": ".a{background:url(../img/x.png)}",
    "assets/a.css.map": "{}",
    "assets/theirs/main.css": ".a{background:url(data:image/png;base64,AA)}",
    "assets/theirs/bundle.js": "run()",
    "img/x.png": "png",
    "components/box/box.css": ".box{top:0}.box .none{top:1px}",
    "components/one/one.css": "@media print{.a{top:2px}}",
    "components/two/two.css": ".shown{top:3px}",
    "components/box/box.mjs": 'import { x } from "./x.mjs";\nimport("./later.mjs");\nclassList.add("shown", x);\n',
    "components/box/x.mjs": "export const x = 1;\n",
    "components/box/later.mjs": "later();\n",
    "components/box/data.json": "{}",
}


@pytest.fixture
def live(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    assert finish(tmp_path / "build" / "site", tmp_path / "site", SITE) == []
    return tmp_path / "site"


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        file = folder / "build" / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def names(live: Path) -> set[str]:
    return {path.relative_to(live).as_posix() for path in live.rglob("*") if path.is_file()}


def only(pattern: str, names: set[str]) -> str:
    (found,) = {match.group(1) for name in names if (match := re.fullmatch(pattern, name))}
    return found


def test_all_pages_share_one_sheet_and_the_components_lie_in_a_folder_named_by_what_it_holds(live: Path) -> None:
    found = names(live)
    sheet = only(r"(assets/site\.[0-9a-f]{12}\.css)", found)
    folder = only(r"(components-[0-9a-f]{12})/box/box\.mjs", found)
    assert found == {
        ".site", "404.html", "deep/er/index.html", "img/x.png", "index.html", "plain/index.html", sheet,
        *(f"{folder}/{path}" for path in ("box/box.mjs", "box/data.json", "box/later.mjs", "box/x.mjs", "one/one.css")),
        f"{folder}/two/two.css",
    }  # fmt: skip
    assert (live / sheet).read_text() == (
        ".a{background:url(../img/x.png)}.box{top:0}"
        "[data-align=left]{text-align:left}[data-align=right]{text-align:right}[data-align=center]{text-align:center}"
    )
    assert (live / folder / "two/two.css").read_text() == ".shown{top:3px}"


def test_pages_name_every_file_as_it_is_named_now_and_keep_everything_else(live: Path) -> None:
    found = names(live)
    sheet, folder = only(r"(assets/site\..*)", found), only(r"(components-[^/]*)/box/box\.mjs", found)
    for path, root, own in (
        ("index.html", "", "one"),
        ("deep/er/index.html", "../../", "two"),
        ("404.html", "/kb/", "one"),
    ):
        text = (live / path).read_text()
        policy = re.search(r'<head>(<meta http-equiv="Content-Security-Policy" content="[^"]*">)', text)
        assert policy is not None
        assert "data:" not in policy.group(1)
        assert text.replace(policy.group(1), "") == (
            f'<!doctype html><html data-kind="faq"><head><meta charset="utf-8">\n'
            f'<link rel="stylesheet" href="{root}{sheet}">\n'
            f'<link rel="stylesheet" href="{root}{folder}/{own}/{own}.css">\n'
            f'<script type="module" src="{root}{folder}/box/box.mjs"></script>\n'
            f'</head><body class="a box"><p>See <code>href=&quot;{root}assets/a.css&quot;</code></p></body></html>'
        )
    texts = {path: (live / path).read_text() for path in found if path.endswith(".html")}
    pages = {path: read_page(text) for path, text in texts.items()}
    assert check_links(pages, found, SITE, texts.__getitem__) == []


@pytest.mark.parametrize(
    ("path", "text", "changes"),
    [
        ("components/box/x.mjs", "export const x = 2;\n", {"folder"}),
        ("components/box/data.json", "[]", {"folder"}),
        ("components/box/box.css", ".box{top:9px}", {"sheet"}),
        ("components/one/one.css", "@media print{.a{top:9px}}", {"folder"}),
        ("assets/a.css", ".a{top:9px}", {"sheet"}),
        ("plain/index.html", "<p>other</p>", set()),
        ("plain/index.html", '<p class="none">other</p>', {"sheet"}),
    ],
)
def test_a_name_changes_exactly_when_what_it_names_does(live: Path, path: str, text: str, changes: set[str]) -> None:
    def now() -> dict[str, str]:
        found = names(live)
        return {"sheet": only(r"(assets/site\..*)", found), "folder": only(r"(components-[^/]*)/box/box\.mjs", found)}

    before = now()
    write(live.parent, {path: text})
    assert finish(live.parent / "build" / "site", live, SITE) == []
    after = now()
    assert {name for name in after if after[name] != before[name]} == changes
    sheets = set(re.findall(r'href="(assets/site[^"]*)"', (live / "index.html").read_text()))
    assert sheets == {after["sheet"]}
