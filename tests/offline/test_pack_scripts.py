"""Modules as plain scripts."""

from __future__ import annotations

import pytest

from generator.offline.pack.scripts import classic, data_script, loaded_later, named


def test_a_module_keeps_its_names_and_gives_those_that_it_exports() -> None:
    module = (
        'const one = 1;\nexport function two() { return one; }\nexport const three = new URL("x", import.meta.url);\n'
    )
    assert classic(module, "a.mjs") == (
        'kb.modules[document.currentScript.src]=(function(here){"use strict";\n'
        'const one = 1;\nfunction two() { return one; }\nconst three = new URL("x", here);\n\n'
        "return {two,three};\n})(document.currentScript.src);\n"
    )


def test_what_is_taken_from_others_is_waited_for() -> None:
    module = 'import{a,b as c}from "./other.mjs";export{d as e}from "../d.mjs";export async function f(){return c}'
    assert classic(module, "a.mjs") == (
        'kb.modules[document.currentScript.src]=(async function(here){"use strict";\n'
        'const {a,b:c}=await kb.load(here,"./other.mjs");const from1=await kb.load(here,"../d.mjs");'
        "async function f(){return c}\n"
        "return {f,e:from1.d};\n})(document.currentScript.src);\n"
    )


def test_what_is_loaded_when_it_is_needed_is_known() -> None:
    module = 'import { a } from "./a.mjs";\nconst late = () => import("../b/b.mjs");\nimport.meta.url;'
    assert loaded_later(module, "components-1/x/x.mjs") == ["components-1/b/b.mjs", "components-1/x/a.mjs"]
    assert 'kb.load(here,"../b/b.mjs")' in classic(module, "x.mjs")


@pytest.mark.parametrize("module", ['import all from "./a.mjs";', 'import * as a from "./a.mjs";', "export default 1;"])
def test_a_form_that_is_not_known_is_refused(module: str) -> None:
    with pytest.raises(ValueError, match=r"x\.mjs cannot become a plain script"):
        classic(module, "x.mjs")


def test_words_that_only_look_like_it_stay() -> None:
    assert "imported(tool);a.export;exporter(1)" in classic("imported(tool);a.export;exporter(1)", "x.mjs")


def test_data_are_given_by_their_path() -> None:
    assert (
        data_script("search/names.json", b'{"a":"</script>"}\n')
        == b'kb.files["search/names.json"]={"a":"</script>"};\n'
    )
    assert named("components-1/x/x.mjs") == "components-1/x/x.js"
