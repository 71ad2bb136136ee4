"""PDF: the article's page set by WeasyPrint, tagged for assistive software (PDF/UA-1), fit for archives (PDF/A-2a)
where that is asked for.

WeasyPrint may fetch nothing at all: whatever the article speaks of stays words, and the fonts are shown to Pango.
"""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from types import ModuleType
from typing import Any, NamedTuple
from xml.etree import ElementTree

from copydesk.errors import MissingEngineError, UsageError
from copydesk.problems import Problem
from copydesk.style import PAPERS, Style
from copydesk.tree import Article
from copydesk.writing._cost import Meter
from copydesk.writing._format import Format, Output, Settings
from copydesk.writing._shared import font_files
from copydesk.writing.pdf import text_layer
from copydesk.writing.pdf.layout import laid_out, layouts
from copydesk.writing.pdf.tags import finish, finish_archive

FORMAT = Format("pdf", (".pdf",), "tagged PDF, ready to print", binary=True, typeset=True)

PACKAGES = "apt-get install --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core"
"""What installs the libraries and fonts that WeasyPrint needs, on Debian and Ubuntu."""

NAMED = 20
"""The most characters that are named of those that no font has."""

SPARE_PAGES, PAGE_HOLDS = 100, 100
"""A PDF has at most so many pages, and one more for each so many characters of HTML. Where rules leave a page no room
to speak of, WeasyPrint would make pages without end."""

_one_at_a_time = threading.Lock()  # Pango's font map, which all documents of a style share, is not thread-safe


def write(article: Article, options: Settings) -> Output:
    """The article as a PDF on the paper asked for, in bytes that depend on nothing but it, the style and the fonts.

    Raises MissingEngineError where Pango or WeasyPrint is missing or there is no font at all, and UsageError where the
    style leaves pages no room. Threads may call it; they take turns.
    """
    variant, finisher = ("pdf/a-2a", finish_archive) if options.archive else ("pdf/ua-1", finish)
    with _one_at_a_time, _warnings() as warned:
        engine = _engine(options.style, options.paper)
        engine.fetcher.asked[:] = engine.named
        lay_out = partial(engine.lay_out, variant=variant)
        tried = layouts(article, floats_notes=engine.floats_notes, spans=engine.spans)
        document, problems, _ = laid_out(article, lay_out, engine.paper, tried)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
            data = text_layer.written(document, finisher, pdf_variant=variant)
        named = tuple(dict.fromkeys(engine.fetcher.asked))
    problems += [Problem("unsupported", None, f"{url} is left out: nothing is ever fetched") for url in named]
    problems += [Problem("unsupported", None, f"of your own CSS: {said}") for said in engine.passed_over]
    unshown = {str(args[0]) for said, args in warned.items() if said.startswith(".notdef glyph")}
    if unshown:
        problems.append(Problem("glyph", None, f"no font has {_named(unshown)}; a box stands in the PDF for each"))
    return Output(data, tuple(problems))


def _named(characters: set[str]) -> str:
    names = [f"{character} (U+{ord(character):04X})" for character in sorted(characters)]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


class _Engine(NamedTuple):
    """WeasyPrint made ready for a style on a paper. ``named`` are the URLs that the style's rules name where they are
    read, ``passed_over`` is what WeasyPrint says of those of the person's own rules that it does not know,
    ``floats_notes`` tells whether the style floats notes to the foot of the page, ``spans`` whether something spans its
    columns."""

    weasyprint: ModuleType
    paper: str
    sheet: Any
    fonts: Any
    fetcher: Any
    named: tuple[str, ...]
    passed_over: tuple[str, ...]
    floats_notes: bool
    spans: bool

    def lay_out(self, root: ElementTree.Element, size: int, variant: str = "pdf/ua-1") -> Any:
        """The page of HTML, of ``size`` characters, as a ``weasyprint.Document`` to be written as this variant of PDF.
        Raises UsageError where the rules leave pages no room, and TooMuchWorkError where it takes out of proportion
        long."""
        html = self.weasyprint.HTML(string="", url_fetcher=self.fetcher, media_type="print")
        html.etree_element = root
        html.wrapper_element = type(html.wrapper_element).from_html_root(html.etree_element, content_language=None)
        self.fonts.strut_layouts = Meter(self.fonts.strut_layouts, size)
        try:
            with _at_most(SPARE_PAGES + size // PAGE_HOLDS):
                return html.render(
                    stylesheets=[self.sheet], font_config=self.fonts, presentational_hints=True, pdf_variant=variant
                )
        finally:
            self.fonts.strut_layouts = dict(self.fonts.strut_layouts)


@cache
def _engine(style: Style, paper: str) -> _Engine:
    weasyprint = load()
    fonts = font_files.known_to_pango(font_files.faces(style.fonts))
    if fonts is None:
        raise MissingEngineError("no font is installed, and a PDF needs one", f"Run {PACKAGES}")
    fetcher = _fetcher(weasyprint)
    width, height = PAPERS[paper]
    css = f"@page {{ size: {width}mm {height}mm; }}\n" + style.sheet("print.css")
    base = style.folder.absolute().as_uri() + "/"
    sheet = weasyprint.CSS(string=css, font_config=fonts, url_fetcher=fetcher, base_url=base)
    passed_over = _passed_over(weasyprint, style.own_css)
    return _Engine(
        weasyprint,
        paper,
        sheet,
        fonts,
        fetcher,
        tuple(fetcher.asked),
        passed_over,
        floats_notes="float: footnote" in css,
        spans="column-span: all" in css,
    )


def _passed_over(weasyprint: ModuleType, own_css: str) -> tuple[str, ...]:
    """What WeasyPrint says of the rules that it does not know. Those that are meant for screens are no fault."""
    with _warnings() as warned:
        weasyprint.CSS(string=own_css, url_fetcher=_fetcher(weasyprint), base_url="about:blank")
    unknown = ("Ignored `", "Invalid or unsupported selector")
    return tuple(said.rstrip(".") for said in warned if said.startswith(unknown))


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


def _fetcher(weasyprint: ModuleType) -> Any:
    """A fetcher that fetches nothing and remembers what it was asked for."""

    class Refusal(weasyprint.URLFetcher):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__(allowed_protocols=())
            self.asked: list[str] = []

        def fetch(self, url: str, headers: Any = None) -> Any:
            self.asked.append(url)
            raise ValueError(f"{url} is not fetched")

    return Refusal()


@contextmanager
def _warnings() -> Iterator[dict[str, tuple[object, ...]]]:
    """What WeasyPrint warns of in this thread, and of what it is made: it only tells its log."""
    warned: dict[str, tuple[object, ...]] = {}
    mine = threading.get_ident()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == mine and isinstance(record.args, tuple):
                warned.setdefault(record.getMessage(), record.args)

    logger, listener = logging.getLogger("weasyprint"), Listener()
    level = logger.level
    logger.addHandler(listener)
    logger.setLevel(logging.WARNING)
    try:
        yield warned
    finally:
        logger.setLevel(level)
        logger.removeHandler(listener)


@contextmanager
def _at_most(pages: int) -> Iterator[None]:
    """Stops WeasyPrint, which tells its log of each page, before it makes more pages than these in this thread."""
    mine = threading.get_ident()
    logger = logging.getLogger("weasyprint.progress")
    level, shown = logger.level, logger.getEffectiveLevel()

    def counted(record: logging.LogRecord) -> bool:
        if record.thread == mine and isinstance(record.args, tuple) and record.args and record.args[0] == pages + 1:
            raise UsageError(
                f"the pages have so little room that {pages} of them do not hold the text",
                "Make them larger, or their margins and letters smaller: see --css and the style's print.css",
            )
        return record.levelno >= shown

    logger.addFilter(counted)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.setLevel(level)
        logger.removeFilter(counted)
