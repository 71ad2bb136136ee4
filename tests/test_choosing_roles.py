"""What decides the role of a piece besides the weights: a publication's declarations, rows of tables, marks of mail."""

from __future__ import annotations

import pytest

from copydesk.reading.conventions import (
    DECLARED,
    NO_CONVENTIONS,
    BylineConvention,
    Conventions,
    FooterConvention,
    as_written_by,
)
from copydesk.reading.role import Role
from copydesk.reading.text import evidence
from copydesk.reading.text.evidence.calibration import role_confidence
from copydesk.reading.text.layout import find_layout
from copydesk.reading.text.note_marks import LISTED
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.people.bylines import Credit
from copydesk.reading.text.roles import (
    Decision,
    _barred,
    _decision,
    _declared,
    _scores,
    _titles_of_tables,
    _without_head,
    choose_roles,
)
from copydesk.reading.text.roles.features import ANGLE_MARK, SPEAKER_NAME, Findings
from copydesk.reading.text.roles.head_zone import HEAD_ROLES, QUOTED_ROLES
from copydesk.reading.text.roles.surroundings import _without_false_rights, evidence_of
from tests.parts import ENGLISH, pieces_of
from tests.roles import roles_of

ALL = set(evidence.role_weights())
PROSE = "The ferry had been laid up since the flood. Nobody in the town could say when it would carry carts again."
PAPER = Conventions(
    name="The Weir Gazette",
    kickers=("Opinion",),
    byline=BylineConvention(forms=("Words: {name}",)),
    footer=FooterConvention(rights=("All rights reserved*",), contact=("Write to us*",)),
)


def decisions(
    pieces: list[Piece], conventions: Conventions = NO_CONVENTIONS, rows: frozenset[int] = frozenset()
) -> list[Decision]:
    layout = find_layout([line for piece in pieces for line in piece.lines])
    own, *others = ENGLISH
    credit_lines = CreditLines((as_written_by(conventions, own), *others))
    return choose_roles(pieces, layout, credit_lines, [], conventions, rows)


def test_no_pieces_have_no_roles() -> None:
    assert decisions([]) == []


def test_what_is_declared_is_sure() -> None:
    text = f"Opinion\n\nRain at last\n\nWords: Ana Ruiz\n\n{PROSE}\n\n{PROSE}\n\nAll rights reserved, 2024"
    chosen = decisions(pieces_of(text), PAPER)
    assert [each.role for each in chosen] == roles_of("kicker headline byline paragraph paragraph rights")
    sure = [(each.confidence, each.reasons, each.second) for each in chosen if each.reasons == (DECLARED,)]
    assert sure == [(1.0, (DECLARED,), None)] * 3
    assert chosen[2].findings.credit is not None


def test_the_rows_of_a_table_are_sure() -> None:
    text = f"Rain at last\n\n{PROSE}\n\nTarn     412\nAldham    88\nBray       7\n\n{PROSE}"
    rows = frozenset(text.index(name) for name in ("Tarn", "Aldham", "Bray"))
    chosen = decisions(pieces_of(text), rows=rows)
    assert [each.role for each in chosen] == roles_of("headline paragraph table_row table_row table_row paragraph")
    assert {(each.confidence, each.reasons) for each in chosen if each.role == "table_row"} == {
        (1.0, ("its cells stand below those of other lines",))
    }


def test_no_byline_amid_the_text_is_of_the_head() -> None:
    text = f"Rain at last\n\n{PROSE}\n\n{PROSE}\n\nBy Ana Ruiz\n\n{PROSE}\n\n{PROSE}\n\nBy Jo Park"
    chosen = [each.role for each in decisions(pieces_of(text))]
    assert chosen[3] not in HEAD_ROLES
    assert chosen[-1] == "byline"


def credited(declared: bool, announced: bool) -> Findings:
    return Findings((), credit=Credit((), announced=announced, declared=declared))


LINES = {
    "a kicker": ("Opinion\nRain", "kicker -"),
    "a kicker too far below": ("a\n\nb\n\nc\n\nOpinion", "- - - -"),
    "lines of the footer": ("Rain\n\nWrite to us\n\nAll rights reserved", "- contact rights"),
    "what stands right below a line of the footer": (
        "Write to us\nat Mill Lane\nin town\n\nRain",
        "contact contact contact -",
    ),
    "another line of the footer right below": ("Write to us\nAll rights reserved", "contact rights"),
    "a kicker right below a line of the footer": ("Write to us\nOpinion\nRain", "contact kicker -"),
    "a byline": ("Rain\nBOTH", "- byline"),
    "a byline that opens with no word, as the first piece": ("DECLARED\nRain", "- -"),
    "a byline that a word announces, as the first piece": ("BOTH\nRain", "byline -"),
    "a byline in no form that is declared": ("Rain\nANNOUNCED", "- -"),
    "a byline that nothing announces": ("Rain\nDECLARED", "- byline"),
    "what stands right below a byline": ("Write to us\nBOTH\nRain", "contact byline -"),
    "the twelfth piece": ("x\n" * 11 + "BOTH", "- " * 11 + "byline"),
    "the thirteenth piece": ("x\n" * 12 + "BOTH", "- " * 12 + "-"),
}


@pytest.mark.parametrize(("text", "expected"), LINES.values(), ids=LINES)
def test_the_roles_that_a_publication_declares(text: str, expected: str) -> None:
    kinds = {"BOTH": (True, True), "DECLARED": (True, False), "ANNOUNCED": (False, True)}
    pieces = pieces_of(text)
    findings = [credited(*kinds[piece.text]) if piece.text in kinds else Findings(()) for piece in pieces]
    assert [role or "-" for role in _declared(PAPER, pieces, findings)] == expected.split()
    assert _declared(NO_CONVENTIONS, pieces, findings) == [None] * len(pieces)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ALL),
        (["capitals"], ALL),
        ([SPEAKER_NAME], {"heading", "paragraph"}),
        ([SPEAKER_NAME, ANGLE_MARK], {"heading", "paragraph"}),
        ([ANGLE_MARK], QUOTED_ROLES & ALL),
        ([LISTED], ALL - {"note"}),
    ],
)
def test_the_roles_that_a_piece_may_have(names: list[str], expected: set[str]) -> None:
    assert ALL - _barred(names) == expected


@pytest.mark.parametrize(
    ("text", "names", "indices"),
    [
        ("Rain\nDepths\nTarn  412\nBray  7", {}, [1]),
        ("Depths\nTarn  412\nBray  7", {}, []),
        ("Rain\nDepths\n\nTarn  412\nBray  7", {}, []),
        ("Rain\n  Depths\nTarn  412\nBray  7", {}, []),
        ("Rain\n  Depths\n  Tarn  412\nBray  7", {}, [1]),
        ("Rain\nDepths\nTarn  412\nBray  7", {1: "announced_names"}, []),
        ("Rain\nDepths\nTarn  412\nBray  7", {1: "date_line"}, []),
        ("Rain\nDepths\nTarn  412\nBray  7", {1: "bare_names"}, [1]),
        ("Rain\nTarn  412\nBray  7\nDepths", {}, []),
        ("Rain\nTarn  412\nDepths\nBray  7", {}, [2]),
    ],
)
def test_what_stands_right_above_the_rows_of_a_table(text: str, names: dict[int, str], indices: list[int]) -> None:
    pieces = pieces_of(text)
    rows = frozenset(piece.lines[0].start for piece in pieces if "  " in piece.text)
    findings = [Findings((names[at],) if at in names else ()) for at in range(len(pieces))]
    expected = [at for at in indices if at]
    assert list(_titles_of_tables(pieces, findings, rows)) == expected


def test_roles_far_below_the_best_are_not_considered() -> None:
    full = evidence.role_scores(["capitals"])
    best = max(full.values())
    assert _scores(["capitals"]) == {role: score for role, score in full.items() if score >= best - 9.0}
    first = max(full, key=lambda role: full[role])
    left = {role: score for role, score in full.items() if role != first}
    assert _scores(["capitals"], {first}) == {
        role: score for role, score in left.items() if score >= max(left.values()) - 9.0
    }


def restricted(path: str, names: str, may_sign: str, barred: set[Role]) -> list[set[str]]:
    """The roles that remain for each piece, if all pieces begin with those of ``names``."""
    roles = roles_of(path)
    scores = [dict.fromkeys(roles_of("headline byline date paragraph heading quotation"), 0.0) for _ in roles]
    signs = [str(at) in may_sign for at in range(len(roles))]
    return [
        set(row) for row in _without_head(scores, [names.split()] * len(roles), roles, signs, [barred] * len(roles))
    ]


def test_from_where_the_text_begins_no_piece_is_of_the_head() -> None:
    above, text, signed, unsigned = restricted("headline paragraph byline byline", "", "2", set())
    assert above == {"headline", "byline", "date", "paragraph", "heading", "quotation"}
    assert not text & HEAD_ROLES
    assert signed & HEAD_ROLES <= {"byline"}
    assert not unsigned & HEAD_ROLES
    assert "paragraph" in text


def test_a_date_in_the_text_is_a_paragraph_or_a_heading() -> None:
    _, text = restricted("headline paragraph", "date_line", "", set())
    assert text <= {"paragraph", "heading"}
    _, quoted = restricted("headline paragraph", f"date_line {ANGLE_MARK}", "", set())
    assert not quoted <= {"paragraph", "heading"}


def test_the_roles_that_a_piece_cannot_have_are_left_out_below_the_head_too() -> None:
    _, text = restricted("headline paragraph", "", "", {"paragraph"})
    assert "paragraph" not in text


def test_a_decision_says_how_sure_it_is_what_else_it_could_be_and_why() -> None:
    chance: dict[Role, float] = {"paragraph": 0.1, "heading": 0.6, "deck": 0.3}
    decision = _decision("heading", chance, ["capitals"], Findings(("x",)))
    assert (decision.role, decision.confidence, decision.second) == ("heading", role_confidence("heading", 0.6), "deck")
    assert decision.findings == Findings(("x",))
    sentence = evidence.sentences("role")["capitals"]
    for_heading = evidence.role_weights()["heading"].get("capitals", 0.0) > 0
    assert decision.reasons == ((sentence,) if for_heading else ())
    assert _decision("paragraph", chance, [], Findings(())).second == "heading"
    alone = _decision("rights", {"rights": 1.0}, [], Findings(()))
    assert (alone.second, alone.confidence) == (None, 1.0)
    assert _decision("bio", chance, [], Findings(())).confidence == role_confidence("bio", 0.5)


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ("(c) 2019 Tarn", True),
        ("(b) rain\n(c) 2019 Tarn", False),
        ("(c) 2019 Tarn\n(D) rain", False),
        ("(a) rain\n(c) 2019 Tarn\n(e) sun", True),
        ("(b) rain\n" + "x\n" * 7 + "(c) 2019 Tarn", False),
        ("(b) rain\n" + "x\n" * 8 + "(c) 2019 Tarn", True),
        ("(c) 2019 Tarn\n" + "x\n" * 7 + "(d) rain", False),
        ("(c) 2019 Tarn\n" + "x\n" * 8 + "(d) rain", True),
        ("(b) rain\nCopyright 2019 (c)", True),
    ],
)
def test_a_letter_of_a_list_is_no_sign_of_copyright(rows: str, kept: bool) -> None:
    pieces = pieces_of(rows)
    signs = [index for index, piece in enumerate(pieces) if "2019" in piece.text]
    findings = [Findings(("x", "opens_as_rights") if index in signs else ("y",)) for index in range(len(pieces))]
    corrected = _without_false_rights(pieces, findings)
    assert [each.names for each in corrected] == [
        (("x", "opens_as_rights") if kept else ("x",)) if index in signs else ("y",) for index in range(len(pieces))
    ]


def test_evidence_of_the_head_is_looked_for_in_nine_pieces() -> None:
    pieces = pieces_of("3 May 2024\n" + "x\n" * 10)
    findings, names = evidence_of(
        pieces, find_layout([line for piece in pieces for line in piece.lines]), CreditLines(ENGLISH), []
    )
    assert [index for index, each in enumerate(names) if "after_credit" in each] == list(range(1, 9))
    assert "date_line" in findings[0].names
    assert "date_line" in names[0]
