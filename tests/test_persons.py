"""The persons of a byline without its opening, and the form of their names."""

from __future__ import annotations

import pytest

from copydesk.locales import locale, with_english
from copydesk.reading.text.recognisers.people.byline_words import BylineWords, byline_words
from copydesk.reading.text.recognisers.people.names import cased, is_name
from copydesk.reading.text.recognisers.people.persons import persons_in, uncased_persons, with_more
from copydesk.tree import Person

CLUB = "The club of "
FUNCTION_WORDS = frozenset(["a", "of", "the", "may", "will", "de", "in", "it", "on"])


def words_of(lang: str) -> BylineWords:
    return byline_words(with_english(locale(lang)))


def drawn(persons: list[Person]) -> str:
    """``Ana Ruiz, place Lima | Jo Park``"""
    kinds = ("role", "affiliation", "place")
    return " | ".join(
        ", ".join([person.name, *(f"{kind} {getattr(person, kind)}" for kind in kinds if getattr(person, kind))])
        for person in persons
    )


@pytest.mark.parametrize(
    ("lang", "parts", "expected"),
    [
        ("he", "אורי לב|תל אביב", "אורי לב, place תל אביב"),
        ("he", "תל אביב|אורי לב", "אורי לב, place תל אביב"),
        ("he", "אורי לב|דוד כהן", "אורי לב | דוד כהן"),
        ("he", "אורי לב|תל אביב יפו", "אורי לב, place תל אביב יפו"),
        ("he", "אורי לב|תל אביב יפו רמת", ""),
        ("he", "אורי לב|כתב", "אורי לב, role כתב"),
        ("he", "אורי לב|כתב א ב ג ד ה ו", "אורי לב, role כתב א ב ג ד ה ו"),
        ("he", "אורי לב|כתב א ב ג ד ה ו ז", ""),
        ("he", "אורי לב|כתב|תל אביב", ""),
        ("he", "לב אורי|של ספר", ""),
        ("he", "אורי לב|רחוב 3", ""),
        ("he", "אורי לב|", ""),
        ("he", "|אורי לב", ""),
        ("he", "אורי|תל אביב", ""),
        ("he", "אורי 3|תל אביב", ""),
        ("he", "אורי לב בן נון|תל אביב", "אורי לב בן נון, place תל אביב"),
        ("he", "אורי לב בן נון רם|תל אביב", ""),
        ("hi", "अमित ओझा|पटना से", "अमित ओझा, place पटना"),
        ("hi", "अमित ओझा|विशेष संवाददाता|पटना से", "अमित ओझा, role विशेष संवाददाता, place पटना"),
    ],
)
def test_names_without_capitals_by_what_follows_them(lang: str, parts: str, expected: str) -> None:
    assert drawn(uncased_persons(parts.split("|"), words_of(lang))) == expected


@pytest.mark.parametrize(
    ("lang", "text", "announced", "expected"),
    [
        ("en", "", True, ""),
        ("en", "Ana Ruiz and Jo Park", False, "Ana Ruiz | Jo Park"),
        ("en", "Ana Ruiz,, Jo Park", True, "Ana Ruiz | Jo Park"),
        ("en", "Ana Ruiz, it rained, Jo Park", True, ""),
        ("en", "Ana Ruiz, -", True, ""),
        ("en", "Ana Ruiz in Lima", False, "Ana Ruiz, place Lima"),
        ("en", "Ana Ruiz, IN LIMA", True, "Ana Ruiz, place Lima"),
        ("tr", "ANA YILMAZ, DIYARBAKIR", True, "Ana Yılmaz, place Dıyarbakır"),
        ("en", "Ana Ruiz, Lima", True, "Ana Ruiz, place Lima"),
        ("en", "Ana Ruiz - Lima", True, "Ana Ruiz, place Lima"),
        ("en", "Ana Ruiz and Lima", True, "Ana Ruiz | Lima"),
        ("en", "Ana, Lima", True, "Ana | Lima"),
        ("en", "Ana Ruiz, St-Malo", True, "Ana Ruiz, place St-Malo"),
        ("en", "Ana Ruiz, lima", True, ""),
        ("en", "Ana Ruiz, OSLO", True, "Ana Ruiz, place Oslo"),
        ("en", "Ana Ruiz, NEW YORK", False, "Ana Ruiz, place New York"),
        ("en", "ANA RUIZ, JO PARK", False, "Ana Ruiz | Jo Park"),
        ("en", "Ana Ruiz, NRK", True, "Ana Ruiz, affiliation NRK"),
        ("en", "Ana Ruiz, DAILY PRESS", True, "Ana Ruiz, affiliation DAILY PRESS"),
        ("en", "Ana Ruiz, PARIS", True, "Ana Ruiz, place Paris"),
        ("en", "Ana (Reuters)", True, "Ana, affiliation Reuters"),
        ("en", "Ana (Reuters)", False, ""),
        ("tr", "ALİ IŞIK (NTV)", True, "Ali Işık, affiliation NTV"),
        ("en", "Ana Ruiz (staff writer)", True, "Ana Ruiz, role staff writer"),
        ("en", "Ana Ruiz, staff writer in Lima", True, "Ana Ruiz, role staff writer, place Lima"),
        ("en", "Ana Ruiz, Lake Post in Lima", True, "Ana Ruiz, affiliation Lake Post, place Lima"),
        ("en", "Ana Ruiz Transport correspondent in Lima", True, "Ana Ruiz, role Transport correspondent, place Lima"),
        ("en", "Staff writer", True, ""),
        ("en", "in Lima", True, ""),
        ("en", "Lake Post", True, "Lake Post"),
        ("en", "Lake Post", False, ""),
        ("en", "Ana Ruiz, reuters", False, "Ana Ruiz, affiliation reuters"),
        ("en", f"Ana Ruiz, {CLUB}{'x' * 47}", True, f"Ana Ruiz, affiliation {CLUB}{'x' * 47}"),
        ("en", f"Ana Ruiz, {CLUB}{'x' * 48}", True, ""),
        ("en", "Ana Ruiz, The club of the friends", False, ""),
        ("en", "Ana Ruiz, the Club of the friends", True, ""),
        ("en", "Ana Ruiz, 3 Cakes", True, ""),
        ("en", "Ana Ruiz, the club of friends, Jo Park", True, ""),
    ],
)
def test_the_parts_of_a_byline(lang: str, text: str, *, announced: bool, expected: str) -> None:
    assert drawn(persons_in(text, words_of(lang), announced)) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Ana Ruiz writer", "Ana Ruiz, role writer"),
        ("en", "Ana writer", ""),
        ("en", "Ana de Ruiz correspondent", "Ana de Ruiz, role correspondent"),
        ("en", "Ana de la Ruiz correspondent", ""),
        ("en", "Ana Ruiz Lind correspondent", "Ana Ruiz, role Lind correspondent"),
        ("en", "Ana Ruiz Senior Correspondent", ""),
        ("en", "Ana Ruiz chief of all correspondent", "Ana Ruiz, role chief of all correspondent"),
        ("en", "Ana Ruiz chief of all the correspondent", ""),
        ("en", "Ana Ruiz reporter at large", ""),
        ("tr", "ALİ IŞIK MUHABİR", "Ali Işık, role MUHABİR"),
    ],
)
def test_a_name_and_a_role_without_a_comma(lang: str, text: str, expected: str) -> None:
    assert drawn(persons_in(text, words_of(lang), announced=False)) == expected


def test_fields_that_are_empty_stay_as_they_are() -> None:
    assert with_more(Person("Ana", place="Lima"), role="writer", place=None) == Person("Ana", "writer", place="Lima")


@pytest.mark.parametrize(
    ("text", "announced", "lone"),
    [
        ("", False, False),
        ("Ana", True, False),
        ("Ana Ruiz", True, True),
        ("Ana Ruiz 3", False, False),
        ("Ana, Ruiz", False, False),
        ("Ana Bo Cy Di Ek", True, True),
        ("Ana Bo Cy Di Ek Fu", False, False),
        ("Ana " + "x" * 43 + "X", False, False),
        ("Ana X" + "x" * 43, True, True),
        ("Ana X" + "x" * 44, False, False),
        ("ana ruiz", False, False),
        ("Ana Reuters", False, False),
        ("Ana Press", True, False),
        ("Dr. Ana Press", True, True),
        ("Associated Press", False, False),
        ("Dr. Ana Reuters", False, False),
        ("E. G.", True, False),
        ("E.", False, False),
        ("A Pastorale", False, False),
        ("B Pastorale", True, True),
        ("A Long Pastorale", True, True),
        ("It Rained", False, False),
        ("Rained It", False, False),
        ("Ana IT", False, False),
        ("Ana IT Ruiz", False, False),
        ("Ana JP", True, True),
        ("de Ruiz", True, False),
        ("Ana de", False, False),
        ("de la Ruiz", True, False),
        ("Ana d’Aubigny", True, True),
        ("d’Aubigny", True, False),
        ("d’Aubigny de", False, False),
        ("d’Aubigny de Ruiz", True, True),
        ("May", False, False),
        ("Ana May", True, True),
        ("Rained. Ana Ruiz", False, False),
        ("Ana Rained.", True, True),
        ("Rain. Ana Ruiz", True, True),
        ("Prof. Ana Ruiz", True, True),
        ("-", False, False),
        ("· ·", False, False),
        ("王小明", True, False),
        ("सीता राम", True, False),
    ],
)
def test_the_form_of_a_name(text: str, *, announced: bool, lone: bool) -> None:
    """``lone`` is a name where nothing announces one."""
    assert [is_name(text, FUNCTION_WORDS, announced=True), is_name(text, FUNCTION_WORDS, announced=False)] == [
        announced,
        lone,
    ]


def test_function_words_are_no_names_in_scripts_without_capitals() -> None:
    assert is_name("נועה ברקאי", frozenset(["של"]), announced=True)
    assert not is_name("ספר של", frozenset(["של"]), announced=True)


@pytest.mark.parametrize(
    ("name", "dotless", "expected"),
    [
        ("ANA DE LA TORRE", False, "Ana de la Torre"),
        ("DE LA TORRE", False, "De la Torre"),
        ("Ana RUIZ", False, "Ana RUIZ"),
        ("ANA", False, "ANA"),
        ("A.B.", False, "A.B."),
        ("J.R.R", False, "J.R.R."),
        ("J. R. R.", False, "J. R. R."),
        ("ALI IRIS", False, "Ali Iris"),
        ("ALI IRIS", True, "Alı Irıs"),
        ("ALİ İRİS", True, "Ali İris"),
        ("ANA-MARIA O’HARA", False, "Ana-Maria O’Hara"),
        ("PROF. ANA RUIZ", False, "Prof. Ana Ruiz"),
        ("THOS. LIND", False, "THOS. Lind"),
        ("FREDK. LIND", False, "Fredk. Lind"),
    ],
)
def test_a_name_in_capitals(name: str, *, dotless: bool, expected: str) -> None:
    assert cased(name, dotless) == expected
    if not dotless:
        assert cased(name) == expected
