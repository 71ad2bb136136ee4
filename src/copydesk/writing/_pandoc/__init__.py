"""The formats of pandoc: converts the tree to pandoc's JSON document, and runs pandoc on it.

pandoc's readers are not involved, so words that look like markup stay words. Its writers of Markdown, Org and most
wikis are not offered, as they turn such words into markup; nor slides, which lose the content of quotations and load
scripts from the network; nor formats without running text.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from copydesk import pandoc
from copydesk.errors import MissingEngineError, UsageError
from copydesk.problems import Problem
from copydesk.tree import Article
from copydesk.writing._format import Format, Output, Settings
from copydesk.writing._pandoc.document import document
from copydesk.writing._pandoc.odt_styles import with_styles
from copydesk.writing._pandoc.target import TargetFormat


class _Row(NamedTuple):
    """The properties of one of pandoc's formats.

    ``title`` and ``deck`` say whether pandoc's template shows them; if not, they are put before the text. ``names``
    says that authors are metadata separate from the text. ``metadata`` maps further variables of pandoc's template to
    metadata of the article. ``binary`` and ``typeset`` are as in ``Format``."""

    description: str
    endings: tuple[str, ...] = ()
    title: bool = True
    deck: bool = True
    names: bool = False
    captions: bool = True  # keeps the captions of figures and tables
    pictures: bool = True  # refers to pictures; others would fetch or silently drop them
    embeds: bool = False  # holds pictures, as files of its package or as data: addresses
    links: bool = True  # keeps the targets of links
    styles: bool = False  # has paragraph and character styles with names
    binary: bool = False
    typeset: bool = False
    metadata: Mapping[str, str] = MappingProxyType({})


_JATS = {
    "abstract": "description",
    "tags": "keywords",
    "copyright.statement": "rights",
    "journal.publisher-name": "publisher",
}


_FORMATS: dict[str, _Row] = {
    "ansi": _Row("text with colours for a terminal", deck=False, pictures=False),
    "asciidoc": _Row("AsciiDoc", (".adoc", ".asciidoc"), deck=False, embeds=True),
    "context": _Row("ConTeXt", (".ctx",)),
    "djot": _Row("Djot", (".dj",), deck=False, embeds=True),
    "docbook": _Row("DocBook 4", (".dbk",), deck=False, names=True, embeds=True),
    "docbook5": _Row("DocBook 5", names=True, embeds=True),
    "fb2": _Row(
        "FictionBook e-book",
        (".fb2",),
        deck=False,
        names=True,
        pictures=False,
        embeds=True,
        typeset=True,
        metadata={"abstract": "description"},
    ),
    "icml": _Row("InDesign story", (".icml",), title=False, deck=False, pictures=False, embeds=True, typeset=True),
    "jats": _Row("JATS, for archives", (".jats",), names=True, embeds=True, metadata=_JATS),
    "jats_articleauthoring": _Row("JATS, for authors", names=True, embeds=True, metadata=_JATS),
    "jats_publishing": _Row("JATS, for publishers", names=True, embeds=True, metadata=_JATS),
    "latex": _Row("LaTeX", (".tex", ".latex"), metadata={"subject": "description"}),
    "man": _Row("manual page in roff", (".man",), deck=False, pictures=False),
    "mediawiki": _Row("MediaWiki", (".wiki",), title=False, deck=False, captions=False),
    "ms": _Row("roff with the macros ms", (".ms",), deck=False, pictures=False, links=False),
    "odt": _Row(
        "OpenDocument text",
        (".odt",),
        pictures=False,
        embeds=True,
        styles=True,
        binary=True,
        typeset=True,
        metadata={"subject": "description"},
    ),
    "opendocument": _Row("the content of an OpenDocument text, as XML", pictures=False, typeset=True),
    "plain": _Row("plain text", (".txt",), title=False, deck=False, pictures=False, links=False),
    "rst": _Row("reStructuredText", (".rst",), embeds=True),
    "rtf": _Row("Rich Text Format", (".rtf",), deck=False, pictures=False, embeds=True, typeset=True),
    "tei": _Row("TEI", (".tei",), deck=False, names=True, embeds=True, captions=False, metadata={"license": "rights"}),
    "texinfo": _Row("Texinfo", (".texi", ".texinfo"), deck=False),
    "typst": _Row("Typst", (".typ",), embeds=True),
}
"""The supported formats of pandoc, and their properties."""


def formats() -> tuple[Format, ...]:
    """The formats that pandoc writes; all in the table if pandoc is missing, so that its absence is reported on use."""
    try:
        available = set(pandoc.output_formats())
    except MissingEngineError:
        available = set(_FORMATS)
    return tuple(
        Format(name, row.endings, f"{row.description} (by pandoc)", row.binary, typeset=row.typeset)
        for name, row in _FORMATS.items()
        if name in available
    )


def write(article: Article, options: Settings, *, to: str) -> Output:
    """The article in pandoc's format ``to``. ``options`` have no effect: pandoc's templates decide.

    Raises UsageError if ``to`` is none of ``formats()``, MissingEngineError if pandoc is missing, and CopydeskError if
    it exceeds its limits. pandoc's warnings are returned as problems.
    """
    row = _FORMATS.get(to)
    if row is None:
        raise UsageError(f"there is no format {to!r}", "`copydesk formats` lists all")
    pictures = row.captions and row.pictures
    target = TargetFormat(row.title, row.deck, row.captions, pictures, row.embeds, row.links, row.styles, row.metadata)
    pandoc_document = document(article, target, pandoc.api_version(), to)
    output = pandoc.run(_arguments(to, row), pandoc_document.data)
    warnings = tuple(Problem("unsupported", None, f"pandoc: {warning}") for warning in output.warnings)
    data = with_styles(output.data) if row.styles else output.data
    return Output(data, (*pandoc_document.problems, *warnings))


def _arguments(to: str, row: _Row) -> list[str]:
    # The text contains the printed bylines and dates, so the template must not show them again.
    hidden = [] if row.names else ["--variable-json=author=[]", "--variable-json=date=[]"]
    hidden += [] if row.title else ["--variable-json=titleblock=[]"]
    return ["--standalone", "--from=json", f"--to={to}", "--wrap=none", *hidden, "--output=-"]
