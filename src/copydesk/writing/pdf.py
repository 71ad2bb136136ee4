"""PDF: the article's page set by WeasyPrint, tagged for assistive software (PDF/UA-1).

WeasyPrint may fetch nothing but the font files named here: whatever the article speaks of stays words.
"""

from __future__ import annotations

import logging
import re
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

from copydesk import tree
from copydesk.errors import MissingEngineError
from copydesk.problems import Problem
from copydesk.style import PAPERS, Style
from copydesk.tree import Article
from copydesk.writing import _fonts
from copydesk.writing._format import Format, Options, Output
from copydesk.writing._html import HtmlVisitor, title
from copydesk.writing.html import page

FORMAT = Format("pdf", (".pdf",), "tagged PDF, ready to print", binary=True)

PACKAGES = "apt-get install --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core"
"""What installs the libraries and fonts that WeasyPrint needs, on Debian and Ubuntu."""

LONG = 300_000
"""Characters of HTML from which a PDF takes about ten seconds or more."""

NAMED = 20
"""The most characters that are named of those that no font has."""

RUNNING_HEAD = 60
"""The longest running head, in characters."""

BARE = 0.24
"""How far down, in heights of the page, the last page's text must reach if it is not to look forgotten there. Where
it does not, the text is set again a little tighter, as the style says, in the hope that it saves the page."""

_one_at_a_time = threading.Lock()  # Pango's font map, which all documents of a style share, is not thread-safe


class PdfVisitor(HtmlVisitor):
    """The article as WeasyPrint needs it, which tags some HTML in ways that PDF/UA forbids."""

    def headline(self, node: tree.Headline) -> str:
        """The last words of a headline are kept together, so that none stands alone on its last line."""
        made = super().headline(node)
        return re.sub(r"(?<= )[^<>]{,12} [^ <>]+(?=</h1>)", r'<span class="last-words">\g<0></span>', made)

    def text(self, node: tree.Text) -> str:
        """A space before an emphasis or a link stands in an element of its own. WeasyPrint would else break a line
        that has room for the words but not for the space after the first of them."""
        words = super().text(node)
        return f"{words[:-1]}<span> </span>" if words.endswith(" ") else words

    def item(self, blocks: Sequence[tree.Block]) -> str:
        """WeasyPrint tags blocks right in an ``li`` as children of LI; a ``dd`` there becomes the LBody they need."""
        return f"<dd>{super().item(blocks)}</dd>"

    def link(self, node: tree.Link) -> str:
        """WeasyPrint makes a link of each element in a link, but tags the outermost only: each text is one here."""
        words = super().link(node)
        made = re.fullmatch("(<a [^>]*>)(.*)</a>", words, re.DOTALL)
        if made is None or "<" not in made[2]:
            return words
        return re.sub("(<[^>]*>)|([^<]+)", lambda part: part[1] or f"{made[1]}{part[2]}</a>", made[2])


def write(article: Article, options: Options) -> Output:
    """The article as a PDF on the paper asked for, in bytes that depend on nothing but it, the style and the fonts.

    Raises MissingEngineError where Pango or WeasyPrint is missing or there is no font at all. Threads may call it;
    they take turns.
    """
    visitor = PdfVisitor(article)
    source = page(article, visitor, class_=f"paper-{options.paper}", data_running=running_head(article))
    source = source.replace("</article>", '<div id="end"></div>\n</article>')
    problems = list(visitor.problems)
    if len(source) > LONG:
        problems.append(Problem("cost", None, f"a PDF of {len(source):,} characters takes long to make"))
    with _one_at_a_time, _unshown() as unshown:
        engine = _engine(options.style, options.paper)
        document = engine.lay_out(source)
        if last_page_is_bare(document):
            tight = engine.lay_out(source.replace('<body class="', '<body class="tight '))
            document = min(document, tight, key=lambda tried: len(tried.pages))
        data: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    if unshown:
        problems.append(Problem("glyph", None, f"no font has {_named(unshown)}; a box stands in the PDF for each"))
    return Output(data, tuple(problems))


def _named(characters: set[str]) -> str:
    names = [f"{character} (U+{ord(character):04X})" for character in sorted(characters)]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def running_head(article: Article) -> str:
    """What stands at the top of each page but the first: the newspaper's name, or the headline, cut where too long."""
    words = article.metadata.publisher or title(article)
    return words if len(words) <= RUNNING_HEAD else words[:RUNNING_HEAD].rsplit(" ", 1)[0] + "…"


def last_page_is_bare(document: Any) -> bool:
    """Whether a laid-out document of several pages ends on one with little more than a few lines."""
    last = document.pages[-1]
    _, end, _, _ = last.anchors["end"]
    return len(document.pages) > 1 and end < BARE * last.height


class _Engine(NamedTuple):
    """WeasyPrint made ready for a style on a paper."""

    weasyprint: ModuleType
    sheet: Any
    fonts: Any
    fetcher: Any

    def lay_out(self, source: str) -> Any:
        """The page of HTML as a ``weasyprint.Document``."""
        html = self.weasyprint.HTML(string=source, url_fetcher=self.fetcher, media_type="print")
        return html.render(stylesheets=[self.sheet], font_config=self.fonts, presentational_hints=True)


@cache
def _engine(style: Style, paper: str) -> _Engine:
    weasyprint = load()
    from weasyprint.text.fonts import FontConfiguration

    faces = _fonts.faces(style.fonts)
    if not faces and not _system_has_fonts():
        raise MissingEngineError("no font is installed, and a PDF needs one", f"Run {PACKAGES}")
    fetcher = _fetcher(weasyprint, frozenset(face.file.as_uri() for face in faces))
    fonts = FontConfiguration()
    width, height = PAPERS[paper]
    css = f"@page {{ size: {width}mm {height}mm; }}\n" + "".join(face.rule() for face in faces)
    sheet = weasyprint.CSS(string=css + style.sheet("print.css"), font_config=fonts, url_fetcher=fetcher)
    return _Engine(weasyprint, sheet, fonts, fetcher)


def load() -> ModuleType:
    """The WeasyPrint library. Raises MissingEngineError with what to do if it or Pango is missing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a missing font or an old Pango it warns on the spot
            import weasyprint
    except ImportError as error:
        raise MissingEngineError(
            f"WeasyPrint, which makes PDF, is missing: {error}", "pip install weasyprint"
        ) from None
    except OSError as error:
        raise MissingEngineError(
            f"WeasyPrint, which makes PDF, cannot load Pango: {str(error).splitlines()[0]}", f"Run {PACKAGES}"
        ) from None
    module: ModuleType = weasyprint
    return module


def _system_has_fonts() -> bool:
    """Whether there is any font at all: without one, Pango takes the whole process down."""
    from weasyprint.text.ffi import ffi, fontconfig

    config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    found = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
    return bool(found != ffi.NULL and found.nfont > 0)


def _fetcher(weasyprint: ModuleType, allowed: frozenset[str]) -> Any:
    """A fetcher that opens these URLs and fails for any other."""

    class FontFetcher(weasyprint.URLFetcher):  # type: ignore[misc, name-defined]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in allowed:
                raise ValueError(f"{url} is not one of the fonts")
            return super().fetch(url, headers)

    return FontFetcher(allowed_protocols={"file"}, allow_redirects=False, fail_on_errors=True)


@contextmanager
def _unshown() -> Iterator[set[str]]:
    """The characters that WeasyPrint, in this thread, finds no glyph for: it only tells its log."""
    unshown: set[str] = set()
    mine = threading.get_ident()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == mine and str(record.msg).startswith(".notdef glyph") and isinstance(record.args, tuple):
                unshown.add(str(record.args[0]))

    logger, listener = logging.getLogger("weasyprint"), Listener()
    level = logger.level
    logger.addHandler(listener)
    logger.setLevel(logging.WARNING)
    try:
        yield unshown
    finally:
        logger.setLevel(level)
        logger.removeHandler(listener)
