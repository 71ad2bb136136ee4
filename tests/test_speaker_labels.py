"""The labels of speakers before their words: what one is, and which of them open speeches."""

from __future__ import annotations

import pytest

from copydesk.reading.text.recognisers.people.speaker_labels import (
    alternate,
    are_names,
    converse,
    label_of,
    labelled,
    labels_of,
    spaced_letters,
)

LABELS = {
    "Q: Was it cold?": ("q", "letter colon"),
    "Q. Was it cold?": ("q", "letter"),
    "A — It was.": ("a", "letter"),
    "Marta: So.": ("marta", "colon"),
    "Marta:So.": None,
    "Marta. So.": None,
    "MARTA. So.": ("marta", "capital"),
    "MARTA.So.": None,
    "MARTA: So.": ("marta", "capital colon"),
    "MARTA VOSS — So.": ("marta voss", "capital"),
    "MR. LANE: So.": ("mr. lane", "capital colon"),
    "MR. So he said.": None,
    "- Marta: So.": ("marta", "colon dash"),
    "**Marta:** So.": ("marta", "colon"),
    "Marta (laughs): So.": ("marta", "colon"),
    "0:01 Marta: So.": ("marta", "colon timed"),
    "0:01 marta_v: So.": None,
    "0:01 marta: So.": ("marta", "colon timed"),
    "marta: So.": None,
    "Juror 7: So.": ("juror 7", "colon"),
    "<marta> So.": ("marta", "colon"),
    "0:01 <marta> So.": ("marta", "colon timed"),
    "<marta>So.": None,
    "Marta:": None,
    "Marta:   ": None,
    "It rained on the old mill.": None,
    "Marta, so: yes": None,
    "X. It rained.": None,
    "Q   So.": ("q", "letter"),
    "Q\tSo.": ("q", "letter"),
    "Q So.": None,
    "q   so.": None,
    "X   So.": None,
}


@pytest.mark.parametrize(
    ("letters", "expected"),
    [("QAQA", {0, 1, 2, 3}), ("QA-QA", {0, 1, 3, 4}), ("QAQ", set()), ("QAAQ", set()), ("", set())],
)
def test_letters_with_wide_gaps_behind_them(letters: str, expected: set[int]) -> None:
    assert spaced_letters([f"{letter}    So." for letter in letters]) == expected


@pytest.mark.parametrize(("text", "expected"), LABELS.items(), ids=LABELS)
def test_what_is_a_label(text: str, expected: tuple[str, str] | None) -> None:
    label = label_of(text)
    if label is None or expected is None:
        assert (label, expected) == (None, None)
        return
    name, manner = expected
    flags = {
        "letter": label.is_letter,
        "capital": label.is_capital,
        "colon": label.has_colon,
        "dash": label.has_dash,
        "timed": label.is_timed,
    }
    assert label.name == name
    assert {flag for flag, holds in flags.items() if holds} == set(manner.split())
    assert text[label.end :].strip() in ("So.", "Was it cold?", "It was.")


TURNS = {
    "two letters": ("Q: a|A: b", [0, 1]),
    "one letter": ("Q: a|Q: b", []),
    "letters and stops": ("Q. a|A. b|Q. c|A. d", [0, 1, 2, 3]),
    "three letters and stops": ("Q. a|A. b|Q. c", []),
    "letters and stops that do not alternate": ("Q. a|A. b|A. c|Q. d|A. e", []),
    "letters that come again amid others": ("Q. a|A. b|THE COURT: c|MR. LANE: d|A. e|Q. f|A. g", [0, 1, 2, 3, 4, 5, 6]),
    "letters that count amid others": ("A. a|B. b|THE COURT: c|MR. LANE: d|B. e|A. f|B. g", []),
    "others in court": ("Q: a|A: b|THE COURT: c|MR. LANE: d", [0, 1, 2, 3]),
    "one other": ("Q: a|A: b|THE COURT: c", [0, 1]),
    "others in small letters": ("Q: a|A: b|Marta: c|Olaf: d", [0, 1]),
    "others six below": ("Q: a|A: b|x|x|x|x|THE COURT: c|MR. LANE: d", [0, 1, 6, 7]),
    "others five and six below": ("Q: a|A: b|x|x|x|x|x|x|MR. LANE: d|JO PARK: e", [0, 1]),
    "others six and more above": ("MR. LANE: d|JO PARK: e|x|x|x|x|x|Q: a|A: b", [7, 8]),
    "others six above": ("MR. LANE: d|JO PARK: e|x|x|x|x|Q: a|A: b", [0, 1, 6, 7]),
    "messages": ("0:01 Marta: a|0:02 Olaf: b|0:03 Marta: c", [0, 1, 2]),
    "two messages": ("0:01 Marta: a|0:02 Marta: b", []),
    "messages of three": ("0:01 Marta: a|0:02 Olaf: b|0:03 Jo: c", []),
    "names": ("Marta: I do.|Olaf: So.|Marta: So.", [0, 1, 2]),
    "two names": ("Marta: I do.|Marta: So.", []),
    "no name again": ("Marta: I do.|Olaf: So.|Jo: So.", []),
    "no end of a sentence": ("Marta: I do|Olaf: so|Marta: so", []),
    "nobody asks": ("Marta: It did.|Olaf: So.|Marta: So.", []),
    "words of the text": ("Rain: I do.|Wind: So.|Rain: So.|the rain and the wind", []),
    "one full name": ("Marta Voss: I do.|Marta Voss: Why?|Marta Voss: So.", [0, 1, 2]),
    "one name": ("Marta: I do.|Marta: Why?|Marta: So.", []),
    "one full name that seldom asks": ("Marta Voss: I do.|Marta Voss: So.|Marta Voss: So.", []),
    "a name that comes once between": ("Marta: I do.|Jo: So.|Olaf: So.|Marta: So.", [0, 1, 2, 3]),
    "a name of another manner between": ("Marta: I do.|JO: So.|Olaf: So.|Marta: So.", [0, 2, 3]),
    "a name right above that asks": ("Jo: Why?|Marta: I do.|Olaf: So.|Marta: So.", [0, 1, 2, 3]),
    "a name right above that does not": ("Jo: So.|Marta: I do.|Olaf: So.|Marta: So.", [1, 2, 3]),
    "a name right below that asks": ("Marta: I do.|Olaf: So.|Marta: So.|Jo: Why?", [0, 1, 2, 3]),
    "a name two below": ("Marta: I do.|Olaf: So.|Marta: So.|x|Jo: Why?", [0, 1, 2]),
    "replies": ("MARTA: I do.|OLAF: So.|JO PARK: So.|TOM: So.", [0, 1, 2, 3]),
    "three replies": ("MARTA: I do.|OLAF: So.|JO PARK: So.", []),
    "replies in small letters": ("Marta: I do.|Olaf: So.|Jo Park: So.|Tom: So.", []),
    "replies three apart": ("MARTA: I do.|OLAF: So.|JO PARK: So.|x|x|TOM: So.", [0, 1, 2, 5]),
    "replies four apart": ("MARTA: I do.|OLAF: So.|JO PARK: So.|x|x|x|TOM: So.", []),
    "replies of nobody": ("MARTA: It did.|OLAF: So.|JO PARK: So.|TOM: So.", []),
}


@pytest.mark.parametrize(("rows", "indices"), TURNS.values(), ids=TURNS)
def test_which_labels_open_speeches(rows: str, indices: list[int]) -> None:
    texts = rows.split("|")
    assert sorted(labelled(texts, labels_of(texts), frozenset({"i", "my"}))) == indices


@pytest.mark.parametrize(
    ("names", "texts", "expected"),
    [
        (["marta"], ["So."], True),
        (["rain"], ["It was rain."], False),
        (["rain"], ["Rain fell."], True),
        (["rain", "marta"], ["It was rain."], True),
        (["rain", "wind", "marta"], ["It was rain and wind."], False),
        (["rain", "rain", "marta"], ["It was rain."], True),
        (["old rain"], ["It was rain."], True),
        (["q"], ["So."], False),
    ],
)
def test_names_are_no_words_of_the_text(names: list[str], texts: list[str], *, expected: bool) -> None:
    assert are_names(names, texts) == expected


@pytest.mark.parametrize(("names", "expected"), [("abab", True), ("aabbab", True), ("aabba", False), ("aa", False)])
def test_most_names_differ_from_the_one_before(names: str, *, expected: bool) -> None:
    assert alternate(names) == expected


@pytest.mark.parametrize(
    ("said", "alone", "expected"),
    [
        ("I do.|So.|So.|So.", False, True),
        ("I do.|So.|So.|So.|So.", False, False),
        ("I do.|So.|So.|So", False, True),
        ("I do.|So.|So|So", False, False),
        ("Why?|So.", False, True),
        ("I do.|So.", True, True),
        ("I do.|So.|So.", True, False),
        (" (rising) So.|So.|So.|So.", False, True),
        ("(rising)|So.|So.|So.", False, False),
    ],
)
def test_what_people_say_to_one_another(said: str, alone: bool, *, expected: bool) -> None:
    assert converse(said.split("|"), frozenset({"i"}), alone=alone) == expected
