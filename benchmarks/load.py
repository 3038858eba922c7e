"""How many readers one small machine serves: `python -m benchmarks.load` prints requests a second and latencies.

The finished site, compressed, from nginx exactly as `hosting/nginx.conf` ships it; wrk asks on the same machine, so the
two share its processors. A page and the style sheet, plain, as gzip, as brotli; and a page that the reader has (304).
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from generator.commands.compress import compress
from hosting.serve import MISSING, brotli_module, find, install, served

ROOT = Path(__file__).resolve().parents[1]
NO_WRK = "wrk can neither be found nor installed: install it (on Debian and Ubuntu: apt-get install wrk)."
SHEETS = ("assets/site.*.css", "assets/site.css")
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Figure:
    """What wrk found: requests a second, latencies in ms, and answers that were no 2xx or 3xx."""

    rate: float
    median: float
    slow: float
    failed: int


def read_figure(said: str) -> Figure:
    """The figures in what `wrk --latency` prints; raises ValueError if they are not there."""
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    parts = {share: (float(value), unit) for share, value, unit in re.findall(r"(\d+)%\s+([\d.]+)(us|ms|s)\b", said)}
    if not rate or not {"50", "99"} <= parts.keys():
        raise ValueError(f"wrk said something else:\n{said}")
    failed = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", said)))
    median, slow = (value * UNITS[unit] for value, unit in (parts["50"], parts["99"]))
    return Figure(float(rate[1]), median, slow, failed)


def loaded(address: str, fields: Mapping[str, str], seconds: int, connections: int) -> Figure:
    """So many connections that ask for one address as fast as they get answers."""
    headers = [part for name, value in fields.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "--latency", "-t1", f"-c{connections}", f"-d{seconds}s", *headers, address]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return read_figure(done.stdout)


def asked(address: str, fields: Mapping[str, str]) -> tuple[int, Mapping[str, str]]:
    """The bytes of the answer, and its header fields."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port)
    connection.request("GET", parts.path, headers=dict(fields))
    answer = connection.getresponse()
    size, found = len(answer.read()), dict(answer.getheaders())
    connection.close()
    return size, found


def cases(site: Path, page: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Name, path and header fields of everything that is asked for."""
    sheet = next(path for pattern in SHEETS for path in sorted(site.glob(pattern)))
    for name, path in (("page", page), ("style sheet", sheet.relative_to(site).as_posix())):
        for takes in ("identity", "gzip", *(["br"] if brotli_module() else [])):
            yield f"{name}, {takes}", path, {"Accept-Encoding": takes}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 if an answer was not the one that was asked for, 2 without a site, nginx or wrk."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=ROOT / "site")
    parser.add_argument("--page", default="", help="its address below the site; default: the first page of faq/")
    parser.add_argument("--seconds", type=int, default=5, help="for each line; default: %(default)s")
    parser.add_argument("--connections", type=int, default=32, help="default: %(default)s")
    options = parser.parse_args(arguments)
    missing = _missing()
    if missing or not options.site.is_dir():
        print(missing or f"there is no {options.site}: run make build first", file=sys.stderr)
        return 2
    print(compress(options.site, ROOT / "build" / "compressed").text)
    page = (
        options.page
        or next(iter(sorted(options.site.glob("faq/*/index.html")))).parent.relative_to(options.site).as_posix() + "/"
    )
    print(f"{page}; {options.connections} connections, {options.seconds} s a line, {os.cpu_count()} processors for all")
    print(f"{'':24} {'bytes':>8} {'requests/s':>11} {'median':>9} {'99 %':>9}")
    failed = 0
    with served(options.site, workers=os.cpu_count() or 1) as root:
        for name, path, fields in cases(options.site, page):
            failed += _line(name, f"{root}{path}", fields, options)
        tag = asked(f"{root}{page}", {"Accept-Encoding": "gzip"})[1]["ETag"]
        failed += _line(
            "page, not changed", f"{root}{page}", {"Accept-Encoding": "gzip", "If-None-Match": tag}, options
        )
    return int(failed > 0)


def _line(name: str, address: str, fields: Mapping[str, str], options: argparse.Namespace) -> int:
    size, _ = asked(address, fields)
    figure = loaded(address, fields, options.seconds, options.connections)
    print(f"{name:24} {size:8,} {figure.rate:11,.0f} {figure.median:6.2f} ms {figure.slow:6.2f} ms", flush=True)
    return figure.failed


def _missing() -> str:
    if not find():
        install()
    if not shutil.which("wrk") and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "install", "-y", "wrk"], env=environment, capture_output=True)
    return MISSING if not find() else NO_WRK if not shutil.which("wrk") else ""


if __name__ == "__main__":
    sys.exit(main())
