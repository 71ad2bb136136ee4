"""copydesk: raw copy in, finished documents out.

    import copydesk

    article = copydesk.read(Path("article.txt"))      # or its text, as str or bytes
    copydesk.write(article, "epub").data          # bytes
    copydesk.convert("article.txt", "article.pdf")

Importing this loads no heavy library: each writer does so when it is first used.
"""

from copydesk.conversion import Conversion, convert
from copydesk.errors import CopydeskError, InputError, MissingEngineError, OutputError, StrictError, UsageError
from copydesk.problems import Problem
from copydesk.publication import BylineConvention, FooterConvention, Publication
from copydesk.reading import Reading, examine, examine_all, read, read_all
from copydesk.tree import (
    Align,
    Article,
    Bio,
    Block,
    BlockQuote,
    Break,
    Byline,
    Code,
    Contact,
    Correction,
    Dateline,
    Deck,
    EditorsNote,
    Emphasis,
    Figure,
    Furniture,
    Head,
    Heading,
    Headline,
    Inline,
    Kicker,
    LineBreak,
    Link,
    List,
    Metadata,
    Note,
    NoteRef,
    Origin,
    Paragraph,
    Person,
    Picture,
    Preformatted,
    PubDate,
    PullQuote,
    Related,
    Rights,
    Section,
    Source,
    Span,
    Speech,
    Strong,
    Superscript,
    Table,
    Text,
    Verse,
    bare,
)
from copydesk.visit import Visitor, plain, walk
from copydesk.writing import Output, formats, write

__version__ = "0.2.0"


def _in_notebook(article: Article) -> str:
    """The HTML that a notebook shows for an article: the body of its page."""
    from copydesk.writing.html import fragment

    return fragment(article)


Article._repr_html_ = _in_notebook

__all__ = [
    "Align",
    "Article",
    "Bio",
    "Block",
    "BlockQuote",
    "Break",
    "Byline",
    "BylineConvention",
    "Code",
    "Contact",
    "Conversion",
    "CopydeskError",
    "Correction",
    "Dateline",
    "Deck",
    "EditorsNote",
    "Emphasis",
    "Figure",
    "FooterConvention",
    "Furniture",
    "Head",
    "Heading",
    "Headline",
    "Inline",
    "InputError",
    "Kicker",
    "LineBreak",
    "Link",
    "List",
    "Metadata",
    "MissingEngineError",
    "Note",
    "NoteRef",
    "Origin",
    "Output",
    "OutputError",
    "Paragraph",
    "Person",
    "Picture",
    "Preformatted",
    "Problem",
    "PubDate",
    "Publication",
    "PullQuote",
    "Reading",
    "Related",
    "Rights",
    "Section",
    "Source",
    "Span",
    "Speech",
    "StrictError",
    "Strong",
    "Superscript",
    "Table",
    "Text",
    "UsageError",
    "Verse",
    "Visitor",
    "__version__",
    "bare",
    "convert",
    "examine",
    "examine_all",
    "formats",
    "plain",
    "read",
    "read_all",
    "walk",
    "write",
]
