"""A paragraph that a page break cuts in two is joined, or the cut is reported; ``bench/cuts.py`` counts both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st

import copydesk
from copydesk.locales import locale, with_english
from copydesk.reading.text.evidence.calibration import break_confidence
from copydesk.reading.text.furniture import remove_furniture
from copydesk.reading.text.layout import find_layout
from copydesk.reading.text.lines import Line, split
from copydesk.reading.text.paragraphs import _SURE_JOIN, pieces
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from tests import cuts
from tests.tools import examples


@st.composite
def some_cuts(draw: st.DrawFn) -> cuts.Cut:
    of = draw(st.sampled_from(cuts.gold()))
    index = draw(st.sampled_from(cuts.cuttable(of)))
    at = draw(st.integers(3, len(of.paragraphs[index].split()) - 3))
    kind, measure = draw(st.sampled_from(cuts.KINDS)), draw(st.sampled_from([None, 72]))
    cut = cuts.cut(of, index, at, kind, measure, hyphen=draw(st.booleans()))
    assume(cut is not None)
    assert cut is not None
    return cut


@examples(
    60, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)  # a page would not end in most places
@given(some_cuts())
def test_a_sentence_that_goes_on_in_small_letters_is_joined_or_reported(cut: cuts.Cut) -> None:
    assume(cut.after[0].islower())
    assert cuts.outcome(cut, copydesk.examine(cut.raw, lang=cut.lang)) != "missed", cut.raw


RAW = """\
Rain at last

By Ana Ruiz

It rained in the valley on Thursday, for the first time in two years, and the children who had never seen it stood

{edge}in the road with their mouths open until it was dark and their mothers had called them home for the second time.

The mayor declared a holiday. Nobody had waited for him to do so, and nobody came to hear him say that it was one.

All that the people of the valley talked of on Friday was how the roofs had sounded, and which of them had leaked.
"""


@pytest.mark.parametrize(
    "edge",
    ["", "\f", "- 7 -\n\n", "7\n\n", "Page 7 of 9\n\n", "7\n\n\fThe Weir Gazette\n\n", "\fThe Weir Gazette\n\n7\n\n"],
)
def test_what_may_stand_at_a_cut(edge: str) -> None:
    reading = copydesk.examine(RAW.format(edge=edge))
    assert len(reading.article.body) == 3
    assert "stood in the road" in copydesk.plain(reading.article.body[0])


@pytest.mark.parametrize(
    "words", ["\f7\n\nThat day the whole of it, from the weir\n\n", "7\n\n\fThat day it went on, and so it did\n\n"]
)
def test_words_of_the_text_are_no_running_head(words: str) -> None:
    article = copydesk.read(RAW.format(edge=words))
    assert not [each for each in article.furniture if each.kind == "running_head"]


def test_a_number_that_cuts_no_sentence_stays() -> None:
    raw = RAW.format(edge="").replace("The mayor", "17\n\nThe mayor")
    assert "17" in copydesk.plain(copydesk.read(raw).body)


@pytest.mark.parametrize(
    ("before", "after"),
    [("It was no more than a short line,", "Ana said."), ("It was no more than the", "Nobody said a word.")],
)
def test_a_break_within_a_sentence_is_reported(before: str, after: str) -> None:
    raw = RAW.format(edge="").replace("The mayor", f"{before}\n\n{after}\n\nThe mayor")
    line = raw.splitlines().index(after) + 1
    assert "join" in {problem.kind for problem in copydesk.examine(raw).problems if problem.line == line}


def every_cut() -> Iterator[cuts.Cut]:
    """A cut every few words, of each kind in turn."""
    for of in cuts.gold():
        for index in cuts.cuttable(of):
            for turn, at in enumerate(range(5, len(of.paragraphs[index].split()) - 3, 11)):
                cut = cuts.cut(of, index, at, cuts.KINDS[turn % len(cuts.KINDS)], None)
                if cut is not None:
                    yield cut


def test_every_join_on_thin_evidence_is_reported_and_no_other(tmp_path: Path) -> None:
    thin: dict[int, str] = {}
    for cut in every_cut():
        doubtful: dict[int, str] = {}
        own = locale(cut.lang)
        lines = remove_furniture(split(cut.raw), CreditLines(with_english(own))).lines

        def watch(
            index: int, _: object, score: float, lines: list[Line] = lines, doubtful: dict[int, str] = doubtful
        ) -> None:
            across = bool(lines[index].gap or lines[index].cut)
            sure = break_confidence(score, across=across)
            if score <= 0 and sure < _SURE_JOIN:
                doubtful[lines[index].number] = f"joined to line {lines[index - 1].number}, confidence {sure:.2f}"

        problems = pieces(lines, find_layout(lines), CreditLines(with_english(own)), watch).problems
        assert {each.line: each.message for each in problems if each.message.startswith("joined")} == doubtful
        if doubtful:
            thin, raw = doubtful, cut.raw
    assert thin, "no cut was doubtful: the test shows nothing"
    (tmp_path / "a.txt").write_text(raw, encoding="utf-8")
    with pytest.raises(copydesk.StrictError, match=r"problem"):
        copydesk.convert(tmp_path / "a.txt", tmp_path / "a.md", strict=True)
    assert not (tmp_path / "a.md").exists()
