from __future__ import annotations

from generator.finish.modules import slim


def test_a_module_loses_whole_line_comments_indentation_and_empty_lines_and_nothing_else() -> None:
    source = (
        "/* What it is.\n\n   More. */\n\n/** One. */\nexport function f() {\n"
        '  // why\n  return "// no comment /* */"; // kept\n}\n'
    )
    assert slim(source) == 'export function f() {\nreturn "// no comment /* */"; // kept\n}\n'
