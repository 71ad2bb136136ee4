"""The pictures that a page brings: in its text as ``data:`` addresses, or in parts of the file beside it (MHTML)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from copydesk.reading._shared.data_uris import Embedded
from copydesk.reading._shared.pictures import Taken, with_pictures
from copydesk.reading.html.images import name_in
from copydesk.reading.html.inline_elements import source_of
from copydesk.reading.html.markup import Element
from copydesk.tree import Article

_PREVIEW = 8_000  # letters of a picture that a page shows until it has fetched the right one


class Brought(NamedTuple):
    """Where a page has its pictures: the stand-ins for those in its text, the part of the file by its address, and the
    address that the page itself has."""

    embedded: Embedded
    parts: Mapping[str, Callable[[], bytes]]
    base: str | None

    def into(self, article: Article, root: Element) -> Taken:
        """The article of the page with its pictures."""
        saved = self._saved(root)

        def find(source: str) -> bytes | None:
            if source in self.parts:
                return self.parts[source]()
            return self.embedded.find(saved.get(source, source))

        return with_pictures(article, find)

    def names(self, root: Element) -> dict[str, str]:
        """The names that the pictures of the page have beside it, by their addresses on its site."""
        names: dict[str, str] = {}
        for element in root.iter("img", "{*}img"):
            name, source = name_in(element), source_of(element, self.base)
            if name and name != source:
                names.setdefault(source, name)
        return names

    def _saved(self, root: Element) -> dict[str, str]:
        """The stand-ins of pictures that a browser saved in the text, by the addresses that they were fetched from and
        which still stand beside them."""
        saved = {}
        for element in root.iter("img", "{*}img") if self.embedded.addresses else ():
            stand_in = (element.get("src") or "").strip()
            source = source_of(element, self.base)
            if source != stand_in and len(self.embedded.addresses.get(stand_in, "")) > _PREVIEW:
                saved[source] = stand_in
        return saved
