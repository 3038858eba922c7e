"""Keys that are added to the front matter of pages once all of them are rendered."""

from __future__ import annotations

import json
from collections.abc import Mapping

_FENCE = b"---\n"


def with_keys(page: bytes, keys: Mapping[str, str]) -> bytes:
    """The page with these texts as the last keys of its front matter; the same page where there are none."""
    if not keys:
        return page
    # No value of a front matter has a line break, so the next fence is its end.
    end = page.index(b"\n" + _FENCE, len(_FENCE) - 1) + 1
    lines = "".join(f"{key}: {json.dumps(text, ensure_ascii=False)}\n" for key, text in keys.items())
    return page[:end] + lines.encode() + page[end:]
