"""What one can choose among: the forms that can be read, the formats that can be written, and the values of options.

It names the functions that read a form and imports none of them: a function is imported when it is first called. So
the command lists all of this at once, and what it does not use is never imported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Any, Literal, NamedTuple

Ocr = Literal["auto", "never", "force"]
"""When the words of a page's picture are recognised."""

DEFAULT_STYLE = "broadsheet"

PAPERS: Mapping[str, tuple[float, float]] = {"a4": (210, 297), "letter": (215.9, 279.4), "a5": (148, 210)}
"""Paper sizes: width and height in millimetres."""

FLAVOURS = ("commonmark", "gfm", "pandoc")
"""The flavours of Markdown that copydesk writes."""

PDF_ENGINES = ("weasyprint", "typst", "auto")
"""What sets PDFs, the default first; ``auto`` is WeasyPrint where it can be used, else typst."""

NARROWEST = 20
"""The smallest width at which the lines of Markdown can be wrapped, in columns."""


# ------------------------------------------------------------------------------------------------ what can be read

LIMIT = 64 * 2**20
"""The largest input, in bytes: some forty long novels. Above it, it is not an article."""


def _by_name_only(beginning: bytes) -> bool:
    """The ``matches`` of a source that no file's beginning shows."""
    return False


class Source(NamedTuple):
    """``Source("markdown", (".md", ".markdown"), read, "Markdown")``.

    ``read(data, options)``, of bytes or a str and ``ReadOptions``, gives a ``Reading``, and raises InputError for data
    that it cannot read. ``matches`` says whether the beginning of a file, up to ``BEGINNING`` bytes, is of this form:
    content counts before names. ``limit`` is the largest file in bytes. ``extra`` is the extra of this package that
    installs its ``libraries``, given by the names of their modules. ``in_folders`` says whether a folder of articles
    stands for all such files in it; pictures are taken where they belong to no article. ``names_files`` says that the
    pictures it names are files beside it; those that a Word file names are in itself.

    ``parts(data, options)`` is for forms whose files may hold several articles: it splits the bytes of a file into a
    sequence of ``Part``, in order, without reading any; of the options ``password`` and ``ocr`` count. So their number
    is known before the work, each is read in a process that has nothing else to hold, and one that cannot be read hurts
    no other. It must be cheap, some milliseconds a megabyte, and each ``Part`` small, such as a
    ``functools.partial`` of the piece of the file that it is in. It raises InputError for a file that it cannot split;
    ``read`` is then given only files of one article.
    """

    name: str
    endings: tuple[str, ...]
    read: Callable[..., Any]
    description: str
    matches: Callable[[bytes], bool] = _by_name_only
    limit: int = LIMIT
    extra: str = ""
    libraries: tuple[str, ...] = ()
    in_folders: bool = True
    parts: Callable[..., Any] | None = None
    names_files: bool = False


def _in(module: str, name: str = "read") -> Callable[..., Any]:
    """A function in a module of ``reading``, which is imported when the function is first called."""
    return partial(_call, module, name)


def _call(module: str, name: str, *given: Any, **named: Any) -> Any:
    return getattr(import_module(f"copydesk.reading.{module}"), name)(*given, **named)


def _begins(pattern: bytes, look: Callable[[bytes], bool] | None = None) -> Callable[[bytes], bool]:
    """A ``matches``: whether the beginning of a file has the pattern and, if ``look`` is given, on a closer look."""
    return partial(_matches, pattern, look)


def _matches(pattern: bytes, look: Callable[[bytes], bool] | None, beginning: bytes) -> bool:
    return re.match(pattern, beginning, re.DOTALL) is not None and (look is None or look(beginning))


def _package(kind: str) -> Callable[[bytes], bool]:
    return _begins(rb"PK\x03\x04", partial(_in("office.packages", "is_package"), kind))


_MARKUP = rb"(?:\xef\xbb\xbf)?\s*<|\xff\xfe|\xfe\xff|.?\0|\x4c\x6f\xa7\x94"
"""How XML may begin in any encoding: with ``<``, in UTF-16, UTF-32 or EBCDIC. A closer look tells."""


def _root(name: str) -> Callable[[bytes], bool]:
    """A ``matches`` for XML whose outermost element has this name."""
    return _begins(_MARKUP, partial(_in("_shared.xml_opening", "has_root"), name))


def _xml(pattern: str) -> Callable[[bytes], bool]:
    """A ``matches`` for XML that soon has this pattern."""
    return _begins(_MARKUP, partial(_in("_shared.xml_opening", "begins_with"), pattern))


def _by_libreoffice(name: str, endings: tuple[str, ...], description: str) -> Source:
    """A source that LibreOffice makes a file of today of."""
    read = partial(_in("office.legacy", "read_old"), form=name)
    matches = _begins(_OLE, partial(_in("office.legacy", "is_old"), name))
    return Source(name, endings, read, f"{description} (by LibreOffice)", matches)


def _by_pandoc(
    name: str,
    endings: tuple[str, ...],
    description: str,
    begins: bytes | Callable[[bytes], bool] | None = None,
    reader: str = "",
) -> Source:
    """A source that pandoc reads; ``begins`` is how such a file begins, or tells it, ``reader`` pandoc's reader if its
    name is another."""
    read = partial(_in("office.through_pandoc", "read_form"), reader=reader or name)
    matches = _begins(rb"(?:\xef\xbb\xbf)?" + begins) if isinstance(begins, bytes) else begins or _by_name_only
    return Source(name, endings, read, f"{description} (by pandoc)", matches, OF_PANDOC, names_files=True)


_MB = 2**20
OF_PANDOC = 16 * _MB
"""The largest file that is handed to pandoc, in bytes."""
_PACKAGE = 256 * _MB  # with its pictures
_OLE = rb"\xd0\xcf\x11\xe0"

SOURCES: tuple[Source, ...] = (
    Source("text", (".txt", ".text"), _in("text"), "raw text, as damaged as it comes", names_files=True),
    Source(
        "subtitles",
        (".srt", ".vtt"),
        _in("subtitles"),
        "subtitles (SubRip or WebVTT)",
        _begins(rb"(?:\xef\xbb\xbf)?(?:WEBVTT[ \t\r\n]|\s*\d{1,4}[ \t]*\r?\n\d{1,3}:\d\d:\d\d[.,]\d{1,3}[ \t]*-->)"),
    ),
    Source(
        "ocr",  # before web pages, of which hOCR is a special form
        (".hocr", ".alto"),
        _in("ocr"),
        "OCR (hOCR, ALTO, PAGE XML or a table of Tesseract)",
        _begins(
            _MARKUP + rb"|(?:\xef\xbb\xbf)?(?:level\t|PK\x03\x04|\x1f\x8b|.{257}ustar)",
            _in("ocr", "is_ocr"),
        ),
        512 * _MB,
        parts=_in("ocr", "parts"),
    ),
    Source(
        "html",
        (".html", ".htm", ".xhtml", ".mhtml", ".mht"),
        _in("html"),
        "a web page",
        _in("html.form", "is_page"),
        96 * _MB,
        "html",
        ("trafilatura",),
        names_files=True,
    ),
    Source(
        "json", (".json",), _in("json"), "the article tree, as copydesk writes it", in_folders=False, names_files=True
    ),
    Source(
        "mail",
        (".eml", ".mbox", ".msg", ".p7m"),
        _in("mail"),
        "a mail or a mailbox",
        _begins(
            rb"(?:\xef\xbb\xbf)?\s*[!-9;-~]{1,80}[ \t]*:|\s*From |\x30.{1,5}\x06|" + _OLE,
            _in("mail.detection", "is_mail"),
        ),
        256 * _MB,
        "mail",
        ("olefile",),
        parts=_in("mail", "parts"),
    ),
    Source("markdown", (".md", ".markdown"), _in("markdown"), "Markdown, in many flavours", names_files=True),
    Source(
        "docx",
        (".docx", ".docm", ".dotx"),
        _in("office.packages", "read_docx"),
        "a Word document",
        _package("docx"),
        _PACKAGE,
        parts=_in("office.packages", "docx_parts"),
    ),
    Source(
        "odt",
        (".odt", ".ott", ".fodt"),
        _in("office.packages", "read_odt"),
        "an OpenDocument text",
        _begins(rb"PK\x03\x04|" + _MARKUP, _in("office.packages", "is_odt")),
        _PACKAGE,
        parts=_in("office.packages", "odt_parts"),
    ),
    Source(
        "epub",
        (".epub",),
        _in("office.packages", "read_epub"),
        "an EPUB e-book",
        _package("epub"),
        _PACKAGE,
        parts=_in("office.packages", "epub_parts"),
    ),
    Source("pptx", (".pptx",), _in("office.packages", "read_pptx"), "a PowerPoint presentation", _package("pptx")),
    Source("xlsx", (".xlsx",), _in("office.packages", "read_xlsx"), "an Excel workbook", _package("xlsx")),
    _by_libreoffice("doc", (".doc", ".dot"), "an old Word file"),
    _by_libreoffice("ppt", (".ppt", ".pps"), "an old PowerPoint file"),
    _by_libreoffice("xls", (".xls",), "an old Excel file"),
    Source("rtf", (".rtf",), _in("office.through_pandoc", "read_rtf"), "a rich text file", _begins(rb"\s*\{\\rtf")),
    _by_pandoc("latex", (".tex", ".latex", ".ltx"), "LaTeX", rb"\s*(?:%[^\n]*+\s*)*+\\document(?:class|style)\b"),
    _by_pandoc("rst", (".rst", ".rest"), "reStructuredText"),
    _by_pandoc(
        "org",
        (".org",),
        "Org",
        rb"\s*(?:#\+(?i:title|subtitle|author|date|language|email|options|startup): [^\n]*+\s++){2}",
        reader="org-auto_identifiers",
    ),
    _by_pandoc("asciidoc", (".adoc", ".asciidoc"), "AsciiDoc"),
    _by_pandoc("typst", (".typ",), "Typst"),
    _by_pandoc("djot", (".dj", ".djot"), "Djot"),
    _by_pandoc("textile", (".textile",), "Textile", reader="textile-smart"),
    _by_pandoc("mediawiki", (".wiki", ".mediawiki"), "MediaWiki", reader="mediawiki-smart-auto_identifiers"),
    _by_pandoc("dokuwiki", (".dokuwiki",), "DokuWiki", reader="dokuwiki-smart"),
    _by_pandoc("creole", (".creole",), "Creole"),
    _by_pandoc("muse", (".muse",), "Muse"),
    _by_pandoc("pod", (".pod",), "Perl's documentation", rb"\s*=(?:pod|head1|encoding)\b"),
    _by_pandoc(
        "man",
        (".man", *(f".{section}" for section in range(1, 10))),
        "a manual page",
        rb"""\s*(?:[.']\\"[^\n]*\n\s*|\.(?:ds|de|nr|so|if|ie|el|ll|na|nh|ad)\b[^\n]*\n\s*){0,99}\.TH\s""",
    ),
    _by_pandoc("mdoc", (".mdoc",), "a manual page of BSD", rb"""\s*(?:\.\\"[^\n]*\n\s*){0,99}\.Dd\s"""),
    _by_pandoc("t2t", (".t2t",), "txt2tags"),
    _by_pandoc("docbook", (".dbk", ".docbook"), "DocBook", _xml(r"docbook\.org/ns/docbook|DTD DocBook")),
    _by_pandoc("jats", (".jats", ".nxml"), "JATS", _xml(r"JATS-|DTD JATS|NLM//DTD|jats\.nlm\.nih\.gov")),
    _by_pandoc("fb2", (".fb2",), "a FictionBook e-book", _root("FictionBook")),
    _by_pandoc("opml", (".opml",), "an OPML outline", _root("opml")),
    _by_pandoc("ipynb", (".ipynb",), "a Jupyter notebook", rb'\s*\{[^\0]*"nbformat"\s*:\s*\d'),
    *(
        Source(name, (f".{name}",), _in("xml", f"read_{name}"), what, _root(root), 32 * _MB, names_files=True)
        for name, root, what in (
            ("nitf", "nitf", "NITF, the XML of news agencies"),
            ("tei", "TEI", "TEI, the XML of editions"),
        )
    ),
    Source(
        "pdf",
        (".pdf",),
        _in("pdf"),
        "PDF",
        _begins(rb".{0,1019}?%PDF-"),
        512 * _MB,
        "pdf",
        ("pypdfium2",),
        parts=_in("pdf", "parts"),
    ),
    Source(
        "scan",
        (".png", ".jpg", ".jpeg", ".tif", ".tiff"),
        _in("scan"),
        "a scan (a picture in PNG, JPEG or TIFF)",
        _begins(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|II\*\0|MM\0\*"),
        256 * _MB,
        in_folders=False,
    ),
)
"""The sources; that of raw text, which reads what no other does, is first. The beginning of a file is shown to them in
this order."""


# ------------------------------------------------------------------------------------------------ what can be written


class Format(NamedTuple):
    """``Format("epub", (".epub",), "EPUB 3 e-book", binary=True)``

    ``exact`` is a format that is read back as the same tree: its dates are data and stay unchanged. ``typeset`` is a
    finished format: quotation marks, dashes and spaces are set by language if the style says so. In others, which are
    edited or processed further, they are set only on request.
    """

    name: str
    endings: tuple[str, ...]
    description: str
    binary: bool = False
    exact: bool = False
    typeset: bool = False


FORMATS: tuple[Format, ...] = (
    Format("docx", (".docx",), "Word document with real styles", binary=True, typeset=True),
    Format("epub", (".epub",), "EPUB 3 e-book", binary=True, typeset=True),
    Format("html", (".html", ".htm"), "one self-contained web page", typeset=True),
    Format("json", (".json",), "JSON: the article tree, as its JSON Schema says", exact=True),
    Format("markdown", (".md", ".markdown"), "Markdown: CommonMark with a front matter in YAML", exact=True),
    Format("pdf", (".pdf",), "tagged PDF, ready to print", binary=True, typeset=True),
)
"""The formats that copydesk writes itself, each by the module of ``writing/`` of its name; others pandoc writes."""
