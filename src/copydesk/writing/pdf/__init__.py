"""PDF: typeset by WeasyPrint, or on request by typst (`typst/`), tagged for assistive software (PDF/UA-1), on request
for archiving (PDF/A-2a).

WeasyPrint may fetch nothing: resources named in the article are left out, and fonts are registered with Pango.
"""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from copydesk.errors import MissingEngineError, UsageError
from copydesk.problems import Problem
from copydesk.style import PAPERS, Style
from copydesk.tree import Article, Picture
from copydesk.visit import walk
from copydesk.writing._cost import Meter
from copydesk.writing._format import Output, Settings
from copydesk.writing._shared import font_files
from copydesk.writing._shared.pictures import file_name

if TYPE_CHECKING:
    from xml.etree import ElementTree

PACKAGES = "apt-get install --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core"
"""The command that installs the libraries and fonts that WeasyPrint needs, on Debian and Ubuntu."""

NAMED = 20
"""The most characters listed of those that no font has."""

SPARE_PAGES, CHARACTERS_PER_PAGE = 100, 100
"""A PDF has at most ``SPARE_PAGES`` pages, plus one for each ``CHARACTERS_PER_PAGE`` characters of HTML. If CSS leaves
a page almost no room, WeasyPrint would make pages without end."""

_one_at_a_time = threading.Lock()  # Pango's font map, which all documents of a style share, is not thread-safe


def write(article: Article, options: Settings) -> Output:
    """The article as a PDF on the paper of the options, in bytes that depend only on it, the style and the fonts.

    Raises MissingEngineError if the engine, Pango or WeasyPrint is missing or no font is installed, and UsageError if
    the style leaves pages no room. It is thread-safe; calls run one at a time.
    """
    if options.pdf_engine != "weasyprint":
        engine, chosen = _choice(options.pdf_engine)
        if engine == "typst":
            from copydesk.writing.pdf import typst

            output = typst.write(article, options)
        else:
            output = _by_weasyprint(article, options)
        return output._replace(problems=(*output.problems, *chosen))
    return _by_weasyprint(article, options)


def _choice(engine: str) -> tuple[str, tuple[Problem, ...]]:
    """The engine to use, and what is to be said of the choice: for ``auto`` WeasyPrint where it can be used, else
    typst."""
    if engine != "auto":
        return engine, ()
    try:
        load()
    except MissingEngineError as error:
        return "typst", (Problem("engine", None, f"typst sets this PDF: {error.message}"),)
    return "weasyprint", (Problem("engine", None, "WeasyPrint sets this PDF"),)


def _by_weasyprint(article: Article, options: Settings) -> Output:
    """The article as a PDF that WeasyPrint sets."""
    from copydesk.writing.pdf import text_layer
    from copydesk.writing.pdf.layout import best_layout, layouts
    from copydesk.writing.pdf.tags import finish, finish_archive

    variant, finisher = ("pdf/a-2a", finish_archive) if options.archive else ("pdf/ua-1", finish)
    with _one_at_a_time, _warnings() as warned:
        engine = _engine(options.style, options.paper)
        engine.fetcher.requested[:] = engine.named_urls
        lay_out = partial(engine.lay_out, variant=variant)
        tried = layouts(article, floats_notes=engine.floats_notes, spans=engine.spans)
        with warnings.catch_warnings(), engine.fetcher.holding(article):
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
            document, problems, _ = best_layout(article, lay_out, engine.paper, tried)
            data = text_layer.write_pdf(document, finisher, pdf_variant=variant)
        urls = tuple(dict.fromkeys(engine.fetcher.requested))
    problems += [Problem("unsupported", None, f"{url} is left out: nothing is ever fetched") for url in urls]
    problems += [Problem("unsupported", None, f"your own CSS: {message}") for message in engine.ignored_rules]
    missing_characters = {str(args[0]) for message, args in warned.items() if message.startswith(".notdef glyph")}
    if missing_characters:
        problems.append(
            Problem("glyph", None, f"no font has {_list_of(missing_characters)}; each is shown as a box in the PDF")
        )
    return Output(data, tuple(problems))


def prepare(options: Settings) -> None:
    """Loads what PDFs with these options need, so that the first is written sooner. Raises MissingEngineError."""
    if _choice(options.pdf_engine)[0] == "typst":
        from copydesk.writing.pdf import typst

        typst.prepare(options)
        return
    with _one_at_a_time, _warnings():
        _engine(options.style, options.paper)


def _list_of(characters: set[str]) -> str:
    names = [f"{character} (U+{ord(character):04X})" for character in sorted(characters)]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


class _Engine(NamedTuple):
    """WeasyPrint set up for a style and a paper. ``named_urls`` are the URLs requested while the style sheet was
    parsed, ``ignored_rules`` WeasyPrint's messages about unsupported rules of the user, ``floats_notes`` says whether
    the style floats notes to the foot of the page, ``spans`` whether elements span its columns."""

    weasyprint: ModuleType
    paper: str
    sheet: Any
    fonts: Any
    fetcher: Any
    named_urls: tuple[str, ...]
    ignored_rules: tuple[str, ...]
    floats_notes: bool
    spans: bool

    def lay_out(self, root: ElementTree.Element, size: int, variant: str = "pdf/ua-1") -> Any:
        """The page of HTML, of ``size`` characters, as a ``weasyprint.Document`` for this variant of PDF. Raises
        UsageError if the CSS leaves pages no room, and TooMuchWorkError if it takes disproportionately long."""
        from copydesk.writing.pdf.line_store import LineStore

        html = self.weasyprint.HTML(string="", url_fetcher=self.fetcher, media_type="print")
        html.etree_element = root
        html.wrapper_element = type(html.wrapper_element).from_html_root(html.etree_element, content_language=None)
        self.fonts.strut_layouts = meter = Meter(self.fonts.strut_layouts, size)
        try:
            with _page_limit(SPARE_PAGES + size // CHARACTERS_PER_PAGE), LineStore(meter).used():
                return html.render(
                    stylesheets=[self.sheet],
                    font_config=self.fonts,
                    presentational_hints=True,
                    pdf_variant=variant,
                    cache=self.fetcher.unpacked,
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
    ignored_rules = _ignored_rules(weasyprint, style.own_css)
    return _Engine(
        weasyprint,
        paper,
        sheet,
        fonts,
        fetcher,
        tuple(fetcher.requested),
        ignored_rules,
        floats_notes="float: footnote" in css,
        spans="column-span: all" in css,
    )


def _ignored_rules(weasyprint: ModuleType, own_css: str) -> tuple[str, ...]:
    """WeasyPrint's messages about unsupported rules, except those for screens."""
    with _warnings() as warned:
        weasyprint.CSS(string=own_css, url_fetcher=_fetcher(weasyprint), base_url="about:blank")
    unknown = ("Ignored `", "Invalid or unsupported selector")
    return tuple(message.rstrip(".") for message in warned if message.startswith(unknown))


def load() -> ModuleType:
    """The WeasyPrint library. Raises MissingEngineError if it or Pango is missing."""
    from copydesk.writing.pdf import loading

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns on import about missing fonts or an old Pango
            return loading.weasyprint()
    except ImportError as error:
        raise MissingEngineError(
            f"WeasyPrint, which makes PDF, is missing: {error}", "pip install weasyprint"
        ) from None
    except OSError as error:
        raise MissingEngineError(
            f"WeasyPrint, which makes PDF, cannot load Pango: {str(error).splitlines()[0]}", f"Run {PACKAGES}"
        ) from None


def _fetcher(weasyprint: ModuleType) -> Any:
    """A fetcher that fetches nothing and records the requested URLs; it only hands out the pictures that the article
    itself holds, and keeps them unpacked from one layout to the next."""
    from copydesk.writing.pdf.html import PICTURE

    class Refusal(weasyprint.URLFetcher):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__(allowed_protocols=())
            self.requested: list[str] = []
            self.unpacked: dict[str, Any] = {}
            self._held: dict[str, Picture] = {}

        @contextmanager
        def holding(self, article: Article) -> Iterator[None]:
            held = (node for node in walk(article) if isinstance(node, Picture))
            self._held = {f"{PICTURE}{file_name(picture)}": picture for picture in held}
            try:
                yield
            finally:
                self._held, self.unpacked = {}, {}

        def fetch(self, url: str, headers: Any = None) -> Any:
            if picture := self._held.get(url):
                headers = {"Content-Type": picture.media_type}
                return weasyprint.urls.URLFetcherResponse(url, picture.data, headers)
            self.requested.append(url)
            raise ValueError(f"{url} is not fetched")

    return Refusal()


@contextmanager
def _warnings() -> Iterator[dict[str, tuple[object, ...]]]:
    """The warnings that WeasyPrint logs in this thread: messages, with their arguments."""
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
def _page_limit(pages: int) -> Iterator[None]:
    """Stops WeasyPrint, which logs each page, when it exceeds this number of pages in this thread. Raises
    UsageError."""
    mine = threading.get_ident()
    logger = logging.getLogger("weasyprint.progress")
    level, shown = logger.level, logger.getEffectiveLevel()

    def counted(record: logging.LogRecord) -> bool:
        if record.thread == mine and isinstance(record.args, tuple) and record.args and record.args[0] == pages + 1:
            raise UsageError(
                f"the pages have so little room that the text does not fit on {pages} of them",
                "Use larger pages, smaller margins or smaller type: see --css and the style's print.css",
            )
        return record.levelno >= shown

    logger.addFilter(counted)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.setLevel(level)
        logger.removeFilter(counted)
