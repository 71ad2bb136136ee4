"""The evidence of the head: what is a headline, what stands right below it, and what stands beside credits."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.reading.text.roles.features import head, title
from tests.contexts import as_words, context_at, words

TITLE: dict[str, list[tuple[str, str]]] = {
    "never_ends_so": [
        (words(60, " the"), "yes"),
        (words(59, " the"), ""),
        (words(60, " the,"), "yes"),
        (words(60, " the."), ""),
        (words(60, " hay"), ""),
    ],
    "first_below_credits": [
        ("→Rain", ""),
        ("date_line| 3 May\n→Rain", "yes"),
        ("announced_names| By Ana\nnames_section| Sport\n→Rain", "yes"),
        ("bare_names| Ana\n→Rain", ""),
        ("date_line| 3 May\nRain\n→Rain", ""),
        (f"date_line| 3 May\n→{words(200)}", "yes"),
        (f"date_line| 3 May\n→{words(201)}", ""),
        ("date_line| 3 May\n→date_line| 4 May", ""),
    ],
    "only_title": [
        (f"Rain at last\n{words(201)}", "yes"),
        (f"Rain at last\n{words(200)}", ""),
        (f"{words(200)}\n{words(201)}", "yes"),
        (f"{words(201)}\n{words(201)}", ""),
        (f"Rain at last:\n{words(201)}", ""),
        ("Rain at last", ""),
        (f"names_section| Rain at last\n{words(201)}", ""),
        (f"Sun\n→Rain at last\n{words(201)}", ""),
        (f"date_line| a\ndate_line| b\ndate_line| c\n→Rain at last\n{words(201)}", "yes"),
        (f"date_line| a\ndate_line| b\ndate_line| c\ndate_line| d\n→Rain at last\n{words(201)}", ""),
        ("Rain at last\n1. The flood of May", "yes"),
        ("Rain at last\nIV – The flood of May", "yes"),
        ("Rain at last\n…And the flood of May", "yes"),
        ("Rain at last\n...And the flood of May", "yes"),
        ("Rain at last\nand the flood of May", "yes"),
        ("Rain at last\nRain at last came on Monday", "yes"),
        ("Rain at last\nThe flood of old May", ""),
        ("Rain at last.\nThe flood of old May", "yes"),
        ("Rain at last.\nA flood.", "yes"),
        ("Rain at last.\nA flood", ""),
        ("Rain at last.\nThe big floods", "yes"),
        ("Rain at last.\nFloods cometh", ""),
        ("Rain at last\n\nA flood\n\nB", "yes"),
        ("Rain at last\n(in the rainy town)\n\nA flood\n\nB", "yes"),
        ("Rain at last\nbare_names| Ana Ruiz\n\nA flood\n\nB", "yes"),
    ],
    "bracketed_below_title": [
        ("Rain\n→(Alcedo atthis)", "yes"),
        ("→(Alcedo atthis)", ""),
        ("Rain\n→Alcedo atthis", ""),
        ("Rain\nSun\n→(Alcedo atthis)", ""),
        (f"Rain\n→({words(198)})", "yes"),
        (f"Rain\n→({words(199)})", ""),
        ("date_line| a\ndate_line| b\ndate_line| c\nRain\n→(Alcedo)", "yes"),
        ("date_line| a\ndate_line| b\ndate_line| c\ndate_line| d\nRain\n→(Alcedo)", ""),
        ("bare_names| Ana\n→(Alcedo)", "yes"),
        ("bare_names| Ana\nRain\n→(Alcedo)", ""),
        ("announced_names| Ana\n→(Alcedo)", ""),
        ("announced_names| Ana\nRain\n→(Alcedo)", "yes"),
        ("Rain\nbare_names| Ana\n→(Alcedo)", "yes"),
    ],
    "continues_title": [
        ("Rain\n\n→…And sun", "yes"),
        ("Rain\n\n→...And sun", "yes"),
        ("Rain\n\n→and sun", "yes"),
        ("Rain\n\n→And sun", ""),
        ("Rain\n→and sun", ""),
        ("Rain\n\nSun\n\n→and sun", ""),
        (f"Rain\n\n→s{words(199)}", "yes"),
        (f"Rain\n\n→s{words(200)}", ""),
    ],
    "contents_below_title": [
        ("Rain\n→The mill. — The boat", "yes"),
        ("Rain\n→The mill — The boat", ""),
        ("Rain\nSun\n→The mill. — The boat", ""),
        (f"Rain\n→The mill. — T{words(387)}", "yes"),
        (f"Rain\n→The mill. — T{words(388)}", ""),
    ],
    "below_title": [
        ("→1. The flood\nA", ""),
        ("Rain\n→1. The flood\nA", "label_below_title"),
        ("Rain\n→1. The flood", ""),
        ("Rain\nSun\n→1. The flood\nA", ""),
        ("announced_names| By Ana\n→1. The flood\nA", ""),
        ("bare_names| Ana\n→1. The flood\nA", "label_below_title"),
        ("Rain\nbare_names| Ana\n→1. The flood\nA", ""),
        ("Rain\n→bare_names| 1. The flood\nA", ""),
        ("Rain\n→1. The flood\ndate_line| A", ""),
        ("Rain\n→1. The flood\nA\nB\ndate_line| C", ""),
        ("Rain\n→1. The flood\nA\nB\nC\ndate_line| D", "label_below_title"),
        ("Rain\n→1. The flood\nbare_names| A", "label_below_title"),
        ("Rain at last today\n\n→A flood\n\nA", "label_below_title"),
        ("Rain at last today\n\n→(A flood)\n\nA", ""),
        ("Rain at last today\n\n→(A. flood)\n\nA", "label_below_title"),
        (f"Rain\n\n→{words(60)}\n\n{words(61)}", "phrase_below_title"),
        (f"Rain\n\n→{words(59)}\n\n{words(61)}", ""),
        (f"Rain\n\n→{words(200)}\n\n{words(201)}", "phrase_below_title"),
        (f"Rain\n\n→{words(201)}\n\n{words(202)}", ""),
        (f"Rain\n\n→{words(60)}\n\n{words(60)}", ""),
        (f"Rain\n\n→{words(60)}\n\nA\n{words(61)}", "phrase_below_title"),
        (f"Rain\n\n→{words(60)}\n\nA\nB\n{words(61)}", ""),
        (f"Rain\n→{words(60)}\n\n{words(61)}", ""),
        (f"Rain\n\n→{words(60)}\n{words(61)}", ""),
        (f"Rain\n\n→{words(60, '.')}\n\n{words(61)}", ""),
    ],
}


def cases(table: dict[str, list[tuple[str, str]]]) -> list[Any]:
    return [
        pytest.param(name, text, expected, id=f"{name}: {number}")
        for name, rows in table.items()
        for number, (text, expected) in enumerate(rows)
    ]


@pytest.mark.parametrize(("name", "text", "expected"), cases(TITLE))
def test_the_headline_and_what_stands_below(name: str, text: str, expected: str) -> None:
    assert as_words(getattr(title, name)(context_at(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain at last\n\n→A flood\n\nA", True),
        ("Rain at last\n→A flood\n\nA", False),
        ("Rain at last\n\n→A flood\nA", False),
        ("Rain at last\n\n→A flood", False),
        ("Rain at last\n\n→Floods a lot\n\nA", False),
        ("Rain at last\n\n→A big one\n\nA", True),
        ("Rain at last\n\n→A b c d\n\nA", False),
        ("RAIN AT LAST\n→A FLOOD.\nA", True),
        ("RAIN AT LAST\n→A FLOOD\nA", False),
        ("Rain at last\n→A FLOOD.\nA", False),
    ],
)
def test_labels(text: str, *, expected: bool) -> None:
    here = context_at(text)
    assert here.before is not None
    assert title._is_label(here, here.before) is expected


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("Rain\nSun", 1),
        ("Rain", None),
        ("Rain\n" + "date_line| a\n" * 8 + "Sun", 9),
        ("Rain\n" + "date_line| a\n" * 9 + "Sun", None),
        ("Rain\n(in brackets)\nbare_names| Ana\nSun", 3),
    ],
)
def test_the_next_words(text: str, index: int | None) -> None:
    below = title._next_words(context_at(text))
    assert (below and below.index) == index


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Rain)", True),
        ("(Rai)", False),
        ("(Rain).", True),
        ("(Rain", False),
        ("Rain)", False),
        ("[Rain]", False),
        ("（雨が降る）", True),
    ],
)
def test_text_in_round_brackets(text: str, *, expected: bool) -> None:
    assert title._is_in_brackets(text) is expected


HEAD: dict[str, list[tuple[str, str]]] = {
    "before_credit": [("Rain\nbare_names| Ana", "yes"), ("Rain\nSun", ""), ("Rain", "")],
    "two_before_credit": [
        ("Rain\nSun\ndate_line| a", "yes"),
        ("Rain\nSun", ""),
        ("Rain", ""),
        ("Rain\nSun\nHail", ""),
        ("Rain\ndate_line| a\ndate_line| b", ""),
        ("A\n" * 7 + "→Rain\nSun\ndate_line| a", "yes"),
        ("A\n" * 8 + "→Rain\nSun\ndate_line| a", ""),
    ],
    "after_credit": [("date_line| a\nSun\n→Rain", "yes"), ("Sun\n→Rain", ""), ("→date_line| a", "")],
    "right_after_credit": [("date_line| a\n→Rain", "yes"), ("date_line| a\nSun\n→Rain", "")],
    "beside_date": [
        ("date_line| a\n→Rain", "yes"),
        ("→Rain\ndate_line| a", "yes"),
        ("bare_names| a\n→Rain\nSun", ""),
    ],
    "comma_or_digit": [("Rain, hail", "yes"), ("Rain 9", "yes"), ("Rain", ""), ("Sun\n→Rain, hail", "")],
    "title_case_as_before": [
        ("Rain Falls\n→Down From Above", "yes"),
        ("Rain Falls\n\n→Down From Above", ""),
        ("Rain\n→Down From Above", "yes"),
        ("rain\n→Down From Above", ""),
        ("Rain Falls\n→Down", ""),
        ("→Rain Falls", ""),
    ],
    "capitals_go_on": [
        ("RAIN ON ROOFS\nSUN AT LAST", "yes"),
        ("RAIN ON ROOFS\nSUN AT LAST\nIt came.", "yes"),
        ("RAIN ON ROOFS\nSUN AT LAST\nHAIL", ""),
        ("RAIN ON ROOFS\n\nSUN AT LAST", ""),
        ("RAIN ROOFS\nSUN AT LAST", ""),
        ("RAIN ON ROOFS\nSUN LAST", ""),
        ("RAIN ON ROOFS\nSun at last", ""),
        ("RAIN ON ROOFS.\nSUN AT LAST", ""),
        ("RAIN ON ROOFS\nbare_names| ANA MARIA RUIZ", ""),
        ("RAIN ON ROOFS", ""),
        ("Sun\n→RAIN ON ROOFS\nSUN AT LAST", ""),
    ],
    "companies": [
        ("Halden Pumps Ltd\nHalden Pumps to open here", "company_above_title"),
        ("Halden Pumps Ltd\n→Halden Pumps to open here", "title_below_company"),
        ("Halden Pumps Ltd", ""),
        ("Halden Pumps Ltd\nHalden Pumps its", ""),
        ("Halden Pumps Ltd\nHalden Pumps is", ""),
        ("Halden Pumps Ltd\nHalden Pumps to open here.", ""),
        ("Halden Pumps\nHalden Pumps to open here", ""),
        ("Halden Pumps Ltd\nbare_names| Halden Pumps to open here", ""),
        (f"{words(60, ' Ltd')}\n{words(61)}", "company_above_title"),
        (f"{words(61, ' Ltd')}\n{words(62)}", ""),
        (f"Halden Pumps Ltd\n{words(200)}", "company_above_title"),
        (f"Halden Pumps Ltd\n{words(201)}", ""),
        ("Sun\n→Halden Pumps Ltd\nHalden Pumps to open here", ""),
    ],
    "goes_on_below": [
        ("Rain\nand sun", "yes"),
        ("Rain\n\nand sun", ""),
        ("Rain\nAnd sun", ""),
        ("Rain.\nand sun", ""),
        ("Rain", ""),
    ],
    "capitals_before_mixed": [
        ("RAIN\nSun at last", "yes"),
        ("Sun\n→RAIN\nSun at last", ""),
        ("RAIN", ""),
        ("Rain\nSun at last", ""),
        ("RAIN\nSUN", ""),
        ("RAIN\nSun at last.", ""),
        ("RAIN\nbare_names| Ana Ruiz", ""),
        (f"RAIN\n{words(200)}", "yes"),
        (f"RAIN\n{words(201)}", ""),
    ],
    "long_title": [
        (words(201), "yes"),
        (words(200), ""),
        (words(400), "yes"),
        (words(401), ""),
        (words(300, "."), ""),
        (f"Sun\n→{words(300)}", ""),
    ],
    "under_release": [
        ("opens_as_release| A\n→Rain", "yes"),
        ("→opens_as_release| A", ""),
        ("A\n→Rain", ""),
        ("opens_as_release| A\nB\nC\n→Rain", "yes"),
        ("opens_as_release| A\nB\nC\nD\n→Rain", ""),
        (f"opens_as_release| A\n→{words(200)}", "yes"),
        (f"opens_as_release| A\n→{words(201)}", ""),
    ],
    "joined_to_top": [
        ("A\n→Rain", "yes"),
        ("→Rain\nA", ""),
        ("A\nB\nC\n→Rain", "yes"),
        ("A\nB\nC\nD\n→Rain", ""),
        ("A\n\n→Rain", ""),
        ("A\n\nB\n→Rain", ""),
        ("\nA\n→Rain", "yes"),
        ("date_line| A\n→Rain", ""),
        ("A\n→announced_names| Rain", ""),
        ("bare_names| A\n→Rain\ndate_line| B", "yes"),
    ],
}


@pytest.mark.parametrize(("name", "text", "expected"), cases(HEAD))
def test_the_first_pieces(name: str, text: str, expected: str) -> None:
    assert as_words(getattr(head, name)(context_at(text))) == expected


@pytest.mark.parametrize(
    ("other", "size", "expected"),
    [
        (20, 10, "much_longer"),
        (19, 10, "longer"),
        (12, 10, "longer"),
        (11, 10, ""),
        (8, 10, ""),
        (75, 100, "shorter"),
        (7, 10, "shorter"),
        (5, 10, "shorter"),
        (4, 10, "much_shorter"),
        (200, 100, "much_longer"),
        (201, 100, ""),
    ],
)
def test_the_length_beside_that_of_the_neighbours(other: int, size: int, expected: str) -> None:
    text = f"{words(other)}\n→{words(size)}\n{words(other)}"
    assert head.length_of_next(context_at(text)) == (f"next_{expected}" if expected else "")
    assert head.length_of_one_before(context_at(text)) == (f"one_before_{expected}" if expected else "")
    alone = context_at(words(size))
    assert (head.length_of_next(alone), head.length_of_one_before(alone)) == ("", "")


@pytest.mark.parametrize(
    ("text", "measure", "expected"),
    [
        ("Rain\n→comes here", 9, True),
        ("Rain\n→comes here", 10, False),
        ("Rain\n→comes here", 0, False),
        ("Rain\n\n→comes here", 9, False),
        ("Rain.\n→comes here", 9, False),
        ("date_line| May\nRain\n→comes here", 9, True),
        ("Sun\nRain\n→comes here", 9, False),
        ("date_line| May\n→comes here", 8, False),
        ("Rain\n→bare_names| comes here", 9, False),
        ("→Rain here", 5, False),
        ("Rainy\n| Rain\n→comes here", 9, True),
        ("Rainy\n| Rain\n→comes here", 10, False),
    ],
)
def test_a_headline_that_is_wrapped(text: str, measure: float, *, expected: bool) -> None:
    assert head.wraps_title(context_at(text, measure=measure)) is expected
