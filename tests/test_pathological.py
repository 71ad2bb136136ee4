"""Nasty inputs are read in a time that grows with their length; a quadratic step would take hours on some of them."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import copydesk

SIZE = 200_000  # characters
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
    "page breaks": times("a\f"),
    "garbled text": times("â€œ"),
    "running heads": times("A Line\n\n" * 10 + "\f"),
    "mail quoted over and over": times("> ") + "a",
}


@contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    """Interrupt what takes longer: a hang is a failure, not a wait."""

    def stop(*_: object) -> None:
        raise AssertionError(f"it takes more than {seconds} seconds")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("kind", NASTY)
def test_a_nasty_input_is_read_in_good_time(kind: str) -> None:
    with no_longer_than(LIMIT):
        assert copydesk.read(NASTY[kind]).source is not None


def test_items_ever_further_in_make_no_list_too_deep_to_write() -> None:
    raw = PROSE + "".join("  " * depth + "• item\n" for depth in range(1200))
    article = copydesk.read(raw)
    assert copydesk.Article.from_json(article.to_json()) == article
