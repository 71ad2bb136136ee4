"""HTML -> Article: the article of a web page, without its menus, share bars and the like."""

from __future__ import annotations

from copydesk.reading._source import Reading, ReadOptions, Source
from copydesk.reading.html.form import is_page


def read(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of a page, or of one that a browser saved as MHTML.

    Raises InputError if it cannot be read or holds no text, and MissingEngineError if trafilatura is not installed.
    """
    from copydesk.reading.html.page import read_page  # with the readers of raw text and of Markdown, which are large

    return read_page(data, options)


SOURCE = Source(
    "html",
    (".html", ".htm", ".xhtml", ".mhtml", ".mht"),
    read,
    "a web page",
    is_page,
    limit=96 * 2**20,
    extra="html",
    libraries=("trafilatura",),
    names_files=True,
)
