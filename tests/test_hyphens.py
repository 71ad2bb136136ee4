"""Words broken at a line's end."""

from __future__ import annotations

import pytest

import copydesk
from copydesk.locales import locale
from copydesk.reading.text.joining.hyphens import Rejoined, evidence_of, is_broken, rejoin
from copydesk.reading.text.joining.vocabulary import Vocabulary

EN = locale("en")
ARTICLE = ["The improvement is slow.", "A half-sister came."]


@pytest.mark.parametrize(
    ("lines", "is_unhyphenated"),
    [
        ([], False),
        (["the gate held"], False),
        (["-", "-", "a-", "-"], False),
        (["the gate held"] * 30, True),
        (["the gate held", "all the improve-", "ment is slow"] * 30, False),
        (["水闸没有打开"] * 200, False),  # lines that no machine breaks with hyphens show nothing
        (["השער לא נפתח"] * 200, False),
    ],
)
def test_lines_show_whether_a_machine_broke_words(lines: list[str], *, is_unhyphenated: bool) -> None:
    assert Vocabulary(lines).is_unhyphenated == is_unhyphenated


@pytest.mark.parametrize(
    ("text", "following", "word"),
    [
        ("an improve-", "ment of", "improvement"),
        ("her half-", "sister came", "half-sister"),
        ("a self-", "made man", "self-made"),
        ("some\u2010", "thing", "something"),
        ("the Anglo-", "Saxon", "Anglo-Saxon"),
    ],
)
def test_a_broken_word_is_rejoined(text: str, following: str, word: str) -> None:
    broken_word = rejoin(text, following, Vocabulary(ARTICLE), EN)
    assert (broken_word.hyphenated if broken_word.keeps_hyphen else broken_word.joined) == word
    assert 0.5 <= broken_word.confidence <= 1
    assert broken_word.reasons


@pytest.mark.parametrize(
    ("lang", "text", "following", "expected"),
    [
        ("en", "impro-", "vement", True),
        ("en", "pages 3-", "4", False),
        ("en", "and so -", "he left", False),
        ("de", "Ein-", "und Ausfahrt", False),
        ("de", "vor-", "oder nachmittags", False),
        ("en", "pre-", "or post-war", False),
        ("en", "pre-", "OR post-war", False),
        ("en", "pre-", "war or peace", True),
        ("en", "pre", "war", False),
        ("en", "of-", "war", True),
        ("en", "a-", "bout", False),
        ("en", "so?-", "war", False),
        ("en", "pre-", "?", False),
        ("en", "19-", "year", True),
    ],
)
def test_is_broken(lang: str, text: str, following: str, expected: bool) -> None:
    assert is_broken(text, following, locale(lang)) == expected


def test_a_hyphen_that_occurs_inside_words_is_no_evidence_at_a_line_end() -> None:
    lines = ["She is eighty\u2010one and a half\u2010sister", "of the half\u2010", "sister of the mayor."]
    assert rejoin(lines[1], lines[2], Vocabulary(lines), EN).keeps_hyphen


@pytest.mark.parametrize(
    ("text", "following", "keeps", "reason"),
    [
        ("THE CONSTRUC-", "TION OF IT", False, "it is in capitals"),
        ("the Anglo-", "Saxon", True, "a capital follows the hyphen"),
        ("a self-", "made man", True, "the language sets such a word with a hyphen"),
        ("the covid-", "19 ward", True, "a digit stands at the hyphen"),
    ],
)
def test_the_reasons_for_or_against_a_hyphen_are_listed(text: str, following: str, keeps: bool, reason: str) -> None:
    broken_word = rejoin(text, following, Vocabulary(ARTICLE), EN)
    assert broken_word.keeps_hyphen == keeps
    assert reason in broken_word.reasons


def test_a_word_in_capitals_is_joined_with_more_confidence_than_one_in_small_letters() -> None:
    capitals, small = (
        rejoin(line, "TION" if line.isupper() else "tion", Vocabulary([]), EN) for line in ("CON-", "con-")
    )
    assert not capitals.keeps_hyphen
    assert capitals.confidence > small.confidence


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            "X-/ray mother-in-/law mother-/in-law state-of-/the-art co-/owner dress-/making well-/known EU-/funded"
            " 24-/year 19th-/century ex-/mayor re-/election pre-/war post-/war anti-/tax twenty-/first set-/up"
            " Anglo-/Irish two-/year-old by-/law e-/mail mid-/century chuff-/chuff",
        ),
        (
            "fr",
            "est-/ce dit-/il va-/t-il va-t-/il prenez-/vous celui-/là c'est-à-/dire moi-/même Jean-/Luc",
        ),
        ("ru", "из-/за из-/под кто-/то по-/русски что-/нибудь во-/первых чуть-/чуть юго-/запад Ново-/Ленино"),
        ("uk", "будь-/який з-/під по-/українськи все-/таки"),
        ("de", "CDU-/Politiker U-/Bahn Ost-/West E-/Mail"),
        ("pt", "segunda-/feira tornou-/se pós-/guerra"),
        ("cs", "je-/li"),
    ],
)
def test_a_compound_keeps_the_hyphen_that_it_is_broken_at(lang: str, words: str) -> None:
    for word in words.split():
        before, after = word.split("/")
        broken_word = rejoin(f"and {before}", f"{after} it", Vocabulary(["and so on"]), locale(lang))
        assert (word, broken_word.keeps_hyphen, broken_word.doubtful) == (word, True, False)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            "govern-/ment pre-/sent pro-/gramme ten-/der so-/cial ex-/plain high-/way long-/er short-/age half-/penny"
            " mid-/night anti-/quary non-/sense all-/owed well-/ington ma-/ma co-/incidence part-/ner war-/den",
        ),
        ("fr", "gouverne-/ment voi-/là cou-/leur entre-/prise ma-/man cer-/tain démis-/sion ce-/lui"),
        ("ru", "прави-/тельство мес-/то по-/лице экс-/перт ма-/ма мини-/стерство бизнес-/мен"),
        ("de", "Regie-/rung so-/gar all-/gemein Pro-/zent vor-/liegen"),
        ("es", "go-/bierno ex-/plica fran-/cos"),
    ],
)
def test_a_broken_word_loses_its_hyphen_without_a_doubt(lang: str, words: str) -> None:
    for word in words.split():
        before, after = word.split("/")
        broken_word = rejoin(f"and {before}", f"{after} it", Vocabulary(["and so on"]), locale(lang))
        assert (word, broken_word.keeps_hyphen, broken_word.doubtful) == (word, False, False)


@pytest.mark.parametrize(
    ("elsewhere", "keeps"),
    [("A net-maker came.", True), ("A netmaker came.", False), ("The head net-maker-in-chief came.", True)],
)
def test_the_spelling_elsewhere_in_the_text_decides(elsewhere: str, keeps: bool) -> None:
    broken_word = rejoin("the net-", "maker said", Vocabulary([elsewhere]), EN)
    assert (broken_word.keeps_hyphen, broken_word.doubtful) == (keeps, False)


def test_a_soft_hyphen_is_never_one_of_the_word() -> None:
    assert not rejoin("the co\u00ad", "owner said", Vocabulary([]), EN).keeps_hyphen


@pytest.mark.parametrize(
    ("broken", "elsewhere", "evidence"),
    [
        ("net-/maker", "", ""),
        ("net\u2010/maker", "", "machine_hyphen"),
        ("net\u2010/maker", "a co\u2010op", ""),
        ("net\u00ad/maker", "a co\u2010op", "machine_hyphen"),
        ("net-/maker", "a co\u2010op|so im-proves", ""),
        ("net-/maker", "it was im\u2010", "true_hyphen"),
        ("net-/maker", "it was im\u00ad", "true_hyphen"),
        ("net-/maker", "it was im-", ""),
        ("net-/maker", "it was im\u2010|a co\u2010op", ""),
        ("net-/maker", "a co\u2010op|it was im\u2010|the man", ""),
        ("net-/maker", "the Netmaker", "joined_elsewhere"),
        ("net-/maker", "the netmaker-", ""),
        ("net-/maker", "netmaker-", ""),
        ("net-/maker", "netmaker it-", "joined_elsewhere"),
        ("net-/maker", "the Net\u2010maker", "hyphenated_elsewhere"),
        ("net-/maker", "a b-net-maker-c", "hyphenated_elsewhere"),
        ("man-/of-war", "", "inner_word short_half"),
        ("man-/of", "", "short_half"),
        ("of-/war", "", "short_half"),
        ("man-of-/war", "", "inner_word compound_already short_half"),
        ("man-of-/bo-war", "", "inner_word compound_already short_half"),
        ("man-bo-/of", "", "compound_already short_half"),
        ("self-/made", "", "kept_by_language"),
        ("self\u00ad/made", "", "machine_hyphen"),
        ("ABCD-/EFGH by", "", "two_acronyms"),
        ("ABCDE-/FGH by", "", "capitals"),
        ("ABC-/DEFGH by", "", "capitals"),
        ("ABC-/DEF", "", "capitals"),
        ("A-/BCD by", "", "short_half capital_after single_letter"),
        ("Net-/Maker", "", "capital_after"),
        ("ABC-/maker", "", "acronym"),
        ("A-/maker", "", "short_half single_letter"),
        ("net4-/maker", "", "digit"),
        ("net-/4maker", "", "digit"),
        ("net-/m4aker", "", ""),
        ("a-/bout", "", "short_half single_vowel"),
        ("x-/aloft", "", "short_half single_letter"),
        ("net-/a", "", "short_half"),
        ("net-/a-b", "", "short_half single_vowel"),
        ("net-/x-b", "", "short_half single_letter"),
        ("4-/aloft", "", "digit short_half"),
        ("net-/4-b", "", "digit short_half"),
        ("chuf-/Chuf", "", "same_halves capital_after"),
        ("chuf-/chuf", "", "same_halves"),
        ("chu-/chu", "", ""),
        ("abcd-/efgh", "abcd efgh", "both_halves_words"),
        ("abc-/efgh", "abc efgh", ""),
        ("abcd-/efg", "abcd efg", ""),
        ("abcd-/efgh", "abcd", ""),
        ("abcd-/efgh", "efgh", ""),
        ("abcd-/efgh", "abcd efgh abcdefgh", "joined_elsewhere"),
        ("abcd-/ef", "", "short_half"),
        ("ab-/cdef", "", "short_half"),
    ],
)
def test_the_evidence_for_or_against_a_hyphen(broken: str, elsewhere: str, evidence: str) -> None:
    before, after = broken.split("/")
    vocabulary = Vocabulary(elsewhere.split("|") if elsewhere else [])
    assert sorted(evidence_of(f"and {before}" if before != "ABC-" else before, after, vocabulary, EN)) == sorted(
        evidence.split()
    )


@pytest.mark.parametrize(
    ("text", "following", "is_address"),
    [
        ("see www.post-", "office.example now", True),
        ("see post-", "office.example/a now", True),
        ("ana@post-", "office.example", True),
        ("see www. post-", "office", False),
        ("see post-", "office www.post", False),
    ],
)
def test_the_hyphen_of_an_address_is_kept(text: str, following: str, *, is_address: bool) -> None:
    rejoined = rejoin(text, following, Vocabulary([]), EN)
    address = Rejoined(True, 1.0, ("it is a hyphen of an address",), "postoffice", "post-office")
    assert (rejoined == address) == is_address


def test_a_machine_breaks_addresses_too() -> None:
    assert not rejoin("see www.post\u2010", "office", Vocabulary([]), EN).keeps_hyphen


@pytest.mark.parametrize(("letters", "seen"), [(99, 99), (100, 99)])
def test_the_longest_half_before_a_hyphen(letters: int, seen: int) -> None:
    assert rejoin("x" * letters + "-", "law", Vocabulary([]), EN).joined == "x" * seen + "law"


@pytest.mark.parametrize(("letters", "seen"), [(100, 100), (101, 100)])
def test_the_longest_half_behind_a_hyphen(letters: int, seen: int) -> None:
    assert rejoin("law-", "x" * letters, Vocabulary([]), EN).joined == "law" + "x" * seen


DOUBTFUL = """Nets for the whole county

The weavers of Aldham sell their nets all over the county, and one net-
maker has now sold a net abroad. The ship that took it came a-
bout at noon, and the harbour master sent the bill for it to the govern-
ment. Nobody has paid, and nobody expects to, for a nation-
wide trade has to begin somewhere, as the mayor said at the time of the feast.
"""


def test_words_of_unknown_spelling_are_named_in_one_note() -> None:
    problems = copydesk.examine(DOUBTFUL).problems
    assert [(problem.kind, problem.line) for problem in problems] == [("compound", 3)]
    assert "joined 'netmaker', 'nationwide'; kept the hyphen of 'a-bout'" in problems[0].message
