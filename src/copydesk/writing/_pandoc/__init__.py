"""The article in whatever else pandoc writes: the tree as pandoc's own JSON document, and pandoc run on it.

Nothing of the article is left to pandoc's readers, so words that look like markup stay words. Its writers of
Markdown, Org and most wikis are not offered, for they let such words become markup; nor slides, which
lose what stands in quotations and load scripts from the network; nor formats that hold no running text.
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
from copydesk.writing._pandoc.document import Wanted, document


class _Row(NamedTuple):
    """What is to be known of one of pandoc's formats.

    ``title`` and ``deck`` say whether pandoc's template shows them; what it does not show is put before the text.
    ``names`` are the formats whose record of the authors is data, apart from the text. ``known`` tells by which names
    pandoc's template asks for more of what is known of an article. ``binary`` and ``typeset`` are as in ``Format``.
    """

    description: str
    endings: tuple[str, ...] = ()
    title: bool = True
    deck: bool = True
    names: bool = False
    captions: bool = True  # keeps the captions of figures and tables
    pictures: bool = True  # names pictures; others would fetch them, or drop them without a word
    links: bool = True  # keeps the targets of links
    binary: bool = False
    typeset: bool = False
    known: Mapping[str, str] = MappingProxyType({})


_JATS = {
    "abstract": "description",
    "tags": "keywords",
    "copyright.statement": "rights",
    "journal.publisher-name": "publisher",
}


_FORMATS: dict[str, _Row] = {
    "ansi": _Row("text with colours for a terminal", deck=False, pictures=False),
    "asciidoc": _Row("AsciiDoc", (".adoc", ".asciidoc"), deck=False),
    "context": _Row("ConTeXt", (".ctx",)),
    "djot": _Row("Djot", (".dj",), deck=False),
    "docbook": _Row("DocBook 4", (".dbk",), deck=False, names=True),
    "docbook5": _Row("DocBook 5", names=True),
    "fb2": _Row(
        "FictionBook e-book",
        (".fb2",),
        deck=False,
        names=True,
        pictures=False,
        typeset=True,
        known={"abstract": "description"},
    ),
    "icml": _Row("InDesign story", (".icml",), title=False, deck=False, pictures=False, typeset=True),
    "jats": _Row("JATS, for archives", (".jats",), names=True, known=_JATS),
    "jats_articleauthoring": _Row("JATS, for authors", names=True, known=_JATS),
    "jats_publishing": _Row("JATS, for publishers", names=True, known=_JATS),
    "latex": _Row("LaTeX", (".tex", ".latex"), known={"subject": "description"}),
    "man": _Row("manual page in roff", (".man",), deck=False, pictures=False),
    "mediawiki": _Row("MediaWiki", (".wiki",), title=False, deck=False, captions=False),
    "ms": _Row("roff with the macros ms", (".ms",), deck=False, pictures=False, links=False),
    "odt": _Row(
        "OpenDocument text", (".odt",), pictures=False, binary=True, typeset=True, known={"subject": "description"}
    ),
    "opendocument": _Row("the content of an OpenDocument text, as XML", pictures=False, typeset=True),
    "plain": _Row("plain text", (".txt",), title=False, deck=False, pictures=False, links=False),
    "rst": _Row("reStructuredText", (".rst",)),
    "rtf": _Row("Rich Text Format", (".rtf",), deck=False, pictures=False, typeset=True),
    "tei": _Row("TEI", (".tei",), deck=False, names=True, captions=False, known={"license": "rights"}),
    "texinfo": _Row("Texinfo", (".texi", ".texinfo"), deck=False),
    "typst": _Row("Typst", (".typ",)),
}
"""The formats of pandoc that are worth having beside our own, and where they differ."""


def formats() -> tuple[Format, ...]:
    """The formats that are written through pandoc; those of the table if pandoc is missing, to say so when asked."""
    try:
        there = set(pandoc.output_formats())
    except MissingEngineError:
        there = set(_FORMATS)
    return tuple(
        Format(name, row.endings, f"{row.description} (by pandoc)", row.binary, typeset=row.typeset)
        for name, row in _FORMATS.items()
        if name in there
    )


def write(article: Article, options: Settings, *, to: str) -> Output:
    """The article in pandoc's format ``to``. ``options`` change nothing: pandoc's templates decide the look.

    Raises UsageError if ``to`` is none of ``formats()``, MissingEngineError if pandoc is missing, and CopydeskError if
    it takes too long or too much memory. What pandoc warns of comes back as problems.
    """
    row = _FORMATS.get(to)
    if row is None:
        raise UsageError(f"there is no format {to!r}", "`copydesk formats` lists all")
    wanted = Wanted(row.title, row.deck, row.captions, row.captions and row.pictures, row.links, row.known)
    made = document(article, wanted, pandoc.api_version(), to)
    ran = pandoc.run(_arguments(to, row), made.data)
    warnings = tuple(Problem("unsupported", None, f"pandoc: {warning}") for warning in ran.warnings)
    return Output(ran.data, (*made.problems, *warnings))


def _arguments(to: str, row: _Row) -> list[str]:
    # The bylines and dates stand in the text as they stood in the raw text; the names in the metadata are not
    # shown again by the template.
    hidden = [] if row.names else ["--variable-json=author=[]", "--variable-json=date=[]"]
    hidden += [] if row.title else ["--variable-json=titleblock=[]"]
    return ["--standalone", "--from=json", f"--to={to}", "--wrap=none", *hidden, "--output=-"]
