"""What all formats share: dates and facts of an article, its words, archives, the columns of tables."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from copydesk.tree import (
    Article,
    Byline,
    Code,
    Emphasis,
    Figure,
    Head,
    Heading,
    Headline,
    Inline,
    LineBreak,
    List,
    Metadata,
    Node,
    Note,
    NoteRef,
    Person,
    Preformatted,
    PubDate,
    Speech,
    Superscript,
    Table,
    Text,
)
from copydesk.visit import plain
from copydesk.writing._shared import columns, facts, font_files, numbering, run_in, word_check
from copydesk.writing._shared.archive import pack, unpack
from copydesk.writing._shared.dates import moments
from copydesk.writing._shared.heading_levels import HeadingLevels
from tests.trees import everything, paragraph


def row(*cells: str) -> tuple[tuple[Inline, ...], ...]:
    return tuple((Text(cell),) if cell else () for cell in cells)


def dated(*dates: PubDate) -> Article:
    return Article(head=Head(dates=dates))


def published(iso: str | None) -> PubDate:
    return PubDate("then", iso, "published")


def updated(iso: str | None) -> PubDate:
    return PubDate("then", iso, "updated")


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], (None, None)),
        ([published("2025-05-17")], (datetime(2025, 5, 17), datetime(2025, 5, 17))),
        ([updated("2025-05-18")], (None, datetime(2025, 5, 18))),
        (
            [published("2025-05-17"), updated("2025-05-18T12:30")],
            (datetime(2025, 5, 17), datetime(2025, 5, 18, 12, 30)),
        ),
        ([published("2025-05-17T23:00-02:00")], (datetime(2025, 5, 18, 1), datetime(2025, 5, 18, 1))),
        ([published("spring")], (None, None)),
        ([published("2025-05-17"), updated("spring")], (datetime(2025, 5, 17), datetime(2025, 5, 17))),
        ([published(None)], (None, None)),
        ([published("2025-05-17"), published("2025-05-19")], (datetime(2025, 5, 17), datetime(2025, 5, 17))),
    ],
)
def test_when_an_article_was_published_and_changed(
    dates: list[PubDate], expected: tuple[datetime | None, datetime | None]
) -> None:
    """In universal time; a date that cannot be read is ignored."""
    assert moments(dated(*dates)) == expected


def test_each_person_of_the_bylines_once() -> None:
    ana, again, jon = Person("Ana"), Person("Ana", role="Photographs"), Person("J\x01n")
    article = Article(head=Head(bylines=(Byline("By Ana and Jon", (ana, jon)), Byline("Ana", (again,)))))
    assert facts.bylined_persons(article) == (ana, jon)
    assert facts.authors(article) == ("Ana", "J\ufffdn")
    assert facts.authors(Article()) == ()


@pytest.mark.parametrize(
    ("role", "expected"), [(None, False), ("", False), ("Photographs", True), ("photo", True), ("Editor", False)]
)
def test_photographers(role: str | None, *, expected: bool) -> None:
    assert facts.is_photographer(Person("Ana", role=role), "en") == expected


@pytest.mark.parametrize(
    ("lang", "head", "body", "expected"),
    [
        ("ar", "ferry", "ferry", "rtl"),
        ("AR-eg", "", "", "rtl"),
        ("en", "שלום", "שלום", "ltr"),
        ("tlh", "", "", "ltr"),
        ("tlh", "שלום", "ab", "rtl"),
        ("tlh", "של", "ab", "ltr"),
        ("tlh", "ab", "مرحبا", "rtl"),
        ("tlh", "של", "مab", "rtl"),
        ("und", "123", "", "ltr"),
    ],
)
def test_the_direction_of_an_article(lang: str, head: str, body: str, expected: str) -> None:
    """That of its language or, if that is unknown, of most of its letters."""
    article = Article(lang=lang, head=Head(headline=Headline((Text(head),))), body=(paragraph(body),))
    assert facts.direction(article) == expected


def test_the_words_of_nodes() -> None:
    nodes = (
        paragraph("a", Code("b"), NoteRef("n", "1")),
        Preformatted("c"),
        Figure((Text("d"),), alt="e"),
        Note("n", "2", (paragraph("f", ""),)),
    )
    assert list(word_check.words(*nodes)) == ["a", "b", "c", "e", "d", "f"]
    assert list(word_check.words(*nodes, marks=True)) == ["a", "b", "1", "c", "e", "d", "2", "f"]
    assert list(word_check.words()) == []
    assert [word_check.node_words(node) for node in (nodes[0], nodes[3], Text("g"))] == ["", "", "g"]
    assert word_check.node_words(nodes[3], marks=True) == "2"


@pytest.mark.parametrize(
    ("document", "words", "near"),
    [
        ("", [], None),
        ("Rain at last.", ["Rain", "at last."], None),
        (" Rain\nat\u2066 last\u2069.", ["Rain at ", "last."], None),
        ("a\ufffdb", ["a\x00b"], None),
        ("Rain", ["Rain", "at last"], "Rainatlast"),
        ("Rain at last", ["Rain"], "Rain"),
        ("Rxin", ["Rain"], "Rain"),
        ("x" * 40 + "a" + "y" * 40, ["x" * 40 + "b" + "y" * 40], "x" * 20 + "b" + "y" * 19),
    ],
)
def test_a_document_has_the_words_in_order(document: str, words: list[str], near: str | None) -> None:
    problems = word_check.check(document, words, "page")
    assert [problem.kind for problem in problems] == ([] if near is None else ["lost"])
    assert all(
        f"the page does not have the words of the article in order, near {near!r}. " in one.message for one in problems
    )


@pytest.mark.parametrize(
    ("document", "words", "missing"),
    [
        ("", [], None),
        ("one two", ["one", "two"], None),
        ("two, one", ["one two"], None),
        ("one", ["one one"], "one"),
        ("", ["one two"], "one two"),
        ("o<b>n</b>e", ["one"], None),
        ("on_e", ["one"], None),
        ("onetwo", ["one", "two"], None),
        ("e\u0301", ["é"], None),
        ("", [" ".join(f"w{number}" for number in range(13))], " ".join(f"w{number}" for number in range(12))),
    ],
)
def test_a_document_with_markup_has_each_word(document: str, words: list[str], missing: str | None) -> None:
    problems = word_check.check_each(document, words, "Markdown")
    expected = [] if missing is None else [f"the Markdown lacks words of the article: {missing!r}. "]
    assert [problem.message.split("This is")[0] for problem in problems] == expected


def test_characters_that_xml_forbids() -> None:
    assert word_check.forbidden("rain\t\n\r\ud7ff\ue000\ufffd\U00010000") is None
    problem = word_check.forbidden("\x00 \ufffe\ud800\x00")
    assert problem is not None
    assert problem.message.startswith("U+0000, U+D800, U+FFFE cannot stand")
    assert word_check.allowed("a\x0bb\uffffc") == "a\ufffdb\ufffdc"


def test_archives_have_their_files_in_order_and_no_time() -> None:
    files = {"mimetype": b"text", "b.txt": b"x" * 1000, "a.txt": b""}
    data = pack(files, stored=("mimetype",))
    assert unpack(data) == files
    assert list(unpack(data)) == list(files)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        entries = opened.infolist()
    assert [entry.compress_type for entry in entries] == [zipfile.ZIP_STORED] + [zipfile.ZIP_DEFLATED] * 2
    assert {(entry.date_time, entry.create_system, entry.external_attr) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)
    }
    assert unpack(pack({})) == {}


@pytest.mark.parametrize(
    "files", [{}, {"mimetype": b"text", "b.txt": b"x" * 1000, "a.txt": b""}, {"pictures/Brücke.jpg": bytes(range(256))}]
)
def test_archives_are_those_of_zipfile(files: dict[str, bytes]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=6)
    assert pack(files, stored=("mimetype",)) == buffer.getvalue()
    for _ in range(2):  # the second time from what is kept
        assert pack(files, stored=("mimetype",), common=files) == buffer.getvalue()


@pytest.mark.parametrize(
    ("blocks", "inlines", "rest"),
    [
        ([], (), 0),
        ([paragraph("a")], (Text("a"),), 0),
        ([paragraph("a"), paragraph("b")], (Text("a"),), 1),
        ([List(()), paragraph("b")], (), 2),
    ],
)
def test_the_first_paragraph_of_blocks(blocks: list[Node], inlines: tuple[Inline, ...], rest: int) -> None:
    split = run_in.first_paragraph(blocks)
    assert (split.inlines, len(split.rest)) == (inlines, rest)


@pytest.mark.parametrize(
    ("speaker", "separator"),
    [
        ("Ada:", Text(" ")),
        ("Ada.", Text(" ")),
        ("Ada —", Text(" ")),
        ("Ada", LineBreak()),
        ("Ada (Tarn)", LineBreak()),
        ("“Ada”", LineBreak()),
        ("", None),
    ],
)
def test_a_mark_separates_a_speaker_from_the_words(speaker: str, separator: Inline | None) -> None:
    speech = Speech((Text(speaker),) if speaker else (), (paragraph("No."), paragraph("Yes.")))
    inlines, rest = run_in.spoken(speech)
    assert inlines == (*([separator] if separator else []), Text("No."))
    assert rest == (paragraph("Yes."),)
    alone = Speech((Text(speaker),), (List(()),))
    assert run_in.spoken(alone) == ((), (List(()),))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("a", "b")], [0.5, 0.5]),
        ([("aaaa", "b")], [7 / 11, 4 / 11]),
        ([("a a a a a", "b")], [6 / 10, 4 / 10]),  # the longest word, and a quarter of the rest
        ([("a", "b"), ("aaaa", "")], [7 / 11, 4 / 11]),
        ([("", "")], [0.5, 0.5]),
        ([("a " * 60, "b")], [(3 + 1 + 79 / 4) / (3 + 1 + 79 / 4 + 4), 4 / (3 + 1 + 79 / 4 + 4)]),
        ([("a" * 100, "b")], [103 / 107, 4 / 107]),
    ],
)
def test_shares_of_the_width(rows: list[tuple[str, ...]], expected: list[float]) -> None:
    assert columns.shares(Table(tuple(row(*cells) for cells in rows))) == pytest.approx(expected)


def test_superscripts_at_the_end_of_a_cell_are_no_part_of_its_figures() -> None:
    mark = Superscript((Text("a"),))
    assert columns._words((Text("12"), mark, mark)) == "12"
    assert columns._words((mark,)) == "a"
    assert columns._words((Text(" 1  2"), Emphasis((Text("3"),)))) == "1  23"


def test_packages_offer_fonts_by_entry_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    declared = "[fonts_otf]\nmine_otf = mine:otf\n\n[fonts_ttf]\nmine_ttf = mine:ttf\n[x]\ny = z\n"
    for name, metadata in {"mine-1.dist-info": "METADATA", "old-1.egg-info": "PKG-INFO"}.items():
        package = name.partition("-")[0]
        (tmp_path / name).mkdir()
        (tmp_path / name / "entry_points.txt").write_text(declared.replace("mine", package), encoding="utf-8")
        (tmp_path / name / metadata).write_text(f"Name: {package}\n", encoding="utf-8")
    (tmp_path / "closed-1.dist-info" / "entry_points.txt").mkdir(parents=True)  # raises as what may not be read
    monkeypatch.syspath_prepend(tmp_path)
    found = set(font_files._entry_points())
    assert {("mine_ttf", "mine:ttf"), ("old_ttf", "old:ttf")} <= found
    assert found == {(entry.name, entry.value) for entry in entry_points(group=font_files.GROUP)}


def test_a_face_as_a_rule() -> None:
    face = font_files.Face("Source Serif Pro", 600, italic=True, file=Path("a.ttf"))
    assert face.rule("fonts/a.ttf") == (
        '@font-face { font-family: "Source Serif Pro"; font-weight: 600; font-style: italic; '
        'src: url("fonts/a.ttf"); }\n'
    )
    assert "font-style: normal" in face._replace(italic=False).rule("a")


@pytest.mark.parametrize(
    ("words", "longest", "expected"),
    [
        ("", 5, ""),
        ("seven words", 11, "seven words"),
        ("seven words", 10, "seven…"),
        ("seven words", 6, "seven…"),
        ("seven words", 5, "seve…"),
        ("seven large words", 12, "seven large…"),
        ("a b c d e f", 7, "a b c…"),
    ],
)
def test_words_are_shortened_at_a_space(words: str, longest: int, expected: str) -> None:
    assert facts.shortened(words, longest) == expected
    assert len(expected) <= longest


@pytest.mark.parametrize(
    ("headline", "publisher", "expected"),
    [
        ("Ferry", None, "Ferry"),
        ("Ferry", "The Lake Courier", "The Lake Courier"),
        ("x" * 60, None, "x" * 60),
        ("x" * 61, None, "x" * 59 + "…"),
        ("word " * 12, None, ("word " * 12).strip()),
        ("word " * 40, None, "word " * 11 + "word…"),
        ("word " * 12 + "words", None, "word " * 11 + "word…"),
        ("Ferry", f"{'x' * 40} {'y' * 40}", "x" * 40 + "…"),
    ],
)
def test_the_running_head(headline: str, publisher: str | None, expected: str) -> None:
    head = Head(headline=Headline((Text(headline),)))
    assert facts.running_head(Article(head=head, metadata=Metadata(publisher=publisher))) == expected


def test_the_running_head_is_plain() -> None:
    head = everything().head
    assert facts.running_head(Article(head=head)) == plain(head.headline)


@pytest.mark.parametrize(
    ("value", "counted_by", "expected"),
    [
        (3, "decimal", None),
        (28, "lower_alpha", "ab"),
        (26, "upper_alpha", "Z"),
        (4, "upper_roman", "IV"),
        (3999, "lower_roman", "mmmcmxcix"),
        (4000, "lower_roman", None),
        (0, "lower_roman", None),
    ],
)
def test_items_are_numbered(value: int, counted_by: str, expected: str | None) -> None:
    assert numbering.numeral(value, counted_by) == expected


@pytest.mark.parametrize(("headline", "levels"), [(True, [2, 3, 4, 2]), (False, [1, 2, 3, 2])])
def test_no_level_of_headings_is_skipped(headline: bool, levels: list[int]) -> None:
    heading_levels = HeadingLevels(Article(head=Head(headline=Headline((Text("a"),)) if headline else None)))
    assert [heading_levels.following(Heading(level, (Text("a"),))) for level in (3, 4, 6, 2)] == levels


def test_roman_numerals() -> None:
    numerals = {1: "i", 4: "iv", 9: "ix", 40: "xl", 49: "xlix", 90: "xc", 400: "cd", 444: "cdxliv", 2025: "mmxxv"}
    assert {number: numbering.numeral(number, "lower_roman") for number in numerals} == numerals
