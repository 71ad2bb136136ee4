"""The evidence that compares the pieces of an article: who speaks, what is alike, what the others have or lack."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.reading.text.roles.features import likeness, others, runs, speech, voices
from copydesk.reading.text.roles.features.context import Article
from tests.contexts import article_of, as_words, context_at, words

Table = dict[str, list[tuple[str, str]]]


def cases(table: Table) -> list[Any]:
    return [
        pytest.param(name, text, expected, id=f"{name}: {number}")
        for name, rows in table.items()
        for number, (text, expected) in enumerate(rows)
    ]


def short(result: object) -> str:
    """``1:like_one_above_text`` as ``1:like_one``: enough to tell the names of one function apart."""
    return " ".join("_".join(each.split("_")[:2]) for each in as_words(result).split())


TEXT = "It rained on the roofs of the town of Tarn, and on the hay that lay there."

LIKENESS: Table = {
    "above_text": [
        (f"A\nRain\n{TEXT}\nSun\n{TEXT}", "1:like_one 3:like_one"),
        (f"A\nRain\n{TEXT}\nSun\n{TEXT}\nHail\n{TEXT}", "1:like_others 3:like_others 5:like_others"),
        (f"A\nRain\n{TEXT}\nSun\n{TEXT}\nHail.\n{TEXT}", "1:like_one 3:like_one 5:unlike_others"),
        (f"A\nRain\n{TEXT}\nSun\n{TEXT}\ncapitals| HAIL.\n{TEXT}", "1:like_one 3:like_one"),
        (f"A\nRain.\n{TEXT}\nSun!\n{TEXT}", ""),
        (f"A\ncapitals| RAIN.\n{TEXT}\ncapitals| SUN!\n{TEXT}", "1:like_one 3:like_one"),
        (f"A\nRain\n{TEXT}\nSun?\n{TEXT}", ""),
        (f"A\nRain\n{TEXT}\nnumbered| Sun\n{TEXT}", ""),
        (f"A\nRain\n{TEXT}\nno_gap_after| Sun\n{TEXT}", ""),
        (f"A\n\nRain\n{TEXT}\n\n\nSun\n{TEXT}", ""),
        (f"Rain\n{TEXT}\nSun\n{TEXT}", ""),
        (f"A\n1. Rain\n{TEXT}\n1. Sun\n{TEXT}", ""),
        (f"A\nRain,\n{TEXT}\nSun,\n{TEXT}", ""),
        (f"A\npast_the_head| Rain\n{TEXT}", "1:only_one"),
        (f"A\nRain\n{TEXT}", ""),
        (f"A\npast_the_head| Rain\n{TEXT}\npast_the_head| Sun\n{TEXT}", "1:like_one 3:like_one"),
        (f"A\npast_the_head| Rain?\n{TEXT}", "1:only_one 1:questions_alone"),
        (
            f"A\npast_the_head| Rain?\n{TEXT}\npast_the_head| Sun?\n{TEXT}",
            "1:like_one 1:questions_alone 3:like_one 3:questions_alone",
        ),
        (f"A\npast_the_head| Rain?\n{TEXT}\npast_the_head| Sun\n{TEXT}", ""),
        (
            f"A\npast_the_head| Rain?\n{TEXT}\npast_the_head| Sun?\n{TEXT}\npast_the_head| Hail?\n{TEXT}",
            "1:like_others 3:like_others 5:like_others",
        ),
        (f"A\npast_the_head| Rain?\n{TEXT}\npast_the_head| Sun.\n{TEXT}", "1:only_one 1:questions_alone"),
    ],
    "open_among_sentences": [
        (f"{TEXT}\n{TEXT}\nRain\n{TEXT}", "2:open_among"),
        (f"{TEXT}\nRain\n{TEXT}", ""),
        (f"{TEXT}\n{TEXT}\nRain\n{TEXT}\n{TEXT[:-1]}", ""),
        (f"{TEXT}\nRain\n{TEXT}\n{TEXT[:-1]}\n{TEXT[:-1]}", ""),
        (f"{TEXT}\n{TEXT}\n{TEXT}\n{TEXT}\nRain\n{TEXT[:-1]},", "4:open_among"),
        (f"{TEXT}\n{TEXT}\n{TEXT}\nRain\n{TEXT[:-1]},", ""),
        (f"{TEXT}\n{TEXT}\nA b c d e f g h i j\n{TEXT}", "2:open_among"),
        (
            f"{TEXT}\nA b c d e f g h i j\n{TEXT}\nA b c d e f g h i j\n{TEXT}",
            "1:open_among 1:long_and 3:open_among 3:long_and",
        ),
        (f"{TEXT}\nA b c d e f g h i\n{TEXT}\nA b c d e f g h i j\n{TEXT}", "1:open_among 3:open_among"),
        (f"{TEXT}\nA b: c d e f g h i j\n{TEXT}\nA b c d e f g h i j\n{TEXT}", "1:open_among 3:open_among"),
    ],
    "questions": [
        ("A\nWhy?\nBecause it rained\nB", "1:answered_by"),
        ("A\nWhy?\nI saw our cart\nB", "1:answered_in"),
        ("A\nWhy?\nSun\nB", ""),
        ("A\nWhy?\nRain\nB", ""),
        ("Why?\nWhy?\nSun\nB", ""),
        ("Why?\nA why?\nSun\nA who?\nSun\nA when?\nSun\nB", "1:question_as 3:question_as 5:question_as"),
        ("Why?\nA why?\nSun\nA who?\nSun\nB", ""),
        ("Why\nA why?\nSun\nA who?\nSun\nA when?\nSun\nB", ""),
        ("Why?\nA why?\nI i\nA who?\nSun\nA when?\nSun\nB", "3:question_as 5:question_as"),
        (f"A\n{words(140, '?')}\n{words(141)}\nB", "1:answered_by"),
        (f"A\n{words(141, '?')}\n{words(142)}\nB", ""),
        ("A\nWhy?", ""),
    ],
    "short_pieces": [
        ("It rained.\n" * 3 + "past_the_head| It.", "3:stop_as"),
        ("It rained.\n" * 2 + "past_the_head| It.\nIt rained", ""),
        ("It rained.\n" * 2 + "past_the_head| It.\n1. It.", ""),
        ("It rained.\n" * 2 + "past_the_head| It.\nIT.", ""),
        ("It rained.\n" * 2 + f"past_the_head| It.\n{words(90, '.')}", "2:stop_as"),
        ("It rained.\n" * 2 + f"past_the_head| It.\n{words(91, '.')}", ""),
    ],
}


@pytest.mark.parametrize(("name", "text", "expected"), cases(LIKENESS))
def test_what_pieces_have_in_common(name: str, text: str, expected: str) -> None:
    assert short(getattr(likeness, name)(article_of(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Rain\n{TEXT}", True),
        ("Rain", False),
        (f"Rain\n{words(60)}", False),
        (f"Rain\n{words(61)}", True),
        (f"{words(100)}\n{words(130)}", True),
        (f"{words(100)}\n{words(129)}", False),
        (f"{words(140)}\n{words(190)}", True),
        (f"{words(141)}\n{words(190)}", False),
        (f"Rain\nand {TEXT}", False),
        (f"Rain\n| on\n| roofs\n{TEXT}", True),
        (f"Rain\n| on\n| roofs\n| here\n{TEXT}", False),
    ],
)
def test_pieces_that_stand_above_text(text: str, *, expected: bool) -> None:
    assert likeness._stands_above_text(context_at(text)) is expected


AFTER = words(46, ".")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"It.\n→Rain\n{AFTER}", True),
        (f"It!\n→Rain\n{AFTER}", True),
        (f"It?\n→Rain\n{AFTER}", True),
        (f"It:\n→Rain\n{AFTER}", False),
        (f"It\n→Rain\n{AFTER}", False),
        (f"→Rain\n{AFTER}", False),
        ("It.\n→Rain", False),
        (f"It.\n→Rain\n{words(46)}", False),
        (f"It.\n→Rain\n{words(45, '.')}", False),
        (f"It.\n→Rain.\n{AFTER}", False),
        (f"It.\n→1. Rain\n{AFTER}", False),
        (f"It.\n→rain\n{AFTER}", False),
        (f"It.\n→Rain\ns{AFTER}", False),
        (f"It.\n→{words(140)}\n{AFTER}", True),
        (f"It.\n→{words(141)}\n{AFTER}", False),
    ],
)
def test_pieces_that_lack_a_full_stop(text: str, *, expected: bool) -> None:
    assert likeness._lacks_stop(context_at(text)) is expected


IN_PIECE: dict[str, list[tuple[Any, str, str]]] = {
    "before_small_letter": [
        (likeness, "Rain\nand sun", "yes"),
        (likeness, "Rain,\nand sun", "yes"),
        (likeness, "Rain.\nand sun", ""),
        (likeness, "Rain\nAnd sun", ""),
        (likeness, "Rain\na) and sun", ""),
        (likeness, "Rain", ""),
    ],
    "year_and_name": [
        (likeness, "The mill, 1911 (Jo Park)", "yes"),
        (likeness, "The mill (Jo Park)", ""),
        (likeness, "The mill, 1911 (Jo Park", ""),
        (likeness, f"{words(164)} 1911 (Jo Park)", "yes"),
        (likeness, f"{words(165)} 1911 (Jo Park)", "yes"),
        (likeness, f"{words(166)} 1911 (Jo Park)", ""),
    ],
    "dialogue": [
        (voices, "—Why", "speech_dash"),
        (voices, "Why\n“It rained”", "speech_beside"),
        (voices, "“It rained”\n→Why", "speech_beside"),
        (voices, "—It rained\n→—Why", "speech_dash speech_beside"),
        (voices, "Why\nIt rained", ""),
    ],
    "colon_without_saying": [
        (voices, "Rain:\n→A", "yes"),
        (voices, "She said:\n→A", ""),
        (voices, "Rain\n→A", ""),
        (voices, "→A", ""),
        (voices, "  Rain:\n→A", "yes"),
        (voices, "Rain:\n→  A", ""),
        (voices, f"She said {words(153, ':')}\n→A", ""),
        (voices, f"She said {words(160, ':')}\n→A", "yes"),
    ],
    "quotes_others": [
        (voices, "She said “it is raining here”", "yes"),
        (voices, "“it is raining here”", ""),
        (voices, "She said 'it is raining here'", ""),
        (voices, "She said “rain”", ""),
    ],
    "ends_in_credit": [
        (voices, f"{words(30)} — Ana Ruiz", "yes"),
        (voices, f"{words(29)} — Ana Ruiz", ""),
        (voices, f"{words(28)} — Ana Ruiz", ""),
        (voices, words(60), ""),
    ],
    "in_other_language": [
        (voices, "Der Hund und die Katze sind nicht mit dem Ball auf der Straße", "yes"),
        (voices, "Der Hund und die Katze sind da", ""),
        (voices, "Der Hund und die Katze sind nicht mit", "yes"),
        (voices, "Der Hund und die Katze sind nicht the mit", "yes"),
        (voices, "Der Hund und die Katze sind nicht the a mit", ""),
        (voices, "The dog and the cat are not with the ball on the road", ""),
        (voices, "Rain sun hail snow wind fog ice dew frost", ""),
    ],
    "two_halves": [
        (runs, "It rained all day     and the sun shone", "yes"),
        (runs, "It rained all day * and the sun shone", "yes"),
        (runs, "It rained all day     and the sun shone     and", ""),
        (runs, "It rained all 9 days     and the sun shone", ""),
        (runs, "It rained all day and the sun shone", ""),
        (runs, "It came again     and the sun\n| shone", ""),
        (runs, "abcdefgh     abcdefgh", "yes"),
        (runs, "abcdefg     abcdefgh", ""),
        (runs, f"{'a' * 10}     {'b' * 16}", "yes"),
        (runs, f"{'a' * 10}     {'b' * 17}", ""),
        (runs, f"{'a' * 60}     {'b' * 66}", "yes"),
        (runs, f"{'a' * 60}     {'b' * 67}", ""),
    ],
}


@pytest.mark.parametrize(
    ("name", "module", "text", "expected"),
    [
        pytest.param(name, module, text, expected, id=f"{name}: {number}")
        for name, rows in IN_PIECE.items()
        for number, (module, text, expected) in enumerate(rows)
    ],
)
def test_what_a_piece_is_beside_its_neighbours(name: str, module: Any, text: str, expected: str) -> None:
    assert as_words(getattr(module, name)(context_at(text))) == expected


VOICES: Table = {
    "sources": [
        ("dash_and_name title_case| A", "0:dash_and"),
        ("dash_and_name| A\ntitle_case| B", ""),
    ],
    "among_speeches": [
        ("“A\n“B\n“C\n—D", "0:among_speeches 1:among_speeches 2:among_speeches 3:among_speeches"),
        ("“A\n“B\n“C\nD", ""),
        ("“A\n" * 4 + "B\n" * 17, ""),
        ("“A\n" * 4 + "B\n" * 16, " ".join(f"{index}:among_speeches" for index in range(20))),
    ],
    "persons": [
        ("A\nB\nI saw our cart\nC", ""),
        ("I saw our cart\nI saw our cart\nI saw our cart\nA\nB", "1:first_person 2:first_person"),
        ("A\nI saw our cart\nI saw our cart\nB\nC", "1:first_person 2:first_person"),
        ("A\nI saw our cart\nI saw our cart\nB\nC\nD", ""),
        (f"{words(41, ' said')}\nI saw our cart\nB", "1:speaks_after"),
        (f"{words(40, ' said')}\nI saw our cart\nB", ""),
        (f"{words(41, ' rose')}\nI saw our cart\nB", ""),
        (f"{words(41, ' said')}\n“I saw our cart\nB", ""),
        (f"{words(41, ' said')} {words(155)}\nI saw our cart\nB", "1:speaks_after"),
        (f"{words(41, ' said')} {words(156)}\nI saw our cart\nB", ""),
        (f"I saw our {words(41, ' said')}\nI saw our cart\nB\nB\nB\nB", ""),
        (f"{words(41, ' said')}\nI saw our cart\nI saw our cart\nB\nB\nB", ""),
        (f"{words(41, ' said')}\nShe\nB\nC", ""),
        (f"{words(41, ' said')}\nI saw our cart", ""),
    ],
    "not_indented": [
        ("indented past_the_head| A\nB\nC", "1:not_indented 2:not_indented"),
        ("indented past_the_head| A\nB", ""),
        ("indented| A\nB\nC", ""),
        ("past_the_head| A\nB\nC", ""),
        ("indented past_the_head| 1. A\nB\nC", ""),
        ("A\nB\nC", ""),
    ],
}


@pytest.mark.parametrize(("name", "text", "expected"), cases(VOICES))
def test_voices(name: str, text: str, expected: str) -> None:
    assert short(getattr(voices, name)(article_of(text))) == expected


PROSE = "It rained.\n"


SPEECH: Table = {
    "speaker_labels": [
        ("Q: Why?\nA: It rained.\nQ: When?\nSun", "0:speaker_label 1:speaker_label 2:speaker_label"),
        ("Ana: It rained.\nRain\nAna: It shone.", "0:speaker_label 2:speaker_label"),
        ("opens_as_contact| Ana: It rained.\nRain\nAna: It shone.", ""),
        ("Q: It rained.\nRain\nQ: It shone.", "0:speaker_label 2:speaker_label"),
        ("Q: It rained.\nRain\nAna: It shone.", ""),
        ("Marta: I do.\nOlaf: So.\nMarta: So.", "0:speaker_label 1:speaker_label 2:speaker_label"),
        (f"Focus: Open Data\n{PROSE}Focus: More Data\n{PROSE}", "0:speaker_label 2:speaker_label"),
        (f"{PROSE}Focus: Open Data\n{PROSE}Focus: More Data", "1:speaker_label 3:speaker_label"),
        (f"{PROSE}Focus: open Data\n{PROSE}Focus: more Data\n{PROSE}", "1:speaker_label 3:speaker_label"),
        (f"{PROSE}Focus: Open Data.\n{PROSE}Focus: More Data.\n{PROSE}", "1:speaker_label 3:speaker_label"),
        ("Rain\nFocus: Open Data\nIt fell.\nRain\nFocus: More Data\nIt.", "1:speaker_label 4:speaker_label"),
        ("It fell.\nFocus: Open Data\nRain\nIt.\nFocus: More Data\nRain", "1:speaker_label 4:speaker_label"),
        (f"{PROSE}Focus: Open Data\n{PROSE}Focus: More Data\n{PROSE}", ""),
    ],
    "messages": [
        ("00:01 Ana\nA\n00:09 Jo\nB\n00:15 Ana", "0:opens_with 2:opens_with 4:opens_with"),
        ("Ana\nA\nJo", ""),
    ],
    "numbered_headings": [
        (f"1. Rain\n{TEXT}\n2. Sun\n{TEXT}", "0:numbered_heading 2:numbered_heading"),
        (f"Rain\n{TEXT}", ""),
    ],
    "interview_questions": [
        ("ends_in_question| A\nB\n" * 3 + "C", "0 2 4"),
        ("ends_in_question| A\nB\n" * 2 + "C", ""),
        ("ends_in_question| A\n" + "ends_in_question| A\nB\n" * 3 + "C", "1 3 5"),
        ("ends_in_question long| A\nB\n" + "ends_in_question| A\nB\n" * 2 + "C", ""),
        ("ends_in_question first| A\nB\n" + "ends_in_question| A\nB\n" * 2 + "C", ""),
        ("ends_in_question second| A\nB\n" + "ends_in_question| A\nB\n" * 2 + "C", ""),
        ("ends_in_question| A\nB\n" * 2 + "ends_in_question| A", ""),
        ("ends_in_question| A\nB\n" * 3 + "C\n" * 9, "0 2 4"),
        ("ends_in_question| A\nB\n" * 3 + "C\n" * 10, "0- 2- 4-"),
    ],
    "other_voice": [
        ("I saw our cart\n" + "A\n" * 7, "0:first_person"),
        ("I saw our cart\n" + "A\n" * 6, ""),
    ],
}


@pytest.mark.parametrize(
    ("name", "text", "expected"), cases({name: rows for name, rows in SPEECH.items() if name != "interview_questions"})
)
def test_who_speaks(name: str, text: str, expected: str) -> None:
    assert short(getattr(speech, name)(article_of(text))) == expected


@pytest.mark.parametrize(("text", "expected"), SPEECH["interview_questions"])
def test_questions_of_an_interview(text: str, expected: str) -> None:
    """Behind an index, ``-`` says that the questions are not many."""
    found = [
        f"{index.rstrip('-')}:{name}"
        for index in expected.split()
        for name in ("interview_question", "one_of_many_questions")[: 1 if "-" in index else 2]
    ]
    assert as_words(speech.interview_questions(article_of(text))).split() == found


def in_japanese(text: str) -> Article:
    return article_of(text, lang="ja")


PLAIN, POLITE = "雨が降ったのである。", "雨が降りました。晴れました。"


@pytest.mark.parametrize(
    ("text", "indices"),
    [
        (f"{PLAIN}\n" * 3 + POLITE, [3]),
        (f"{PLAIN}\n" * 2 + POLITE, []),
        (f"{PLAIN}\n" * 3 + f"{POLITE}\n{POLITE}", []),
        (f"{PLAIN}\n" * 6 + f"{POLITE}\n{POLITE}", [6, 7]),
        (f"{PLAIN}\n" * 3 + "雨が降りました。", []),
        (f"{PLAIN}\n" * 3 + f"{POLITE}{PLAIN}", []),
        (f"{PLAIN}\n" * 3 + f"quote_begins| {POLITE}", []),
        (f"{PLAIN}\n" * 3 + f"first| {POLITE}", []),
        (f"{PLAIN}\n" * 3 + f"second| {POLITE}", []),
    ],
)
def test_the_other_register(text: str, indices: list[int]) -> None:
    assert [index for index, _ in speech.other_register(in_japanese(text))] == indices
    assert list(speech.other_register(article_of("It rained.\n" * 4))) == []


def test_speakers_are_no_authors() -> None:
    text = "bare_names x| ANA\nIt rained.\nannounced_names| JO\nIt shone.\n"
    findings = speech.with_speakers(article_of(text * 2))
    assert [each.names for each in findings[:4]] == [("x", "speaker_name"), (), ("speaker_name",), ()]
    timed = speech.with_speakers(article_of("00:01 Ana\nA\n00:09 It rained here.\nB\n00:15 Ana\nC"))
    assert [each.names for each in timed] == [("speaker_name",), (), (), (), ("speaker_name",), ()]


@pytest.mark.parametrize(
    ("text", "indices"),
    [
        ("Ana: It rained\nA\n00:09 It rained.\nB\n00:10 It rained.\nC\n00:15 It rained.", [2, 4, 6]),
        ("00:09 Ana\nB\nspeaker_name| 00:10 Ana\nC\n00:15 Ana", [0, 4]),
    ],
)
def test_times_are_labels_but_for_names_alone(text: str, indices: list[int]) -> None:
    assert [index for index, _ in speech.speaker_labels(article_of(text))] == indices


OTHERS: Table = {
    "lone_dashes": [
        ("dash| – A", "0:lone_dash"),
        ("dash| - she said so", "0:lone_dash"),
        ("dash| - she rose", ""),
        ("dash| * she said so", ""),
        ("dash after_marker| – A", ""),
        ("dash before_marker| – A", ""),
        ("– A", ""),
    ],
    "reachable": [
        ("holds_email| A", ""),
        ("holds_email last| A", "0:reachable_at"),
        ("holds_email near_end| A", "0:reachable_at"),
        ("is_address last| A", ""),
        ("last| A", "0:no_address"),
        ("holds_email last| Do you know more? Write", "0:reachable_at 0:asks_and"),
        ("holds_phone last| Do you know more? Write", "0:reachable_at"),
        ("holds_email last long| Do you know more? Write", "0:reachable_at"),
        ("holds_email last| You know more. Write", "0:reachable_at"),
    ],
    "not_underlined": [
        ("underlined| A\nB\nunderlined| C\nD", "1:not_underlined 3:not_underlined"),
        ("underlined| A\nB", ""),
        ("A\nB", ""),
    ],
    "authors": [
        ("By Ana Ruiz\nRuiz is here", "0:begins_with 1:begins_with"),
        ("announced_names| By Ana Ruiz\nRuiz is here", "1:begins_with"),
        ("announced_names| By Ana Ruiz\nRuiz’s cart", "1:begins_with"),
        ("announced_names| By Ana Ruiz\n*Ruiz* is", "1:begins_with"),
        ("announced_names| By Ana Ruiz\nA cart, said Ruiz", "1:begins_with"),
        ("announced_names| By Ana Ruiz\nA big cart, said Ruiz", ""),
        ("announced_names| By Ana Ruiz\nbare_names| Ruiz", ""),
        ("announced_names| By Ana Ruiz\nsays_who_someone_is| Ruiz is", "1:begins_with 1:says_who"),
        ("announced_names| By Ana Ruiz\nsays_who_someone_is| Jo is", ""),
        ("announced_names| By Ana Ruiz\nAna is", ""),
        (f"announced_names| By Ana Ruiz\n{'x' * 55} Ruiz", "1:begins_with"),
        (f"announced_names| By Ana Ruiz\n{'x' * 56} Ruiz", ""),
        ("A\n" * 9 + "announced_names| By Ana Ruiz\nRuiz is\nB\nC\nD", "10:begins_with"),
        ("A\n" * 10 + "announced_names| By Ana Ruiz\nRuiz is\nB\nC\nD", ""),
        ("A\n" * 10 + "Ruiz is\nannounced_names| By Ana Ruiz\nB\nC\nD", "10:begins_with"),
    ],
}


@pytest.mark.parametrize(("name", "text", "expected"), cases(OTHERS))
def test_what_others_have(name: str, text: str, expected: str) -> None:
    assert short(getattr(others, name)(article_of(text))) == expected


def test_an_author_whose_name_has_no_spaces() -> None:
    article = article_of("announced_names| 文・山田太郎\n山田太郎は作家\n町の太郎は作家である。", lang="ja")
    assert [index for index, _ in others.authors(article)] == [1]


@pytest.mark.parametrize(
    ("text", "stray", "expected"),
    [
        ("A\nB", [1], ""),
        ("A\nB", [0, 1], "0:not_long 1:not_long"),
        ("inset| A\nfar_inset| B", [0, 1], "0:inset_and 1:inset_and"),
        ("in_bare_list| A\nin_bare_sentences| B", [0, 1], "0:bare_list 1:bare_list"),
        ("long| A\nin_bare_list inset| B", [0, 1], "1:inset_and"),
        ("A\n␌B", [0, 1], "0:not_long 1:bullets_on"),
        ("A\n␌B", [3, 3], "0:bullets_on 1:not_long"),
        ("A\n␌B", [0, 3], "0:not_long 1:not_long"),
    ],
)
def test_beside_bullets_that_lost_their_text(text: str, stray: list[int], expected: str) -> None:
    article = article_of(text)
    article.stray = stray
    assert short(others.beside_stray_bullets(article)) == expected


RUNS: Table = {
    "ends_of_lines": [
        ("Rain,\nSun\nHail", "0:lines_end 1:lines_end 2:lines_end"),
        ("Rain\nSun\nHail", ""),
        ("Rain.\nSun\nHail", ""),
        ("stanza| Rain.\nSun\nHail", "0:lines_end 1:lines_end 2:lines_end"),
        ("Rain.\nstanza| Sun\nHail", ""),
        ("Rain,\nSun", ""),
        ("Rain,\nSun\n\nRain,\nSun\nHail", "2:lines_end 3:lines_end 4:lines_end"),
        ("Rain,\nsun\nHail", ""),
        ("Rain\nSun\nHail.", ""),
        ("stanza| Rain.\nHail — a\nSun — b\nDew", ""),
        ("stanza| Rain.\nHail — a\nSun\nDew", "0:lines_end 1:lines_end 2:lines_end 3:lines_end"),
        ("A\n\nRain,\nSun\nHail\n\nB", "1:lines_end 2:lines_end 3:lines_end"),
        (f"Rain,\nSun\n{words(90)}", "0:lines_end 1:lines_end 2:lines_end"),
        (f"Rain,\nSun\n{words(91)}", ""),
    ],
}


@pytest.mark.parametrize(("name", "text", "expected"), cases(RUNS))
def test_lines_that_end_unlike(name: str, text: str, expected: str) -> None:
    assert short(getattr(runs, name)(article_of(text))) == expected
