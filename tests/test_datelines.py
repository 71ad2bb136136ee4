"""The place, and often the agency, that a dispatch opens with."""

from __future__ import annotations

import pytest

from copydesk.locales.scripts import scripts
from copydesk.reading.text.recognisers.dates.datelines import Opening, _is_uncased, find_dateline

FOUND = [
    ("LA CROSSE, Wis. (AP) — ", "La Crosse, Wis.", "AP"),
    ("PARIS, May 3 (Reuters) - ", "Paris", "Reuters"),
    ("PARIS, May 3, 2024 (Reuters) -- ", "Paris", "Reuters"),
    ("PARIS — ", "Paris", None),
    ("PARIS – ", "Paris", None),
    ("PARIS—", "Paris", None),
    ("Paris (Reuters) - ", "Paris", "Reuters"),
    ("Paris (Reuters) ", "Paris", "Reuters"),
    ("PARIS (Reuters) ", "Paris", "Reuters"),
    ("LIMA (Reuters) ", "Lima", "Reuters"),
    (f"Lima (Reuters){' ' * 105}", "Lima", "Reuters"),
    ("USA (Reuters) ", "USA", "Reuters"),
    ("Paris /Reuters/ ", "Paris", "Reuters"),
    ("BORGO SAN LAZZARO (Parma) — ", "Borgo San Lazzaro (Parma)", None),
    ("LIMA (ANDINA) — ", "Lima", "ANDINA"),
    ("LIMA (Andes News) — ", "Lima", "Andes News"),
    ("LIMA (Andes Press) — ", "Lima", "Andes Press"),
    ("İSTANBUL, 3 Mayıs (Reuters) - ", "İstanbul", "Reuters"),
    ("DİYARBAKIR (Reuters) - ", "Diyarbakır", "Reuters"),
    ("ROMA, 3 maggio — ", "Roma", None),
    ("KYIV/WARSAW — ", "Kyiv/Warsaw", None),
    ("ST. LOUIS (AP) — ", "St. Louis", "AP"),
    ("ST. PAUL — ", "St. Paul", None),
    ("O’FALLON, Mo. — ", "O’Fallon, Mo.", None),
    ("EL PASO — ", "El Paso", None),
    ("بيروت (رويترز) - ", "بيروت", "رويترز"),
    ("\u200f\u200fبيروت (رويترز) - ", "بيروت", "رويترز"),
]


@pytest.mark.parametrize(("opening", "place", "agency"), FOUND)
def test_a_dateline(opening: str, place: str, agency: str | None) -> None:
    words = "يقول الناس إن المطر نزل" if "ب" in opening else "It rained in the valley."
    dateline = find_dateline(opening + words)
    assert dateline is not None
    assert (dateline.end, dateline.place, dateline.agency) == (len(opening), place, agency)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PARIS",
        "PARIS — ",
        "PARIS — a town",
        "Paris — It rained in the valley.",
        "SIR — It rained in the valley.",
        "NOTE — It rained in the valley.",
        "Q — It rained in the valley.",
        "UK — It rained in the valley.",
        "A.B. — It rained in the valley.",
        "A. B. C. — It rained in the valley.",
        "PARiS — It rained in the valley.",
        "Paris (or near it) It rained in the valley.",
        "Paris (Reuters)",
        "It rained in the valley (Reuters) all day.",
        "بيروت",
        f"Lima (Reuters){' ' * 106}It rained.",
        f"{'PARIS ' * 30}— It rained.",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("(서울=연합뉴스) 비가 왔다.", Opening(10, "서울", "연합뉴스")),
        ("[パリ 12日 ロイター] 雨が降った。", Opening(14, "パリ", "ロイター")),
        ("新华社北京5月3日电 雨停了。", Opening(11, "北京", "新华社")),
        ("【パリ時事】雨が降った。", Opening(6, "パリ", "時事")),
        ("(Lima) It rained.", None),
    ],
)
def test_a_dateline_of_a_form_that_a_language_declares(text: str, opening: Opening | None) -> None:
    assert find_dateline(text) == opening


@pytest.mark.parametrize(
    ("code", "expected"),
    [("arab", True), ("hebr", True), ("deva", True), ("latn", False), ("hani", False), ("hang", False)],
)
def test_letters_without_capitals(code: str, *, expected: bool) -> None:
    assert _is_uncased(scripts()[code]) == expected
