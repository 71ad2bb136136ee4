"""What shows that a page added a line, piece by piece: sentences that go on across it, its marks, its words, folios."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from copydesk.locales import locale
from copydesk.reading._shared.reach import HEAD_LINES
from copydesk.reading.text.furniture import FurnitureLine
from copydesk.reading.text.furniture.folios import Pages, Stem, stem
from copydesk.reading.text.furniture.labels import labels, words_kept
from copydesk.reading.text.furniture.lines import Prose, Trace, is_part_of_sentence, letters_and_figures
from copydesk.reading.text.furniture.lone_pages import lone_folios, lone_heads
from copydesk.reading.text.furniture.marks import marks, stray_bullets, without_column_rules
from copydesk.reading.text.furniture.mastheads import is_paper, masthead, names_site, shortened
from copydesk.reading.text.furniture.page_evidence import Evidence
from copydesk.reading.text.furniture.words import byline_opening, is_credit, page_patterns
from tests.parts import ENGLISH, credit_lines, lines_of

FULL = "It rained on the mill and on the weir, and the mayor said that all of it"  # 72 characters, so 40 are enough


def filled(length: int, text: str = "it") -> str:
    """A line of so many characters that ends in no sentence."""
    return text + "n" * (length - len(text))


# ------------------------------------------------------------------------------------------ lines


@pytest.mark.parametrize(
    ("lengths", "full"),
    [
        ((), 20),
        ((19, 19), 20),
        ((20,), 20),
        ((40,), 28),
        ((72, 72), 40),
        ((30, 30, 30, 50), 35),
        ((30, 30, 50, 50), 35),
        ((30, 30, 30, 30, 50), 21),
    ],
)
def test_the_length_of_a_full_line(lengths: tuple[int, ...], full: float) -> None:
    assert Prose(lines_of("\n".join(map(filled, lengths)))).full == pytest.approx(full)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (filled(41), True),
        (filled(40), False),
        (filled(41)[:-1] + ".", False),
        ("橋" * 21, True),
        ("橋" * 20, False),
    ],
)
def test_a_full_line_breaks_off(text: str, *, expected: bool) -> None:
    assert Prose(lines_of(f"{text}\n{FULL}\n{FULL}\n{FULL}\n{FULL}")).breaks_off(0) == expected


@pytest.mark.parametrize(
    ("before", "after", "across", "in_any_script", "runs"),
    [
        (FULL, "was his.", True, True, True),
        (FULL, "“was his.", True, True, True),
        (FULL, "Was his.", False, False, False),
        (FULL, "橋は", False, True, False),
        (FULL, "4 of it", False, False, False),
        (FULL, "o was his.", False, False, False),
        (f"{FULL}.", "was his.", False, False, False),
        ("It rained", "was his.", False, False, True),
    ],
)
def test_a_sentence_goes_on_across_a_line(
    before: str, after: str, *, across: bool, in_any_script: bool, runs: bool
) -> None:
    prose = Prose(lines_of(f"{before}\nThe Mail\n{after}\n{FULL}\n{FULL}\n{FULL}"))
    assert prose.goes_on_across(1, 1) == across
    assert prose.goes_on_across(1, 1, in_any_script=True) == in_any_script
    assert prose.runs_across(1) == runs


def test_nothing_goes_on_across_the_first_and_the_last_line() -> None:
    lines = f"{FULL}\n{FULL}\nof his\n{FULL}\nof his".split("\n")
    prose = Prose(lines_of("\n".join(lines)))
    assert [prose.goes_on_across(first, first) for first in range(5)] == [False, True, False, False, False]
    assert [prose.runs_across(index) for index in range(5)] == [False, True, False, True, False]
    assert not prose.goes_on_across(4, 4)
    assert prose.goes_on_across(1, 3) is True
    assert not Prose(lines_of("so\nit")).runs_across(0)


@pytest.mark.parametrize(("between", "expected"), [("\n", True), ("\n\n", False), ("\n␌", False), ("\n> ", False)])
def test_the_last_line_of_a_wrapped_paragraph(between: str, *, expected: bool) -> None:
    prose = Prose(lines_of(f"{FULL}{between}Share\n{FULL}"))
    assert prose.ends_paragraph(1) == expected
    assert not prose.ends_paragraph(0)
    assert not Prose(lines_of(f"{FULL}.\nShare\n{FULL}")).ends_paragraph(1)


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        ("It was not\nconsulted", 1, True),
        ("It was not\nConsulted", 1, False),
        ("It was not\nConsulted.", 1, True),
        ("It was not\n“Consulted.”", 1, True),
        ("It was not-\nConsulted.", 1, False),
        ("It was not\nConsulted.\nat all", 1, False),
        ("It was not\nConsulted.\n\nat all", 1, True),
        ("It was not\nConsulted.\nAt all", 1, True),
        ("It was so.\nconsulted", 1, False),
        ("It was not\n\nconsulted", 1, False),
        ("It was not\n␌consulted", 1, False),
        ("consulted.", 0, False),
        ("Notice 12. A change, to\nlet it", 0, True),
        ("Notice 12. A change, to\n橋", 0, True),
        ("Notice 12. A change, to\nLet it", 0, False),
        ("Notice 12. A change, to\n\nlet it", 0, False),
        ("Notice 12. A change, to\n␌let it", 0, False),
        ("Notice 12.\nlet it", 0, False),
        ("So.\nA change, to\nlet it", 1, True),
        ("So\nA change, to\nlet it", 1, False),
        ("So.\nA change, to", 1, False),
    ],
)
def test_a_line_is_part_of_a_sentence(text: str, index: int, *, expected: bool) -> None:
    assert is_part_of_sentence(lines_of(text), index) == expected


def test_letters_and_figures() -> None:
    assert letters_and_figures("The Mill, No. 4_b – ÉTÉ") == "themillno4bété"


# ------------------------------------------------------------------------------------------ marks


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The mill\n--------", "rule _"),
        ("The mill\n-----", "rule _"),
        ("The mill\n----", ""),
        ("The mill\n-----------", "rule _"),
        ("The mill\n============", "rule"),
        (f"{'n' * 40}\n{'=' * 53}", "rule _"),
        (f"{'n' * 40}\n{'=' * 54}", "rule"),
        (f"{'n' * 40}\n{'=' * 32}", "rule _"),
        (f"{'n' * 40}\n{'=' * 31}", "rule"),
        ("Mill\n---", "rule _"),
        ("Mill\n--", "stray_mark"),
        ("Mill\n\n----", ""),
        ("Mill\n-=-=", ""),
        ("----\nMill", ""),
        ("Mill\n::::", ""),
        ("Mill\n\n----------", "rule"),
        ("Mill\n\n---------", ""),
        ("Mill\n\n> >", "stray_mark b"),
        ("Mill\n\n•", "stray_mark"),
        ("Mill\n\n• 4", ""),
        ("Mill\n\n*", ""),
        ("Mill\n\n* * *", ""),
        ("Mill\n\n§", ""),
        ("Mill\n\n;", "stray_mark"),
        ("Mill\n\n" + "-" * 90, "rule"),
        ("Mill\n\n" + "-" * 91, ""),
        ("Mill\n\n]", "stray_mark"),
        ("Mill [\n\n]", ""),
        ("Mill [ ]\n\n]", "stray_mark"),
        ("]\nMill [", "stray_mark"),
        ("[\nMill ]", ""),
        ("Mill ]\n\n[", "stray_mark"),
        ("Mill [\n" + "It rained.\n" * 199 + "]", ""),
        ("Mill [\n" + "It rained.\n" * 200 + "]", "stray_mark"),
        ("[\n" + "It rained.\n" * 199 + "Mill ]", ""),
        ("[\n" + "It rained.\n" * 200 + "Mill ]", "stray_mark"),
    ],
)
def test_lines_of_marks(text: str, kinds: str) -> None:
    signs = {Trace.UNDERLINE: " _", Trace.BLANK: " b", Trace.NOTHING: ""}
    found = [each for _, each in marks(lines_of(text))]
    assert [f"{each.kind}{signs[each.trace]}" for each in found] == [kinds] * bool(kinds)
    assert all(each.reason and 0.9 <= each.confidence <= 0.95 for each in found)


@pytest.mark.parametrize(
    ("line", "left", "piece"),
    [
        ("| The mill", (2, "The mill", 10), (0, "|", 1)),
        ("The mill |", (0, "The mill", 8), (9, "|", 10)),
        ("¦ The mill", (2, "The mill", 10), (0, "¦", 1)),
        ("| ab", (2, "ab", 4), (0, "|", 1)),
        ("| a", (0, "| a", 3), None),
        ("a |", (0, "a |", 3), None),
        ("ab |", (0, "ab", 2), (3, "|", 4)),
        ("| The mill |", (0, "| The mill |", 12), None),
        ("The | mill |", (0, "The | mill |", 12), None),
        ("| The | mill", (0, "| The | mill", 12), None),
    ],
)
def test_the_rule_between_two_columns(
    line: str, left: tuple[int, str, int], piece: tuple[int, str, int] | None
) -> None:
    below = lines_of(f"{line}\nIt rained.")
    lines, pieces = without_column_rules([below[0]._replace(mark=1), below[1]])
    assert (lines[0].start, lines[0].text, lines[0].end) == left
    assert lines[1] == below[1]
    assert [(each.line.start, each.line.text, each.line.end) for each in pieces] == [piece] * (piece is not None)
    assert lines[0].mark == (0 if left[0] else 1)
    assert all(each.line.mark == (0 if each.line.start else 1) for each in pieces)
    assert all((each.kind, each.confidence) == ("stray_mark", 0.9) and each.reason for each in pieces)


def test_a_text_without_bars_at_its_ends_stays_as_it_is() -> None:
    lines = lines_of("The mill\nThe | weir")
    assert without_column_rules(lines) == (lines, [])


def test_bullets_alone() -> None:
    lines = lines_of("•\n;\n•\n•")
    furniture = [FurnitureLine(line, "stray_mark", 0.9, "so") for line in lines]
    furniture[2] = furniture[2]._replace(kind="rule")
    furniture[3] = furniture[3]._replace(reason="it is a speck of the scan")
    assert stray_bullets(furniture) == [0]


# ------------------------------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("text", "expected"),
    [("By Ana Ruiz", True), ("Bypass", False), ("3 May 2024", True), ("It rained", False), ("by", True)],
)
def test_a_line_of_a_byline_or_a_date(text: str, *, expected: bool) -> None:
    assert is_credit(text, credit_lines()) == expected


def test_the_patterns_of_a_language_without_words() -> None:
    german = page_patterns((locale("de"),))
    assert german.worded.fullmatch("SEITE 4")
    assert german.counted.fullmatch("4 VON 7")
    assert german.skip.fullmatch("ZUM INHALT SPRINGEN")
    assert byline_opening((locale("de"),)).match("VON Ana")
    english = page_patterns(ENGLISH)
    assert english.worded.fullmatch("PAGE 4 OF 7")
    assert english.counted.fullmatch("4 OF 7")
    assert english.continued.fullmatch("(CONTINUED)")
    assert english.end.fullmatch("ends")
    assert english.skip.fullmatch("skip to main content")
    assert english.reading_time
    assert english.reading_time.fullmatch("5 MIN READ")
    assert english.jump.fullmatch("CONTINUED ON PAGE FOUR")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("end", "### Ends ###", True),
        ("end", "- end -", True),
        ("end", "[END]", True),
        ("end", "*end*.", True),
        ("end", "-30-", True),
        ("end", "# # #", True),
        ("end", "■", True),
        ("end", "rain", False),
        ("jump", "(Continued from Page A4)", True),
        ("jump", "* continued on page 12 *", True),
        ("jump", "rain on page 4", False),
        ("reading_time", "4 min read", True),
        ("reading_time", "Reading time: 4 minutes", True),
        ("reading_time", "4 mills", False),
        ("continued", "-- more --", True),
        ("skip", "Skip to main content", True),
        ("worded", "<page A-4>", True),
        ("counted", "(4 / 7)", True),
        ("number", "~ 4 ~", True),
    ],
)
def test_whole_lines_of_pages(name: str, text: str, *, expected: bool) -> None:
    assert bool(getattr(page_patterns(ENGLISH), name).fullmatch(text)) == expected


def test_a_language_without_words_for_pages() -> None:
    plain = msgspec.structs.replace(locale("en").page, reading_time=(), jumps=())
    patterns = page_patterns((msgspec.structs.replace(locale("en"), page=plain),))
    assert patterns.reading_time is None
    assert not patterns.jump.fullmatch("")


# ------------------------------------------------------------------------------------------ labels

ARTICLE = "The mill opens\n\nIt rained on the weir.\n\nIt rained on the mill.\n\nIt rained on the lock.\n\n"


def labelled(text: str) -> list[tuple[str, str]]:
    lines = lines_of(text)
    found = list(labels(lines, page_patterns(ENGLISH), Prose(lines)))
    assert all(each.reason and each.confidence in (0.85, 0.95) for _, each in found)
    return [(each.line.text, each.kind) for _, each in found]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"{ARTICLE}ENDS", "end_mark"),
        (f"{ARTICLE}###", "end_mark"),
        ("ENDS\n\nThe mill\n\nIt rained", ""),
        ("The mill\n\nENDS\n\nIt rained", ""),
        ("The mill\n\nIt rained\n\nENDS", "end_mark"),
        (f"{ARTICLE}```\nend\n```\n", ""),
        (f"{ARTICLE}```\nx\n```\nend\n", "end_mark"),
        (f"{ARTICLE}```\nx\nend\n", ""),
        (f"{ARTICLE}(continued)", "cut_mark"),
        (f"{ARTICLE}5 min read", "web_debris"),
        (f"{ARTICLE}{'It rained. ' * 3}\n\n" * 12 + "Share\n\n" + f"{ARTICLE}" * 12, ""),
        (f"{ARTICLE}{FULL}\nShare", ""),
        (f"{ARTICLE}{FULL}.\nShare", "web_debris"),
        (f"{ARTICLE}{FULL}\nShare on Facebook", "web_debris"),
        (f"{ARTICLE}{FULL}\nshare on Facebook", ""),
        (f"{ARTICLE}{FULL}\nShare on Facebook\nIt rained.", ""),
        (f"{ARTICLE}Share", "web_debris"),
        (f"{ARTICLE}Share:\nIt rained.", ""),
        (f"{ARTICLE}Share:\n\nIt rained.", "web_debris"),
        (f"{ARTICLE}Share:", "web_debris"),
        (f"{ARTICLE}Share | Print", "web_debris"),
        (f"{ARTICLE}Share | Rain", ""),
        (f"{ARTICLE}Share Print", "web_debris"),
        (f"{ARTICLE}Share Print Rain", ""),
        ("Share | Print\nRain\n\nIt rained.", "web_debris"),
        ("Share\n\nRain\n\nIt rained.", ""),
        ("Share\n\nRain\n\nPrint", "web_debris"),
        ("Share\n\nPrint\n\nIt rained.", "web_debris web_debris"),
        ("Share\n\nRain falls.\n\nIt rained.", "web_debris"),
        ("Share\n\nRain fall\n\nIt rained.", ""),
        ("Share", ""),
    ],
)
def test_labels(text: str, kinds: str) -> None:
    assert " ".join(kind for _, kind in labelled(text)) == kinds


@pytest.mark.parametrize(
    ("above", "below", "goes"),
    [
        (HEAD_LINES - 1, HEAD_LINES + 9, True),
        (HEAD_LINES, HEAD_LINES + 9, False),
        (HEAD_LINES + 9, HEAD_LINES, False),
        (HEAD_LINES + 9, HEAD_LINES - 1, True),
    ],
)
def test_a_button_stands_near_an_end_of_the_text(above: int, below: int, *, goes: bool) -> None:
    rain = "It rained on the weir.\n\n"
    assert labelled(f"{rain * above}Share\n\n{rain * below}") == [("Share", "web_debris")] * goes
    kept = lines_of(f"{rain * (above - 1)}he would not\nShare\nit with anybody\n\n{rain * (below - 1)}")
    assert len(list(words_kept(kept, page_patterns(ENGLISH), Prose(kept)))) == goes


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("Share Print" + " Print" * 13 + " ", True),
        ("Share " + "Print " * 14 + "x", False),
        ("-" * 79 + "(continued)", True),
        ("-" * 80 + "(continued)", False),
        ("Share Share this Email", True),
        ("Share Rain Email", False),
    ],
)
def test_the_longest_label(line: str, *, goes: bool) -> None:
    assert bool(labelled(f"The mill\n\nIt rained.\n\n{line}\n\nIt rained.")) == goes


def test_lines_below_a_long_one_are_labels_too() -> None:
    assert labelled(f"The mill\n\n{'n' * 91}\n\nShare\n\nPrint") == [("Share", "web_debris"), ("Print", "web_debris")]


@pytest.mark.parametrize(
    ("line", "reason"), [("###", "it closes the article"), ("ENDS", "it says that the article ends")]
)
def test_the_reason_of_an_end(line: str, reason: str) -> None:
    lines = lines_of(f"{ARTICLE}{line}")
    assert [each.reason for _, each in labels(lines, page_patterns(ENGLISH), Prose(lines))] == [reason]


@pytest.mark.parametrize(
    ("near", "goes"),
    [
        ("he would not\n\nshare\n\nit with anybody", False),
        ("he would not\n\nshare\n\nIt with anybody", True),
        ("he would not.\n\nshare\n\nit with anybody", True),
        ("he would not\n\nshare\n\nit with anybody\n\nprint", True),
        ("print\n\nhe would not\n\nshare\n\nit with anybody", True),
        ("5 min read\n\nhe would not\n\nshare\n\nit with anybody", True),
        ("print\n\na\n\nb\n\nhe would not\n\nshare\n\nit with anybody", False),
        ("print\n\na\n\nhe would not\n\nshare\n\nit with anybody", True),
        ("he would not\n\nshare\n\nit with anybody\n\na\n\nb\n\nprint", False),
        ("he would not\n\nshare\n\nit with anybody\n\na\n\nprint", True),
    ],
)
def test_a_button_within_a_sentence(near: str, *, goes: bool) -> None:
    assert (("share", "web_debris") in labelled(f"The mill\n\n{near}\n")) == goes


@pytest.mark.parametrize(
    ("block", "goes"),
    [
        ("The weir\nFacebook\nThe mill", False),
        ("The weir\nThe lock\nFacebook", False),
        ("The weir\nFacebook", True),
        ("The weir\n\nFacebook\n\nThe mill", True),
        ("The weir\nFacebook\nTwitter\nThe mill", True),
        ("The weir\nThe lock\nFacebook\nTwitter\nThe mill", False),
        ("Twitter\nThe weir\nFacebook\nThe mill", False),
        ("The weir 4.50\nFacebook\nThe mill 5", True),
        ("The weir\nFacebook Twitter\nThe mill", True),
        ("The weir\nFacebook\nIt rained on the mill.", True),
        ("Thanks to:\n\nFacebook", False),
    ],
)
def test_a_button_among_short_lines_is_an_item(block: str, *, goes: bool) -> None:
    text = f"The mill\n\nIt rained.\n\n{block}\n\nIt rained."
    assert any(words.startswith("Facebook") for words, _ in labelled(text)) == goes


@pytest.mark.parametrize("head", ["The mill\nThe weir", "The mill\nThe weir\nBy Ana Ruiz"])
def test_buttons_together_below_the_lines_of_the_head(head: str) -> None:
    assert labelled(f"{head}\nShare\nPrint\n\nIt rained.") == [("Share", "web_debris"), ("Print", "web_debris")]
    assert labelled(f"{head}\nShare\n\nIt rained.") == []


@pytest.mark.parametrize(
    ("above", "goes"),
    [
        ("It has these words:", False),
        ("These words:", True),
        ("It has words:", False),
        ("It has these words", True),
        ("Share this now:", True),
        ("Share this with all your friends now:", True),
        ("It has these words:\n\nSearch", False),
    ],
)
def test_buttons_below_a_colon(above: str, *, goes: bool) -> None:
    assert (("Sign in", "web_debris") in labelled(f"The mill\n\n{above}\n\nSign in\n\nIt rained.")) == goes


@pytest.mark.parametrize(
    ("word", "lines"), [("Share", [4]), ("share", []), ("Shale", []), ("Share " * 18, []), ("Share.", [4])]
)
def test_words_that_stay_in_a_sentence(word: str, lines: list[int]) -> None:
    texts = lines_of(f"The mill\n\nhe would not\n{word}\nit with anybody")
    problems = list(words_kept(texts, page_patterns(ENGLISH), Prose(texts)))
    assert [problem.line for problem in problems] == lines
    assert all(problem.kind == "furniture" for problem in problems)


# ------------------------------------------------------------------------------------------ mastheads


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Weir Gazette\nIt rained", True),
        ("Gazette of the Weir", True),
        ("Weir of the Upland", False),
        ("Upland Weirgazette", True),
        ("Upland weir.example", False),
        ("Upland upland.example", True),
        ("Upland Star\nuplandstar.example", True),
        ("Upland Star\nmill.example", False),
        ("Upland Star\nsee uplandstar.example", False),
    ],
)
def test_a_line_names_a_paper(text: str, *, expected: bool) -> None:
    assert is_paper(lines_of(text), 0, frozenset({"gazette"})) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Weir Star weirstar.example", True),
        ("weirstar.example", True),
        ("star.weirstar.example", True),
        ("Weir www.weir.example", True),
        ("Weir weir-star.example", True),
        ("Northern Upland star.example", False),
        ("Northern Star star.example", True),
        ("Northernabcdestar star.example", False),
        ("Northernabcdstar star.example", True),
        ("Mill star.example", False),
        ("Star " + "-" * 72 + " star.example", True),
        ("Star " + "-" * 73 + " star.example", False),
        ("Star", False),
    ],
)
def test_a_name_and_its_site(text: str, *, expected: bool) -> None:
    assert names_site(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The mill on the…", [3]),
        ("The mill on the...", [3]),
        ("The mill on th…", []),
        ("The mill on the", []),
        ("A mill on the weir…", []),
    ],
)
def test_a_headline_cut_short(line: str, expected: list[int]) -> None:
    assert list(shortened(lines_of(f"The mill on the upper weir\na\nb\n{line}"))) == expected
    assert list(shortened(lines_of(f"The mill on the upper weir\na\n{line}"))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Weir Star\n\nThe mill opens\n\nIt rained.\n\na\nb\nc\nd\ne\nto@weirstar.example", [0]),
        ("The Weir Star\n\nThe mill opens\n\nIt rained.\n\na\nb\nc\nd\ne\nto@weirstar.example", [0]),
        ("Four Weir Star\n\nThe mill opens\n\nIt rained.\n\na\nb\nc\nd\ne\nto@weirstar.example", []),
        ("Weir Star\nThe mill opens\n\nIt rained.\n\na\nb\nc\nd\ne\nto@weirstar.example", []),
        ("Weir Star\n\nThe mill opens.\n\nIt rained.\n\na\nb\nc\nd\ne\nto@weirstar.example", []),
        ("Weir Star.\n\nThe mill opens\n\nIt rained.\n\na\nb\nc\nd\ne\nto@weirstar.example", []),
        ("Weir Star\n\nThe mill opens\n\nIt rained.\n\na\nb\nc\nd\nto@weirstar.example", []),
        ("Weir Star\n\nThe mill opens\n\nIt rained.\n\nb\nc\nd\ne\nto@weirstar.example", []),
        ("Weir Star\n\nThe mill opens\n\nb\nc\nd\ne\nf\nto@weirstar.example", []),
        ("Weir Star\n\nThe mill opens\n\nIt rained.\n\nto@weirstar.example\na\nb\nc\nd\ne\n", [0]),
        ("Weir Star\n\nThe mill opens\n\nIt rained.\n\nto@weirstar.example\na\nb\nc\nd\ne\nf", []),
        ("1 The Weir Gazette\n\nThe mill opens\n\nIt rained.\n\nIt stopped.", [0]),
        ("2 The Weir Gazette\n\nThe mill opens\n\nIt rained.\n\nIt stopped.", []),
        ("1 The Weir Gazette\n\nThe mill opens\n\nIt rained.", []),
        ("1 The Weir\n\nThe mill opens\n\nIt rained.\n\nIt stopped.", []),
        ("1 Gazette of the Weir Now\n\nThe mill opens\n\nIt rained.\n\nIt stopped.", [0]),
        ("1 Gazette of the Weir Now Here\n\nThe mill opens\n\nIt rained.\n\nIt stopped.", []),
        ("Star star.example\n\nThe mill opens\n\nIt rained.", [0]),
        ("Star\nstar.example\n\nThe mill opens\n\nIt rained.", [0, 1]),
        ("star.example\nThe Star\n\nThe mill opens\n\nIt rained.", [0, 1]),
        ("The mill\nIt opens\nStar\nstar.example\n\nIt rained.", []),
        ("The mill\nStar\nstar.example\n\nIt rained.", [1, 2]),
    ],
)
def test_a_masthead(text: str, expected: list[int]) -> None:
    parts = masthead(lines_of(text), {}, frozenset({"gazette"}))
    assert sorted(parts) == expected
    assert all(parts.values())


def test_a_site_that_the_running_head_bears() -> None:
    lines = lines_of("star.example\n\nThe mill opens\n\nIt rained.\n\nStar star.example 4")
    head = FurnitureLine(lines[3], "running_head", 0.9, "so")
    assert list(masthead(lines, {3: head}, frozenset())) == [0]
    assert list(masthead(lines[:3], {}, frozenset())) == [0]
    assert not masthead(
        lines_of("weir.example/a\nThe mill\nIt rained."), {2: head._replace(line=lines[1])}, frozenset()
    )


# ------------------------------------------------------------------------------------------ evidence

SURE = Evidence(5, 5, 0, 1.0, 0, 0, 0, 0, 0, closes=False, is_title=True, even=True)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "edges"),
        ({"edges": 3}, "edges"),
        ({"edges": 2}, ""),
        ({"occurrences": 2, "edges": 2}, "edges"),
        ({"occurrences": 2, "edges": 2, "tops": 1}, ""),
        ({"occurrences": 2, "edges": 2, "tops": 1, "cuts": 1}, "edges"),
        ({"occurrences": 2, "edges": 2, "tops": 1, "folios": 1}, ""),
        ({"occurrences": 2, "edges": 2, "tops": 1, "folios": 2}, "edges"),
        ({"occurrences": 1, "edges": 2}, ""),
        ({"pages": 0.4}, "edges"),
        ({"pages": 0.39}, ""),
        ({"parts_of_sentences": 1}, "edges"),
        ({"occurrences": 4, "parts_of_sentences": 1}, "edges"),
        ({"parts_of_sentences": 2}, ""),
        ({"occurrences": 50, "edges": 0, "parts_of_sentences": 1, "folios": 50, "closes": True}, ""),
        ({"occurrences": 50, "edges": 1, "parts_of_sentences": 1, "folios": 50, "closes": True}, "beside"),
        ({"same_around": 1}, "edges"),
        ({"same_around": 2}, ""),
        ({"occurrences": 50, "edges": 50, "same_around": 17}, "edges"),
        ({"edges": 0, "cuts": 3}, "across"),
        ({"edges": 0, "cuts": 2}, ""),
        ({"edges": 0, "cuts": 3, "is_title": False}, ""),
        ({"edges": 0, "cuts": 3, "even": False}, ""),
        ({"occurrences": 3, "edges": 0, "cuts": 2}, "across"),
        ({"occurrences": 3, "edges": 0, "cuts": 1}, ""),
        ({"occurrences": 2, "edges": 0, "cuts": 2}, ""),
        ({"occurrences": 2, "edges": 0, "cuts": 2, "free_cuts": 2}, "across"),
        ({"edges": 0, "cuts": 1, "folios": 3}, "beside"),
        ({"occurrences": 4, "edges": 0, "cuts": 1, "folios": 2}, "beside"),
        ({"edges": 0, "cuts": 1, "folios": 2}, ""),
        ({"occurrences": 2, "edges": 0, "cuts": 1, "folios": 1}, ""),
        ({"edges": 0, "folios": 5}, ""),
        ({"edges": 0, "folios": 5, "closes": True}, "beside"),
        ({"edges": 0, "folios": 4, "closes": True}, ""),
    ],
)
def test_the_evidence_of_a_running_head(changes: dict[str, Any], reason: str) -> None:
    said = SURE._replace(**changes).reason
    assert (reason in said) if reason else said == ""


# ------------------------------------------------------------------------------------------ folios


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("302    MARTA LINDQVIST", Stem("marta lindqvist", 302)),
        ("MARTA LINDQVIST | 302", Stem("marta lindqvist", 302)),
        ("Marrow      Informational      [Page 3]", Stem("marrow informational", 3)),
        ("Marrow of 3x", Stem("marrow of 3x", None)),
        ("3", Stem("3", None)),
        ("Marrow", Stem("marrow", None)),
    ],
)
def test_a_stem(text: str, expected: Stem) -> None:
    assert stem(text) == expected


def pages(text: str) -> Pages:
    return Pages(lines_of(text), page_patterns(ENGLISH))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("4", (4, False, False, False, False)),
        ("- 4 -", (4, True, False, True, False)),
        ("- 4", (4, False, False, False, False)),
        ("4 -", (4, False, False, False, False)),
        ("Page 4", (4, False, True, True, False)),
        ("page 4", (4, False, True, False, False)),
        ("page 4 of 7", (4, False, True, True, True)),
        ("4 / 7", (4, False, False, False, False)),
        ("Page 4" + " " * 12 + "of 777", (4, False, True, True, True)),
        ("Page 4" + " " * 13 + "of 777", None),
        ("Page", None),
        ("44444", None),
    ],
)
def test_a_line_that_may_be_a_folio(line: str, expected: tuple[int, bool, bool, bool, bool] | None) -> None:
    assert pages(f"{line}\nIt rained.").numbers == ({} if expected is None else {0: expected})


PAGE = "It rained on the mill and on the weir, and the mayor said that it did so.\n" * 6
CUT = "It rained on the mill and on the weir, and the mayor said that it did so\n"


@pytest.mark.parametrize(
    ("text", "folios"),
    [
        (f"{PAGE}4\n␌{PAGE}5\n␌{PAGE}6", {4, 5, 6}),
        (f"{PAGE}4\n␌{PAGE}It\n7\n␌{PAGE}6", {4, 6, 7}),
        (f"{PAGE}\n4\n\n{PAGE}\n5\n\n{PAGE}\n6", {4, 5, 6}),
        (f"{PAGE}\n4\n\n{PAGE}\n5\n\n{PAGE}\n6\n\nIt rained.", set()),
        (f"{PAGE}{CUT}\n4\n\nby itself.\n{PAGE}\n5\n\n{PAGE}\n6\n\nIt rained.", {4, 5, 6}),
        (f"{PAGE}{CUT}\n4\n\nby itself.\n{PAGE}", {4}),
        (f"{PAGE}{CUT}\n4\n\nBy itself.\n{PAGE}", set()),
        (f"{PAGE}{CUT}\n- 4 -\n\nBy itself.\n{PAGE}", {4}),
        (f"{PAGE}\nIt did\n\n- 4 -\n\nso itself.\n{PAGE}", {4}),
        (f"{PAGE}\nIt did\n\n4\n\nso itself.\n{PAGE}", set()),
        (f"{PAGE}{CUT}4\nby itself.\n{PAGE}", set()),
        (f"{PAGE}\nPage 4\n\n{PAGE}", {4}),
        (f"{PAGE}{CUT}page 4\n{PAGE}", set()),
        (f"{PAGE}{CUT}Page 4\n{PAGE}", {4}),
        (f"{PAGE}\n- 4 -", {4}),
        (f"{PAGE}\n4", set()),
        (f"{PAGE}\n{' ' * 22}4", {4}),
        (f"{PAGE}\n{' ' * 21}4", set()),
        (f"{PAGE}as follows:\n{' ' * 30}4", set()),
        (f"{PAGE}\n{' ' * 30}444", {444}),
        (f"{PAGE}\n{' ' * 30}1911", set()),
        (f"{PAGE}\n{' ' * 30}8/9", set()),
        (f"4\n{PAGE}", set()),
        (f"{PAGE}{CUT}␌4\nby itself.\n{PAGE}", {4}),
        (f"{PAGE}as follows:\n4\n␌{PAGE}", set()),
        (f"{PAGE}\n4\n␌", {4}),
        (f"{PAGE}\n1\n\nIt rained.\n\n2\n\nIt rained.\n\n3", set()),
    ],
)
def test_folios(text: str, folios: set[int]) -> None:
    all_pages = pages(text)
    assert {all_pages.numbers[index].value for index in all_pages.folios} == folios
    assert all(all_pages.folios.values())


@pytest.mark.parametrize(
    ("gaps", "runs"),
    [
        ((5, 5), [[4, 5, 6]]),
        ((4, 5), [[4], [5, 6]]),
        ((4, 4), [[4], [5], [6]]),
        ((5, 20), [[4, 5, 6]]),
        ((5, 21), [[4, 5], [5, 6]]),
        ((20, 5), [[4, 5, 6]]),
        ((21, 5), [[4, 5], [5, 6]]),
    ],
)
def test_numbers_that_count_up_as_far_apart_as_pages(gaps: tuple[int, int], runs: list[list[int]]) -> None:
    first, second = ("\n" + "It rained.\n" * (gap - 1) for gap in gaps)
    counted = pages(f"4{first}5{second}6")
    assert [[counted.numbers[index].value for index in run] for run in counted._runs() if run] == runs
    assert len(counted.rising) == len({value for run in runs if len(run) > 1 for value in run})
    marked = pages(f"4{first}5{second}6\n␌It rained.")
    assert [len(run) for run in marked._runs() if run] == ([3] if min(gaps) > 4 else [len(run) for run in runs])


FOUR = "It rained.\n" * 4
WITHIN = f"{FOUR}It rained on\n7\nand on.\n{FOUR}"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (f"{FOUR}4\n␌{FOUR}5\n␌{FOUR}", [4, 5]),
        (f"4\n{FOUR}␌5\n{FOUR}␌{FOUR}", [4, 5]),
        (f"{FOUR}4\nSo.\nSo.\n␌{FOUR}5\n␌{FOUR}", [4, 5]),
        (f"{FOUR}4\nSo.\nSo.\nSo.\n␌{FOUR}5\n␌{FOUR}", []),
        (f"{FOUR}4\n␌{FOUR}␌{FOUR}", []),
        (f"{FOUR}4\n␌{FOUR}6\n␌{FOUR}", []),
        (f"{FOUR}4\n␌{FOUR}5\n␌{FOUR}6\n␌{WITHIN}", [4, 5, 6, 7]),
        (f"{FOUR}\n␌{FOUR}5\n␌{FOUR}6\n␌{WITHIN}", [5, 6]),
        (f"{FOUR}4\n␌{FOUR}5\n␌{FOUR}6\n␌{WITHIN}{WITHIN}", [4, 5, 6]),
        (f"{FOUR}4\n␌{FOUR}5\n␌{FOUR}6\n␌{WITHIN}7\n", [4, 5, 6, 7]),
        (f"{FOUR}4\n␌{FOUR}5\n␌{FOUR}6\n␌{WITHIN.replace('7', '8')}", [4, 5, 6]),
        (f"{FOUR}4\n␌{FOUR}5\n␌{FOUR}6\n␌{FOUR}{CUT}7\nand on.\n{FOUR}", [4, 5, 6]),
    ],
)
def test_numbers_in_step_with_the_form_feeds(text: str, numbers: list[int]) -> None:
    numbered = pages(text)
    assert [numbered.numbers[index].value for index in numbered._in_step()] == numbers


def test_numbers_of_another_count() -> None:
    between = "\n" + "It rained.\n" * 6
    assert sorted(pages(f"4{between}5{between}7{between}8{between}9").rising) == [0, 7, 14, 21, 28]
    assert sorted(pages(f"4{between}5{between}7").rising) == [0, 7]


def test_where_pages_begin() -> None:
    two = pages("a\nb\nc\n␌d\ne\nf\ng\nh\ni\nj\nk\n␌l\nm")
    assert two.starts == [3, 11]
    assert [two.page(index) for index in (0, 2, 3, 10, 11, 12)] == [0, 0, 1, 1, 2, 2]
    assert [two.from_edge(index) for index in range(13)] == [0, 1, 0, 0, 1, 2, 3, 3, 2, 1, 0, 0, 0]
    assert [two.is_at_edge(index) for index in range(3, 11)] == [True, True, True, False, False, True, True, True]
    assert not pages("a\nb").is_at_edge(0)


@pytest.mark.parametrize(
    ("chapter", "last", "marked"), [(200, "so.", True), (201, "so.", False), (201, CUT.strip(), True)]
)
def test_form_feeds_between_chapters(chapter: int, last: str, *, marked: bool) -> None:
    lines = "It rained.\n" * (chapter - 1)
    assert pages(f"{lines}{last}\n␌{lines}{last}\n␌{lines}{last}").are_marked == marked


@pytest.mark.parametrize(
    ("last", "reported"),
    [("\n4", True), ("4", False), ("\n- 4 -", False), ("\n1911", False), ("\n4/5", False), ("\nso", False)],
)
def test_a_number_at_the_end_that_stays(last: str, *, reported: bool) -> None:
    problems = list(pages(f"{PAGE}{last}").doubtful())
    assert [(problem.kind, problem.line) for problem in problems] == [("furniture", 8)] * reported


@pytest.mark.parametrize(("band", "cut"), [(set(), False), ({7}, True), ({7, 9}, True), ({9}, False)])
def test_a_sentence_that_goes_on_across_several_lines(band: set[int], *, cut: bool) -> None:
    text = f"{PAGE}{CUT}Weir\nMill\nby itself.\n{PAGE}"
    assert pages(text).is_cut(8, frozenset(band)) == cut
    assert pages(text.replace("by", "橋")).is_cut(8, frozenset(band)) == cut
    assert not pages(text.replace("by", "橋")).is_cut(8, frozenset(band), in_any_script=False)


# ------------------------------------------------------------------------------------------ lone lines


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("WEIR GAZETTE   14", True),
        ("14   WEIR GAZETTE", True),
        ("14 | WEIR GAZETTE", True),
        ("WEIR GAZETTE 14", False),
        ("Weir Gazette   14", True),
        ("Weir Lock   14", False),
        ("Weir gazette   14", False),
        ("WE   14", False),
        ("A B C D WEIR   14", True),
        ("A B C D E WEIR   14", False),
        ("WEIR   14   LOCK", False),
        ("WEIR", False),
    ],
)
def test_a_running_head_with_its_folio(line: str, *, expected: bool) -> None:
    text = f"{PAGE}{CUT}\n{line}\n\nby itself.\n{PAGE}"
    heads = lone_heads(pages(text), frozenset())
    assert list(heads) == [7] * expected
    assert all((head.kind, head.confidence, head.doubtful) == ("running_head", 0.8, True) for head in heads.values())
    assert all(head.reason == "it bears the number of a page, in mid-sentence" for head in heads.values())
    assert not lone_heads(pages(text), frozenset({7}))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It did", "so itself.", True),
        ("It did.", "so itself.", False),
        (CUT, "So itself.", False),
        (CUT, "橋は itself.", False),
        (f"{CUT}\nLOCK   12\n", "by itself.", False),
    ],
)
def test_a_running_head_in_mid_sentence(before: str, after: str, *, expected: bool) -> None:
    text = f"{PAGE}\n{before.strip()}\n\nWEIR GAZETTE   14\n\n{after}\n{PAGE}"
    heads = lone_heads(pages(text), frozenset())
    assert ("WEIR GAZETTE   14" in {head.line.text for head in heads.values()}) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("- 15 -", True),
        ("- 18 -", True),
        ("- 19 -", False),
        ("- 14 -", False),
        ("- 13 -", False),
        ("15", False),
        ("LOCK   15", True),
    ],
)
def test_a_running_head_in_step_with_another_folio(other: str, *, expected: bool) -> None:
    text = f"{PAGE}\nWEIR GAZETTE   14\n\n{PAGE}\n{other}\n\n{PAGE}"
    heads = lone_heads(pages(text), frozenset())
    assert (6 in heads) == expected
    assert all(head.reason.endswith("another folio stands in step with it") for head in heads.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{PAGE}\n- 4 -\n\n{PAGE}", [6]),
        (f"{PAGE}\n- 2 -\n\n{PAGE}", [6]),
        (f"{PAGE}\n- 1 -\n\n{PAGE}", []),
        (f"{PAGE}\n- 4 -\n{PAGE}", []),
        (f"{PAGE}- 4 -\n\n{PAGE}", []),
        (f"{PAGE}\n(4)\n\n{PAGE}", []),
        (f"{PAGE}\n- 4 -\n\n{PAGE}\n- 9 -\n\n{PAGE}", []),
        (f"It rained.\n\nIt did.\n\n- 4 -\n\n{PAGE}", []),
        (f"It rained.\n\nIt did.\n\nSo.\n\n- 4 -\n\n{PAGE}", [3]),
        (f"{PAGE}\n- 4 -", []),
    ],
)
def test_a_folio_between_dashes_alone(text: str, expected: list[int]) -> None:
    folios = lone_folios(pages(text), frozenset())
    assert list(folios) == expected
    assert all((each.kind, each.confidence, each.doubtful) == ("page_number", 0.7, True) for each in folios.values())


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("3", "9", [6]),
        ("4", "9", []),
        ("5", "9", []),
        ("0", "9", [6]),
        ("-", "5", [6]),
        ("-", "8", [6]),
        ("-", "9", []),
        ("-", "4", []),
    ],
)
def test_a_folio_between_dashes_in_step_with_a_running_head(above: str, below: str, expected: list[int]) -> None:
    first = f"{above}   WEIR" if above.isdigit() else "It rained on the weir."
    text = f"{first}\n{PAGE[:-1].rpartition(chr(10))[0]}\n\n- 4 -\n\n{PAGE}\n- 99 -\n{below}   WEIR\n{PAGE}"
    heads = [index for index, line in enumerate(lines_of(text)) if line.text.endswith("  WEIR")]
    folios = lone_folios(pages(text), frozenset(heads))
    assert list(folios) == expected
    assert not any(each.doubtful for each in folios.values())
    assert all(each.reason == "it is a number set as those of pages are" for each in folios.values())
