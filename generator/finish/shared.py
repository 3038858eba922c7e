"""What the pages of a site have in common: one style sheet, the components, their names, the policy."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.finish import policy
from generator.finish.addresses import Inside, Site, resolve
from generator.finish.cache import Cache, digest, key
from generator.finish.modules import entrances, joined, slim
from generator.finish.pages import Page
from generator.finish.policy import ALIGNMENT
from generator.finish.renamed import ASSETS, COMPONENTS, SHEET, Renamed, fingerprint, in_folder, named_sheet
from generator.finish.selectors import Names
from generator.finish.sheets import shipped
from generator.finish.source import Source
from generator.finish.styles import names_in, words


@dataclass(frozen=True)
class Shared:
    """What every page is finished with."""

    names: Renamed
    files: Mapping[str, bytes]
    """The sheets and components as readers get them, by their paths in the finished site."""
    dropped: frozenset[str]
    """Files of the source that no reader needs any more."""
    with_data: bool
    """Whether a style sheet shows a picture that it holds itself."""

    def page(self, path: str, text: str, page: Page) -> str:
        """The page as readers get it."""
        found = policy.without_styles(self.names.page(path, text, page))
        return policy.with_policy(found, policy.policy(page.scripts, with_data=self.with_data))

    def parts(self, path: str, page: Page) -> tuple[list[str], list[str]]:
        """The style sheets of a page, and what else a browser fetches with it, by their paths now."""
        sheets, others = (
            [file for address in addresses if (file := self.names.inside(address, path))]
            for addresses in (page.sheets, page.fetched)
        )
        return sheets, others

    @property
    def digest(self) -> bytes:
        """A name for all that pages are finished with."""
        names = [part.encode() for pair in sorted(self.names.paths.items()) for part in pair]
        return digest(*names, str(self.with_data).encode())


class Asked:
    """What the pages of a site ask of its style sheets, gathered page by page."""

    def __init__(self, sheets: Mapping[str, str], site: Site) -> None:
        self._site = site
        self._sheets = sheets
        self._mentioned = frozenset().union(*map(names_in, sheets.values()))
        self._together: tuple[str, ...] | None = None
        self._names: set[str] = set()
        self._ids: set[str] = set()
        self._words: set[str] = set()
        self._named: set[str] = set()

    def add(self, path: str, page: Page) -> None:
        """Counts one more page in."""
        self._names |= page.names
        self._ids |= page.ids & self._mentioned
        self._words |= page.words
        self._named.update(_inside(page.files, path, self._site))
        if own := [file for file in _inside(page.sheets, path, self._site) if file in self._sheets]:
            self._together = tuple(own if self._together is None else (it for it in self._together if it in own))

    @property
    def together(self) -> tuple[str, ...]:
        """The sheets that every page with sheets has, in the order of the first."""
        return self._together or ()

    def unused(self, paths: Iterable[str]) -> frozenset[str]:
        """Those of the files that only a page could ask for, and none does: what a theme brings and ours has not."""
        assets = (path for path in paths if path.startswith(ASSETS) and path.endswith((".css", ".js", ".map")))
        return frozenset(path for path in assets if path not in self._named)

    def names(self, modules: Iterable[bytes]) -> Names:
        """All that a selector can find: in the pages, and in what scripts may add to them."""
        written = self._words.union(*(words(module.decode()) for module in modules))
        return Names(frozenset(self._names), frozenset(self._ids), frozenset(written))


def shared(source: Source, sheets: Mapping[str, str], asked: Asked, site: Site, cache: Cache) -> Shared:
    """What the pages of a site have in common; `sheets` are all its style sheets, `asked` is for all pages."""
    unused = asked.unused(source.paths)
    sheets = {path: css for path, css in sheets.items() if path not in unused}
    modules = _modules(source, cache)
    together = asked.together
    made = _sheets(sheets, together, asked.names(modules.values()), cache)
    one = made.pop(SHEET) if together else b""
    components = {
        path: made.get(path) or modules.get(path) or source.read(path)
        for path in source.paths
        if path.startswith(f"{COMPONENTS}/") and path not in together
    }
    renamed = in_folder(components, COMPONENTS, fingerprint(components)) | dict.fromkeys(together, named_sheet(one))
    files = {renamed.get(path, path): data for path, data in (made | components).items()}
    if together:
        files[named_sheet(one)] = one
    return Shared(
        Renamed(renamed, frozenset(together), site),
        files,
        frozenset(together) | unused,
        any(b"data:" in data for path, data in files.items() if path.endswith(".css")),
    )


def _modules(source: Source, cache: Cache) -> dict[str, bytes]:
    """The browser modules as readers get them."""
    paths = [path for path in source.paths if path.startswith(f"{COMPONENTS}/") and path.endswith(".mjs")]
    texts = {path: source.text(path) for path in paths}

    def make() -> dict[str, bytes]:
        asked = entrances(texts)
        return {path: slim(joined(texts, path) if path in asked else text).encode() for path, text in texts.items()}

    return _kept(cache, (b"modules", *_flat(texts)), make)


def _sheets(sheets: Mapping[str, str], together: Sequence[str], names: Names, cache: Cache) -> dict[str, bytes]:
    """The style sheets as readers get them."""

    def make() -> dict[str, bytes]:
        rules = [ALIGNMENT] if together else []
        texts = shipped(sheets, together, SHEET, names)
        return {path: "".join([text, *(rules if path == SHEET else [])]).encode() for path, text in texts.items()}

    asked = [b"\0".join(name.encode() for name in sorted(part)) for part in (names.page, names.ids, names.words)]
    return _kept(cache, (b"sheets", *_flat(sheets), *asked, *(path.encode() for path in together)), make)


def _kept(cache: Cache, parts: Iterable[bytes], make: Callable[[], dict[str, bytes]]) -> dict[str, bytes]:
    """What was made of these parts before, or is made now."""
    name = key(*parts)
    kept = cache.get(name)
    if kept is not None:
        return dict(marshal.loads(kept))
    made = make()
    cache.put(name, marshal.dumps(made))
    return made


def _flat(texts: Mapping[str, str]) -> Iterator[bytes]:
    return (part.encode() for pair in texts.items() for part in pair)


def _inside(addresses: tuple[str, ...], path: str, site: Site) -> Iterator[str]:
    for address in dict.fromkeys(addresses):
        target = resolve(address, path, site)
        if isinstance(target, Inside):
            yield target.path
