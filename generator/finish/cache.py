"""What was once found out about some bytes, kept for as long as the program that found it out is the same.

The file may be deleted, cut or spoiled at any time, and then costs time only: what is in it is believed only if it
carries its own checksum.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import tinycss2  # type: ignore[import-untyped]
from selectolax import __version__ as parser

_PROGRAM = Path(__file__).parent
_TABLE = "CREATE TABLE IF NOT EXISTS known (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
_SUM = 8
_SMALL = 400
"""So many keys that nobody asks for any more may stay: taking them out costs more than they weigh."""


class Cache:
    """Bytes by key; both are of any length."""

    def __init__(self, file: Path | None) -> None:
        """Opens the file, or makes it; without one, or where none can be, the cache lasts as long as this."""
        self._file = file
        self._asked: set[bytes] = set()
        self._base = self._opened()

    def get(self, key: bytes) -> bytes | None:
        """What was put for the key, if it is still as it was put."""
        self._asked.add(key)
        try:
            row = self._base.execute("SELECT value FROM known WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            self._start_anew()
            return None
        value = row[0] if row else None
        if not isinstance(value, bytes) or value[:_SUM] != _checksum(key, value[_SUM:]):
            return None
        return value[_SUM:]

    def put(self, key: bytes, value: bytes) -> None:
        """Keeps a value; where it cannot be kept, it is not."""
        self._asked.add(key)
        row = (key, _checksum(key, value) + value)
        with suppress(sqlite3.Error):
            try:
                self._base.execute("INSERT OR REPLACE INTO known VALUES (?, ?)", row)
            except sqlite3.Error:
                self._start_anew()
                self._base.execute("INSERT OR REPLACE INTO known VALUES (?, ?)", row)

    def close(self) -> None:
        """Writes down what is new and forgets what was not asked for."""
        with suppress(sqlite3.Error):
            old = [(key,) for (key,) in self._base.execute("SELECT key FROM known") if key not in self._asked]
            if len(old) > max(_SMALL, len(self._asked)):
                self._base.executemany("DELETE FROM known WHERE key = ?", old)
            self._base.commit()
        with suppress(sqlite3.Error):
            self._base.close()

    def _opened(self) -> sqlite3.Connection:
        if self._file is not None:
            for _ in range(2):
                with suppress(sqlite3.Error, OSError):
                    self._file.parent.mkdir(parents=True, exist_ok=True)
                    return _connected(str(self._file))
                _delete(self._file)
        return _connected("")

    def _start_anew(self) -> None:
        with suppress(sqlite3.Error):
            self._base.close()
        if self._file is not None:
            _delete(self._file)
        self._base = self._opened()


@cache
def program() -> bytes:
    """A digest of this package, its parsers and the interpreter: what others found out counts for nothing."""
    texts = [path.read_bytes() for path in sorted(_PROGRAM.glob("*.py"))]
    return digest(*texts, parser.encode(), tinycss2.__version__.encode(), sys.version.encode())


def key(*parts: bytes) -> bytes:
    """A key for what this program finds out about these parts."""
    return digest(program(), *parts)


def digest(*parts: bytes) -> bytes:
    """A name for the parts, in this order, that no others have."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        found.update(len(part).to_bytes(8, "big") + part)
    return found.digest()


def _checksum(key: bytes, value: bytes) -> bytes:
    return digest(key, value)[:_SUM]


def _connected(file: str) -> sqlite3.Connection:
    base = sqlite3.connect(file)
    try:
        # After a power cut the file may be spoiled; then it is made again.
        for line in ("PRAGMA synchronous = OFF", _TABLE):
            base.execute(line)
    except sqlite3.Error:
        base.close()
        raise
    return base


def _delete(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)
