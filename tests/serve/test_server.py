from __future__ import annotations

import pytest

from generator.serve.server import is_own


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:1", "[::1]:8000", "desk.local:8000"]
)
def test_the_bound_host_and_this_machine_are_ours(host: str) -> None:
    assert is_own(host, "desk.local")


@pytest.mark.parametrize(
    "host",
    [
        "", "evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", "evil@localhost",
        "localhost@evil.example", "localhost:80:80", "localhost:", "localhost/", "::1", "192.168.0.7", " localhost",
    ],
)  # fmt: skip
def test_any_other_host_is_not(host: str) -> None:
    assert not is_own(host, "127.0.0.1")


def test_bound_to_every_address_any_number_is_ours_and_still_no_foreign_name() -> None:
    assert is_own("192.168.0.7:8000", "0.0.0.0")
    assert is_own("[fe80::7]:8000", "::")
    assert not is_own("evil.example", "0.0.0.0")
