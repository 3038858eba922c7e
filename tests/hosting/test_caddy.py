"""The Caddyfile says the same as nginx.conf, which is tested by running it."""

from __future__ import annotations

import re

from tests.build.project import ROOT

CADDY = (ROOT / "hosting" / "Caddyfile").read_text("utf-8")
NGINX = (ROOT / "hosting" / "nginx.conf").read_text("utf-8")


def test_both_send_the_same_fields() -> None:
    fixed = dict(re.findall(r'add_header ([\w-]+) "?([^"$;]+?)"? always;', NGINX))
    fixed.pop("Strict-Transport-Security")
    block = CADDY.split("header {")[1].split("\n\t}")[0]
    said = {name: value.strip('"') for name, value in re.findall(r"^\t\t([A-Z][\w-]+) (.+)$", block, re.MULTILINE)}
    assert said == fixed


def test_both_choose_by_the_same_addresses() -> None:
    wanted = set(re.findall(r'"~(\S+)"', NGINX))
    groups = [group.split("|") for group in re.findall(r"path_regexp \(?(.+?)\)?$", CADDY, re.MULTILINE)]
    assert {pattern for group in groups for pattern in group} == wanted


def test_what_one_rule_takes_the_other_leaves() -> None:
    taken, left = (
        re.findall(r"@(?:hashed|kept) path_regexp \((.+)\)", CADDY),
        re.findall(r"@asked not .*\((.+)\)", CADDY),
    )
    assert "|".join(taken) == left[0]
    assert re.findall(r"@frames path_regexp (.+)", CADDY) == re.findall(r"@alone not path_regexp (.+)", CADDY)


def test_both_send_the_same_rules_for_keeping() -> None:
    caddy = set(re.findall(r'Cache-Control "(.+)"', CADDY))
    assert caddy == set(re.findall(r'"((?:public|no-cache)[^"]*)";', NGINX))


def test_braces_are_balanced_and_what_is_compressed_is_sent() -> None:
    assert CADDY.count("{") == CADDY.count("}")
    assert CADDY.count("precompressed br gzip") == 2
