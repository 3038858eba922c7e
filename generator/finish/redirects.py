"""The page that stands at an old address and sends readers on."""

from __future__ import annotations

from html import escape


def redirect_page(target: str, title: str, canonical: str, language: str) -> bytes:
    """A whole small page that leads to `target` (relative to itself); `canonical` is the new full address,
    `language` that of the site.

    It works without scripts. A #fragment of the old address is not carried on: only scripts could do that.
    """
    href, name = escape(target), escape(title)
    return f"""<!doctype html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<meta http-equiv="refresh" content="0; url={href}">
<link rel="canonical" href="{escape(canonical)}">
<meta name="robots" content="noindex">
</head>
<body>
<main>
<h1>This page has moved</h1>
<p><a href="{href}">{name}</a></p>
</main>
</body>
</html>
""".encode()
