"""The article in whatever else pandoc writes: the tree as pandoc's own JSON document, and pandoc run on it.

Nothing of the article is left to pandoc's readers, so words that look like markup stay words. Its writers of
Markdown, AsciiDoc, Org and most wikis are not offered, for they let such words become markup; nor slides, which
lose what stands in quotations and load scripts from the network; nor formats that hold no running text.
"""

from __future__ import annotations

from typing import NamedTuple

from copydesk import pandoc
from copydesk.errors import MissingEngineError, UsageError
from copydesk.problems import Problem
from copydesk.tree import Article
from copydesk.writing._format import Format, Options, Output
from copydesk.writing._pandoc_document import Wanted, document


class _Row(NamedTuple):
    """What is to be known of one of pandoc's formats.

    ``title`` and ``deck`` say whether pandoc's template shows them; what it does not show is put before the text.
    ``names`` are the formats whose record of the authors is data, apart from the text.
    """

    description: str
    endings: tuple[str, ...] = ()
    title: bool = True
    deck: bool = True
    names: bool = False
    captions: bool = True  # keeps the captions of figures and tables
    embeds: bool = False  # wants to fetch pictures, which is not done
    binary: bool = False


_FORMATS: dict[str, _Row] = {
    "ansi": _Row("text with colours for a terminal", deck=False),
    "context": _Row("ConTeXt", (".ctx",)),
    "djot": _Row("Djot", (".dj",), deck=False),
    "docbook": _Row("DocBook 4", (".dbk",), deck=False, names=True),
    "docbook5": _Row("DocBook 5", names=True),
    "fb2": _Row("FictionBook e-book", (".fb2",), deck=False, names=True, embeds=True),
    "icml": _Row("InDesign story", (".icml",), title=False, deck=False, embeds=True),
    "jats": _Row("JATS, for archives", (".jats",), names=True),
    "jats_articleauthoring": _Row("JATS, for authors", names=True),
    "jats_publishing": _Row("JATS, for publishers", names=True),
    "latex": _Row("LaTeX", (".tex", ".latex")),
    "man": _Row("manual page in roff", (".man",), deck=False),
    "mediawiki": _Row("MediaWiki", (".wiki",), title=False, deck=False, captions=False),
    "ms": _Row("roff with the macros ms", (".ms",), deck=False),
    "odt": _Row("OpenDocument text", (".odt",), embeds=True, binary=True),
    "opendocument": _Row("the content of an OpenDocument text, as XML", embeds=True),
    "plain": _Row("plain text", (".txt",), deck=False),
    "rst": _Row("reStructuredText", (".rst",)),
    "rtf": _Row("Rich Text Format", (".rtf",), deck=False, embeds=True),
    "tei": _Row("TEI", (".tei",), deck=False, names=True, captions=False),
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
        Format(name, row.endings, f"{row.description} (by pandoc)", row.binary)
        for name, row in _FORMATS.items()
        if name in there
    )


def write(article: Article, options: Options, *, to: str) -> Output:
    """The article in pandoc's format ``to``. ``options`` change nothing: pandoc's templates decide the look.

    Raises UsageError if ``to`` is none of ``formats()``, MissingEngineError if pandoc is missing, and CopydeskError if
    it takes too long or too much memory. What pandoc warns of comes back as problems.
    """
    row = _FORMATS.get(to)
    if row is None:
        raise UsageError(f"there is no format {to!r}", "`copydesk formats` lists all")
    wanted = Wanted(row.title, row.deck, row.captions, pictures=row.captions and not row.embeds)
    made = document(article, wanted, pandoc.api_version(), to)
    ran = pandoc.run(_arguments(to, row), made.data)
    warnings = tuple(Problem("unsupported", None, f"pandoc: {warning}") for warning in ran.warnings)
    return Output(ran.data, (*made.problems, *warnings))


def _arguments(to: str, row: _Row) -> list[str]:
    # The bylines and dates stand in the text as they stood in the raw text; the names in the metadata are not
    # shown again by the template.
    hidden = [] if row.names else ["--variable-json=author=[]", "--variable-json=date=[]"]
    return ["--standalone", "--from=json", f"--to={to}", "--wrap=none", *hidden, "--output=-"]
