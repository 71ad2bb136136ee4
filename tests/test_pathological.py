"""Nasty inputs are read in a time that grows with their length; a quadratic step would take hours on some of them."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

import copydesk
from copydesk.reading import BEGINNING, source_of

SIZE = 60_000  # characters
LIMIT = 20  # seconds; each takes about one on a slow machine

PROSE = "This is a line of text that says a few things and then ends.\n\n" * 3


def times(unit: str, size: int = SIZE) -> str:
    return unit * (size // len(unit))


NASTY = {
    "one word": times("word "),
    "one word a line": times("word\n"),
    "blank lines": times("\n") + "end",
    "opening brackets": times("["),
    "closing brackets": times("]"),
    "half links": times("[a](b "),
    "nested links": times("[a](x(b)"),
    "hyphens at line ends": times("some words that impro-\n"),
    "hyphens alone": times("-"),
    "straight quotes": times('"'),
    "curly quotes": times("“"),
    "digits": times("1"),
    "lines of digits": times("12\n"),
    "bullets": times("•"),
    "bullets alone": times("•\n"),
    "items": times("• item here\n"),
    "pipes": times("|"),
    "table rows": times("| a | b |\n"),
    "combining marks": "e" + "\u0301" * 100_000,
    "one long line": times("lorem ipsum ", 1_000_000),
    "one long word": "a" * 1_000_000,
    "emphasis begun": times("*a "),
    "long word before a broken one": "a" * SIZE + " impro-\nvement of things\n",
    "long compound before a broken word": times("a-") + "!impro-\nvement of things\n",
    "long word beside a compound": "b-\nc x-y " + "a" * SIZE + "\n",
    "a drawn line that is none": PROSE + "-" * 60 + "!\n\n" + PROSE,
    "contact with a long word": PROSE + "Contact: " + "a" * SIZE,
    "contact with telephones": PROSE + "Contact: " + times("+44 20 7946 0018 x "),
    "contact with addresses": PROSE + "Contact: " + times("www.a.com a@b.com "),
    "notes": times("[1] a\n"),
    "colons": times("a:\nb\n"),
    "announcements of mails": times("---- Forwarded message ----\n", 400_000),
    "page breaks": times("a\f"),
    "overstruck letters": times("a\ba"),
    "letters struck over and over": times("a\b"),
    "words struck over and over": times("ab\b\b"),
    "struck marks": "e" + "\u0301" * 100_000 + "\be",
    "links of a terminal": times("\x1b]8;;https://e.org/\x07a"),
    "a long link of a terminal": "\x1b]8;;https://e.org/\x07" + times("a ") + "[\x1b]8;;\x07",
    "half sequences of a terminal": times("\x1b]8;;"),
    "sequences of a terminal": times("\x1b[1ma"),
    "garbled text": times("â€œ"),
    "running heads": times("A Line\n\n" * 10 + "\f"),
    "mail quoted over and over": times("> ") + "a",
    "one sentence over and over": times("It rained in the valley, and then for years it did not.\n\n"),
    "quotations for show": times(PROSE + "“Then ends.”\n\n"),
    "columns": times("words of the left column here" + " " * 8 + "and words of the right one\n"),
    "stanzas": times("a line of verse\nand another line\nand one more\n\n"),
    "bylines": times("By Ana Ruiz and Jo Park in Lima\n"),
    "dates": times("Monday, 3 May 2024, 10:15\n"),
    "datelines": times("LIMA, Peru (AP) — "),
    "captions": times("Photo: Ana Ruiz\n\n"),
    "lines further and further in": "".join(" " * depth + "words of a line\n" for depth in range(600)),
    "comments of HTML": times("<!-- --> ", 2_000) + PROSE,
    "numbers within sentences": times("It went on without any end in sight on either side and\n\n- 7 -\n\nso on\n"),
}


@contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    """Interrupt what takes longer, so that a hang fails. The seconds are processor time of this process,
    however busy the machine is."""

    def stop(*_: object) -> None:
        raise AssertionError(f"it takes more than {seconds} seconds")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.mark.parametrize("kind", NASTY)
def test_a_nasty_input_is_read_in_good_time(kind: str) -> None:
    with no_longer_than(LIMIT), suppress(copydesk.InputError):  # bullets alone are no article
        assert copydesk.read(NASTY[kind]).source is not None


BEGINNINGS = ("%", "#+title: ", "#+title: a\n", "<!-- -->", "<a ", "<?xml ?>", ".ds x\n", '{"nbformat" ', "a: b\n", " ")
"""How files of several forms begin."""


@pytest.mark.parametrize("unit", BEGINNINGS)
@pytest.mark.parametrize("behind", ["", " ", "\n"])
def test_the_form_of_a_file_is_told_in_good_time(unit: str, behind: str) -> None:
    for beginning in (f"{unit}{behind}" * BEGINNING, unit + behind * BEGINNING):
        with no_longer_than(LIMIT):
            source_of("", None, beginning[:BEGINNING].encode())


HOUSE = copydesk.Publication(
    running_heads=("*a*" * 20 + "b", "A*Line*x"),
    kickers=("word*" * 20,),
    byline=copydesk.BylineConvention(forms=("{name} a {place} a {role}", "By {name}"), stands="either"),
    footer=copydesk.FooterConvention(contact=("Contact*" + " *" * 20,), set_aside=("*1" * 20 + "2",)),
)


@pytest.mark.parametrize("kind", NASTY)
def test_a_nasty_input_with_many_declarations_is_read_in_good_time(kind: str) -> None:
    with no_longer_than(LIMIT), suppress(copydesk.InputError):
        assert copydesk.read(NASTY[kind][: SIZE // 8], conventions=HOUSE).source is not None


def test_items_ever_further_in_make_no_list_too_deep_to_write() -> None:
    raw = PROSE + "".join("  " * depth + "• item\n" for depth in range(1200))
    article = copydesk.read(raw)
    assert copydesk.Article.from_json(article.to_json()) == article
