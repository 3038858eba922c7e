"""What wrk prints, read into figures."""

from __future__ import annotations

import pytest

from benchmarks.load import Figure, read_figure

SAID = """Running 5s test @ http://127.0.0.1:1/
  1 threads and 32 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     2.21ms    6.03ms 120.90ms   97.10%
    Req/Sec    20.50k     3.10k   26.00k    70.00%
  Latency Distribution
     50%  780.00us
     75%    1.20ms
     90%    3.00ms
     99%    1.21s
  102000 requests in 5.00s, 1.00GB read
Requests/sec:  20400.50
Transfer/sec:    200.00MB
"""


def test_rate_and_latencies_are_read_in_milliseconds() -> None:
    assert read_figure(SAID) == Figure(20400.5, 0.78, 1210.0, 0)


def test_answers_that_were_refused_are_counted() -> None:
    assert read_figure(f"{SAID}  Non-2xx or 3xx responses: 12\n").failed == 12


def test_a_text_without_figures_is_no_figure() -> None:
    with pytest.raises(ValueError, match="wrk said something else"):
        read_figure("unable to connect")
