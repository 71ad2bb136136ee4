"""Addresses in text."""

from __future__ import annotations

import pytest

from copydesk.reading.text.recognisers.addresses import EMAIL, absolute, links, phones, reaches_somebody


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Tel: 555-0143 now", ("555-0143",)),
        ("+44 20 7946 0018", ("+44 20 7946 0018",)),
        ("in 1994-1996 it", ()),
        ("2024-05-03", ()),
        ("Waste (old)    0.9151    0.9230   n/a", ()),
        ("Waste 0.9151 0.9230", ()),
        ("Upper\t0718\t0838\t1718", ()),
        ("Upper   12   020 7946 0018", ("020 7946 0018",)),
        ("Tel.  020  7946  0018", ("020  7946  0018",)),
        ("9 Quay Street, Boston, MA 02110-1301", ()),
        ("Boston, Mass. 02110-1301, or 617-555-0143", ("617-555-0143",)),
        ("Boston, MA 02110-1301 (617) 555-0143", ("(617) 555-0143",)),
        ("New York, N.Y. 10001 212-555-0143", ("212-555-0143",)),
        ("Trenton, New Jersey\n08608-1203\n", ()),
        ("〒060-0001 札幌市", ()),
        ("Rua Um, 7, Recife, PE, 01310-100", ()),
        ("Heidelberg, DE 06221-542300", ("06221-542300",)),
        ("the UK 01632 960018", ("01632 960018",)),
        ("write to MA, phone 02110-1301", ("02110-1301",)),
        ("020 7946 0018 or +44 20 7946 0019", ("020 7946 0018", "+44 20 7946 0019")),
        ("+44 20 7946, then +44 20 7946 0019", ("+44 20 7946", "+44 20 7946 0019")),
        ("Tel: 555-014", ()),
        ("+123 456 789 012 345", ("+123 456 789 012 345",)),
        ("+123 456 789 012 3456", ()),
        ("12 34 56 78", ("12 34 56 78",)),
        ("1 234 567 8", ()),
        ("1234 5678", ()),
        ("(03/05/2024)", ()),
        ("phone" + " " * 19 + "555-0143", ("555-0143",)),
        ("phone" + " " * 20 + "555-0143", ()),
    ],
)
def test_phones(text: str, numbers: tuple[str, ...]) -> None:
    assert phones(text) == numbers


def test_links_are_listed_once_and_mail_addresses_are_no_links() -> None:
    text = "See www.a.example, b.example/x and c@d.example."
    assert links(text, bare_domains=True) == ((4, 17, "https://www.a.example"), (19, 30, "https://b.example/x"))
    assert links(text, bare_domains=False) == ((4, 17, "https://www.a.example"),)


def test_an_address_begins_where_its_word_begins() -> None:
    assert EMAIL.findall("write to ana.ruiz+desk@ledger.example, or jo@b.example.") == [
        "ana.ruiz+desk@ledger.example",
        "jo@b.example",
    ]


@pytest.mark.parametrize(
    ("address", "url"), [("a.example", "https://a.example"), ("http://a.example", "http://a.example")]
)
def test_absolute(address: str, url: str) -> None:
    assert absolute(address) == url


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("write to ana@ledger.example", True),
        ("see www.ledger.example", True),
        ("call +44 20 7946 0018", True),
        ("@ana", False),
        ("the mill", False),
    ],
)
def test_what_reaches_somebody(text: str, *, expected: bool) -> None:
    assert reaches_somebody(text) is expected
