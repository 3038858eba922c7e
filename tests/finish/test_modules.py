from __future__ import annotations

import pytest

from generator.finish.modules import entrances, joined, slim


@pytest.mark.parametrize(
    ("written", "shipped"),
    [
        ("/* A.\n\n   B. */\n\n/** C. */\nfunction f() {\n  // why\n  return 1;\n}\n", "function f(){return 1}\n"),
        ('const a = "// no comment /* */"; // gone\n', 'const a="// no comment /* */";\n'),
        ("a = `two\n  lines ${ b + `in ${ c }` } // kept`;\n", "a=`two\n  lines ${ b + `in ${ c }` } // kept`;\n"),
        ("x.replace(/[/ ]  \"/g, y);\n", "x.replace(/[/ ]  \"/g,y);\n"),
        ("const r = rest / 32n / radix;\n", "const r=rest / 32n / radix;\n"),
        ("a + +b - -c;\n", "a + +b - -c;\n"),
        ("const [a, , b] = [c, ,];\nf(\n  d,\n);\n", "const[a,,b]=[c,,];f(d);\n"),
        ("a()\nb()\n", "a()\nb()\n"),
        ("for (;;) {}\n", "for(;;){}\n"),
        ("return typeof value === 'object';\n", "return typeof value==='object';\n"),
    ],
)  # fmt: skip
def test_a_module_loses_what_only_people_read_and_keeps_its_meaning(written: str, shipped: str) -> None:
    assert slim(written) == shipped


MODULES = {
    "c/box/box.mjs": 'import { two } from "./two.mjs";\nimport { one } from "../other/one.mjs";\n\nclass Box {}\n',
    "c/box/two.mjs": 'import { one } from "../other/one.mjs";\nexport const two = one + 1;\n',
    "c/other/one.mjs": "export const one = 1;\n",
}


def test_a_component_is_one_module_with_what_it_imports_before_it_each_once() -> None:
    assert joined(MODULES, "c/box/box.mjs") == "const one = 1;\nconst two = one + 1;\n\nclass Box {}\n"


def test_a_page_asks_for_the_modules_that_no_other_is_made_of_also_for_those_that_are_fetched_later() -> None:
    later = {"c/box/later.mjs": 'import { one } from "../other/one.mjs";\n'}
    opens = {"c/box/box.mjs": MODULES["c/box/box.mjs"] + 'import("./later.mjs");\n'}
    assert entrances(MODULES | later | opens) == {"c/box/box.mjs", "c/box/later.mjs"}


def test_two_things_of_one_name_in_one_component_are_refused() -> None:
    with pytest.raises(ValueError, match=r"c/box/box\.mjs: .* called one"):
        joined(MODULES | {"c/box/two.mjs": "function one() {}\n"}, "c/box/box.mjs")
