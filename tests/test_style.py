"""Styles: each is complete, inherits, and keeps the rules of good typography."""

from __future__ import annotations

import io
import os
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median

import pypdfium2
import pytest

from copydesk import gallery, style, writing
from copydesk.conversion import load as read
from copydesk.errors import UsageError
from copydesk.style import PAPERS, Style, available, load
from copydesk.tree import Article, BlockQuote, Head, Headline, Kicker, List, PullQuote, Table, Verse
from copydesk.visit import walk
from copydesk.writing.docx.design import load_design
from copydesk.writing.epub.cover_image import cover
from tests import trees
from tests.conftest import Run
from tests.tools import PATIENCE, require

STYLES = available()
ROOT = "plain"
SHEETS = ("print.css", "screen.css")
TABLES = ("docx.toml", "cover.toml")

each_style = pytest.mark.parametrize("style", STYLES, ids=[style.name for style in STYLES])
each_page = pytest.mark.parametrize(
    ("style", "paper"),
    [pytest.param(style, paper, id=f"{style.name}-{paper}") for style in STYLES for paper in style.papers],
)

ARTICLE = Article(
    lang="en",
    head=Head(kicker=Kicker(trees.words("Transport")), headline=Headline(trees.words("The ferry returns"))),
    body=tuple(
        trees.paragraph(
            f"On day {number} the ferry crossed the upper lake with forty people, their bicycles and one goat, and "
            "nobody on the quay believed a word of it until the hull came round the point with all its lamps alight. "
            "The harbour office had said so on the Monday, but it had said so before, nine years before to be exact."
        )
        for number in range(8)
    ),
)


def made_of(folder: Path, **files: str) -> Style:
    """A style in a folder of the user: ``made_of(tmp_path, style_toml='inherits = "plain"')``."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return load(str(folder))


# ----------------------------------------------------------------------------------------------------- inheritance


def test_the_styles_that_there_are() -> None:
    assert {style.name for style in STYLES} == {
        "broadsheet", "essay", "large-print", "leaflet", "magazine", "manuscript", "plain"
    }  # fmt: skip
    assert load().name == style.DEFAULT


@each_style
def test_each_is_whole(style: Style) -> None:
    assert style.name == style.folder.name
    assert style.description
    assert style.fonts
    assert style.files("print.css")[0] == load(ROOT).folder / "print.css"
    for sheet in SHEETS:
        assert style.sheet(sheet).count("{") == style.sheet(sheet).count("}")
    for paper in style.papers:
        assert load_design(style, paper).styles["Title"].size
    assert cover(style).paper


@each_style
def test_all_but_the_root_inherit_from_it(style: Style) -> None:
    assert (style.parent is None) == (style.name == ROOT)
    if style.parent is not None:
        assert style.parent == load(ROOT)


def test_a_style_need_only_say_where_it_differs(tmp_path: Path) -> None:
    mine = made_of(
        tmp_path / "mine",
        style_toml='description = "Mine"\ninherits = "broadsheet"',
        print_css=":root { --accent: #005500; }",
        docx_toml='[colours]\naccent = "005500"\n[styles.Title]\nsize = 40',
        cover_toml='ink = "#005500"',
    )
    parent = load("broadsheet")
    assert (mine.name, mine.fonts, mine.papers) == ("mine", parent.fonts, parent.papers)
    assert mine.sheet("print.css") == parent.sheet("print.css") + "\n:root { --accent: #005500; }"
    assert mine.sheet("screen.css") == parent.sheet("screen.css")
    ours, theirs = load_design(mine, "a4"), load_design(parent, "a4")
    assert ours.styles["Title"].size == 40
    assert ours.styles["Title"].leading == theirs.styles["Title"].leading
    assert (ours.styles["Kicker"].colour, theirs.styles["Kicker"].colour) == ("005500", "8F1D14")
    assert ours.page == theirs.page
    assert (cover(mine).ink, cover(mine).rule) == ("#005500", cover(parent).rule)


def test_a_style_inherits_from_one_beside_it(tmp_path: Path) -> None:
    made_of(tmp_path / "first", style_toml='description = "1"\ninherits = "plain"\npapers = ["letter", "a4"]')
    second = made_of(tmp_path / "second", style_toml='description = "2"\ninherits = "../first"')
    assert second.papers == ("letter", "a4")
    assert second.parent is not None
    assert second.parent.parent == load(ROOT)


def test_a_style_says_whether_marks_are_set_or_its_parent_does(tmp_path: Path) -> None:
    own = made_of(tmp_path / "own", style_toml='description = "1"\ninherits = "plain"\ntypography = true')
    heir = made_of(tmp_path / "heir", style_toml='description = "2"\ninherits = "../own"')
    loud = made_of(tmp_path / "loud", style_toml='description = "3"\ninherits = "essay"\ntypography = false')
    assert [style.typography for style in (own, heir, loud)] == [True, True, False]


def test_what_inherits_makes_every_document(tmp_path: Path) -> None:
    made_of(tmp_path / "mine", style_toml='description = "Mine"\ninherits = "essay"')
    for to in ("pdf", "epub", "docx", "html"):
        assert writing.write(trees.plain_article(), to, style=str(tmp_path / "mine")).data


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('inherits = "../mine"', "inherits from itself: mine -> mine"),
        ('inherits = "../other"', "inherits from itself: mine -> other -> mine"),
        ('inherits = "gothic"', "inherits from 'gothic': there is no style 'gothic'"),
        ("inherits = 3", "inherits is not a text"),
        ('inherits = "plain"\ntypography = "yes"', "Expected `bool`"),
        ('inherits = "plain"\npapers = []', "names no paper"),
        ('inherits = "plain"\npapers = ["a3"]', "names the paper a3"),
        ("inherits = plain", "cannot be used"),
        ('inhertis = "plain"', "has an unknown key 'inhertis'"),
        ('fonts = ["Source Serif Pro"]\npapers = "a4"', "cannot be used"),
    ],
)
def test_what_cannot_be_inherited_is_an_error_that_names_the_file(tmp_path: Path, line: str, message: str) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "style.toml").write_text('description = "Other"\ninherits = "../mine"', encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(message)) as caught:
        made_of(tmp_path / "mine", style_toml=f'description = "Mine"\n{line}')
    assert "style.toml" in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("file", [*SHEETS, *TABLES])
def test_a_file_that_nobody_has_is_an_error_that_names_it(tmp_path: Path, file: str) -> None:
    mine = made_of(tmp_path / "mine", style_toml='description = "Mine"\nfonts = []')
    assert mine.files(file) == ()
    with pytest.raises(UsageError, match=re.escape(f"the style mine has no {file}")):
        mine.sheet(file) if file in SHEETS else mine.table(file)


def test_a_table_that_is_no_toml_is_an_error_that_names_it(tmp_path: Path) -> None:
    mine = made_of(tmp_path / "mine", style_toml='description = "Mine"\ninherits = "plain"', docx_toml="[page")
    with pytest.raises(UsageError, match=r"mine/docx\.toml cannot be used"):
        load_design(mine, "a4")


# ----------------------------------------------------------------------------------------------------------- paper


def test_the_first_paper_of_a_style_is_taken_if_none_is_named(article: Path, run: Callable[..., Run]) -> None:
    assert writing.settings({"style": "leaflet"}).paper == "a5"
    assert writing.settings({"style": "leaflet", "paper": "a4"}).paper == "a4"
    assert writing.settings({}).paper == "a4"
    with pytest.raises(UsageError, match="large-print is not made for the paper 'a5'"):
        writing.settings({"style": "large-print", "paper": "a5"})
    pdf = article.with_suffix(".pdf")
    assert run(article, "--style", "leaflet", "-o", pdf).code == 0
    document = pypdfium2.PdfDocument(pdf)
    assert document[0].get_width() * 25.4 / 72 == pytest.approx(PAPERS["a5"][0], abs=0.1)
    document.close()


# ------------------------------------------------------------------------------------------------------ typography


IN_COLUMNS = {(name, paper) for name in ("broadsheet", "leaflet") for paper in ("a4", "letter")}


@each_page
def test_lines_hold_45_to_75_characters_and_all_words_are_there(style: Style, paper: str) -> None:
    data = writing.write(ARTICLE, "pdf", style=style, paper=paper).data
    command = [require("pdftotext"), "-raw", "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True, timeout=PATIENCE).stdout.decode()
    assert Counter(text.replace("\u2010\n", "").split()) >= Counter(trees.words_of(ARTICLE))
    full = [len(line) for line, following in pairwise(text.splitlines()) if following[:1].islower()]
    least, most = (33, 60) if (style.name, paper) in IN_COLUMNS else (45, 75)
    assert len(full) > 12
    assert least <= median(full) <= most


def set_on(page: pypdfium2.PdfPage) -> list[tuple[float, float]]:
    """The size of each run of words on a page, in points, and how far from the page's left edge it begins, in mm."""
    texts = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    # WeasyPrint counts in CSS's pixels, of which four are three points.
    return [(round(text.get_font_size() * 0.75, 1), text.get_bounds()[0] * 25.4 / 72) for text in texts]


def test_large_print_is_large() -> None:
    data = writing.write(trees.everything(), "pdf", style="large-print").data
    document = pypdfium2.PdfDocument(data)
    sizes = {size for page in document for size, _ in set_on(page)}
    document.close()
    raised = {small for small in sizes for size in sizes if size >= 18 and abs(small - size * 0.8) < 0.1}
    assert min(sizes - raised) >= 18  # all except the marks of notes
    for name, looks in load_design(load("large-print"), "a4").styles.items():
        spaces = ("Head End", "Foot Start", "Section End", "Table Space")
        assert looks.size is None or looks.size >= 18 or name in spaces


# ---------------------------------------------------------------------------------------------------------- colours


def properties(sheet: str, selector: str, *, dark: bool = False) -> dict[str, str]:
    """The custom properties that a sheet's rules for just this selector set, the last of each, ``var()`` resolved."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    media = r"@media ([^{]*)\{((?:[^{}]|\{[^{}]*\})*)\}"
    rules = re.sub(media, lambda values: values[2] if dark and "dark" in values[1] else "", sheet)
    values: dict[str, str] = {}
    for block in re.findall(rf"(?:^|(?<=[}}\s])){re.escape(selector)} \{{([^}}]*)\}}", rules):
        values |= {name: value.strip() for name, value in re.findall(r"--([\w-]+):([^;]*);", block)}
    return {name: re.sub(r"var\(--([\w-]+)\)", lambda v: values.get(v[1], v[0]), text) for name, text in values.items()}


def contrast(one: str, other: str) -> float:
    """How far apart two colours are, from 1 to 21, by WCAG 2.2 ("contrast ratio")."""

    def luminance(colour: str) -> float:
        channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


ON = {"ink": "paper-colour", "quiet": "paper-colour", "accent": "paper-colour", "on-band": "band"}
ON_TINT = {"ink": "tint", "quiet": "tint"}


@each_style
@pytest.mark.parametrize("medium", ["print", "light", "dark"])
def test_words_stand_out_from_what_is_behind_them(style: Style, medium: str) -> None:
    if medium == "print":
        colours = {**properties(style.sheet("print.css"), ":root"), "paper-colour": "#ffffff"}
    else:
        colours = properties(style.sheet("screen.css"), ".page", dark=medium == "dark")
    least = 7 if style.name == "large-print" else 4.5
    colour_pairs = [pair for pairs in (ON, ON_TINT) for pair in pairs.items() if set(pair) <= set(colours)]
    assert len(colour_pairs) >= 3
    for words, behind in colour_pairs:
        assert contrast(colours[words], colours[behind]) >= least, (words, behind)


@each_style
def test_the_dark_scheme_says_all_that_the_light_one_does(style: Style) -> None:
    """Otherwise a colour that the style sets for the light scheme would be used in the dark one."""
    own = (style.folder / "screen.css").read_text(encoding="utf-8")
    light, dark = own.split("@media (prefers-color-scheme: dark)", 1)
    colours = re.compile(r"--([\w-]+): #")
    assert set(colours.findall(light)) <= set(colours.findall(dark.split("\n}", 1)[0]))


@each_style
def test_an_e_book_has_the_colours_of_its_reader(style: Style) -> None:
    colours = properties(style.sheet("screen.css"), ":root")
    assert {colours[name] for name in ("ink", "quiet", "hair", "accent")} == {"currentColor"}
    assert colours["paper-colour"] == "transparent"


@each_page
def test_ones_own_css_changes_the_look(style: Style, paper: str, tmp_path: Path) -> None:
    mine = tmp_path / "my.css"
    rules = ":root { --ink: #00ff00; --paper-colour: #0000ff; --size: 21pt; --margins: 31mm; }"
    mine.write_text(rules, encoding="utf-8")
    document = pypdfium2.PdfDocument(writing.write(ARTICLE, "pdf", style=style, paper=paper, css=mine).data)
    picture = document[1].render(scale=1).to_pil().convert("RGB")
    counted = {colour: count for count, colour in picture.getcolors(1 << 24) or []}
    starts = [start for size, start in set_on(document[1]) if size > 19]
    document.close()
    assert counted[(0, 0, 255)] > picture.width * picture.height / 2
    assert counted[(0, 255, 0)] > 2
    assert min(starts) == pytest.approx(31, abs=0.6)
    page = writing.write(ARTICLE, "html", style=style, css=mine).data.decode()
    assert page.index(rules) > page.rindex(".page {")


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("p { color: red }\n@import url(more.css);", "line 2: an @import is valid only before all rules"),
        ("p {\n color red;\n}", "line 2: this is not valid CSS"),
        ("}}} p { color: red }", "line 1: this is not valid CSS"),
        ("@media print { p { color: red } } }", "line 1: this is not valid CSS"),
        ("p { color: red }\n\np color: green", "line 3: this is not valid CSS"),
        ("@page { @top-left { content } }", "line 1: this is not valid CSS"),
        ("p { content: 'abc\n}", "line 1: this is not valid CSS"),
    ],
)
def test_css_without_any_effect_is_refused(rules: str, message: str, tmp_path: Path) -> None:
    mine = tmp_path / "my.css"
    mine.write_text(rules, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        style.load("plain").amended(css=mine)
    assert raised.value.message == f"{mine}, {message}"
    assert raised.value.remedy


@pytest.mark.parametrize(
    "rules",
    [
        "@charset 'utf-8'; /* mine */ p:first-child { color: red; }",
        "@media print { a:hover { color: red } } @page :first { margin: 1cm; @top-left { content: 'x' } }",
        ".a { &:hover { color: red } } :root { --b: { c: d }; }",
        "\ufeffp { color: red",
        "",
    ],
)
def test_css_of_ones_own_may_be_any(rules: str, tmp_path: Path) -> None:
    mine = tmp_path / "my.css"
    mine.write_text(rules, encoding="utf-8")
    assert style.load("plain").amended(css=mine).own_css == rules.removeprefix("\ufeff")


def test_what_can_be_read_but_once_is_refused(tmp_path: Path) -> None:
    """Rules from a pipe could not be read again for the second document."""
    os.mkfifo(tmp_path / "pipe")
    for odd in (tmp_path / "pipe", tmp_path, "/dev/null"):
        with pytest.raises(UsageError, match="is not an ordinary file"):
            style.load("plain").amended(css=odd)


def test_a_style_by_a_path_from_here_makes_every_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "style.toml").write_text('description = "Mine"\ninherits = "leaflet"\n', encoding="utf-8")
    for to in ("pdf", "epub", "docx", "html"):
        assert writing.write(ARTICLE, to, style="mine", embed_fonts=True).data


def test_a_name_too_long_for_a_file_is_no_style() -> None:
    with pytest.raises(UsageError, match="there is no style"):
        style.load("x" * 5000)


# ---------------------------------------------------------------------------------------------------------- gallery


def test_the_gallery_shows_every_style_and_fetches_nothing(
    run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "gallery.html"
    assert run("styles", "--gallery", path).code == 0
    page = path.read_text(encoding="utf-8")
    assert re.findall(r'<section id="([\w-]+)"', page) == [known.name for known in STYLES]
    assert page.count("<iframe sandbox ") == len(STYLES)
    pictures = re.findall(r'<img alt="Page \d in the style ([\w-]+)" src="data:image/png;base64,', page)
    assert set(pictures) == {known.name for known in STYLES}
    assert not re.search(r'\b(src|href|data)="(?!data:)', page)
    assert "default-src 'none'" in page
    assert "<script" not in page


def test_without_poppler_the_gallery_shows_the_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(style, "available", lambda: (load("plain"),))
    page = gallery.page(trees.plain_article()).decode()
    assert page.count('data="data:application/pdf;base64,') == 1
    assert "<img" not in page


def test_where_a_pdf_cannot_be_drawn_the_gallery_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: "false")
    assert not gallery._drawn(b"no PDF")


def test_a_gallery_may_go_through_pipes(run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(style, "available", lambda: (load("plain"),))
    text = b"Rain at last\n\nIt rained on the hills all night long.\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    done = run("styles", "-", "--gallery", "-")
    assert done.code == 0
    assert b"Rain at last" in done.out


def test_the_gallery_names_the_text_that_it_cannot_read(run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("styles", tmp_path / "none.txt", "--gallery", tmp_path / "gallery.html")
    assert done.code == 5
    assert f"{tmp_path / 'none.txt'}: there is no such file" in done.err


def test_the_gallerys_article_has_something_of_everything() -> None:
    reading = read(gallery.sample())
    kinds = {type(node) for node in reading.article.body}
    assert kinds >= {BlockQuote, List, PullQuote, Table, Verse}
    assert reading.article.notes
    assert reading.article.foot
    assert not [node for node in walk(reading.article.body) if isinstance(node, Table) and not node.header]


@pytest.mark.parametrize("arguments", [("article.txt",), ("article.txt", "--gallery")])
def test_a_gallery_needs_a_place(run: Callable[..., Run], arguments: tuple[str, ...]) -> None:
    done = run("styles", *arguments)
    assert done.code == 2
    assert "--gallery" in done.err


def test_a_gallery_of_an_article(run: Callable[..., Run], article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(style, "available", lambda: (load("plain"),))
    page = article.with_suffix(".html")
    assert run("styles", article, "--gallery", page).code == 0
    assert "Rain at last" in page.read_text(encoding="utf-8")
