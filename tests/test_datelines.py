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
    ("ΑΘΗΝΑ, 3 ΜΑΪΟΣ 2024 — ", "Αθηνα", None),
    ("HÀ NỘI, 3 tháng 8 (TTXVN) – ", "Hà Nội", "TTXVN"),
    ("KYIV/WARSAW — ", "Kyiv/Warsaw", None),
    ("ST. LOUIS (AP) — ", "St. Louis", "AP"),
    ("ST. PAUL — ", "St. Paul", None),
    ("O’FALLON, Mo. — ", "O’Fallon, Mo.", None),
    ("EL PASO — ", "El Paso", None),
    ("Hamburg, March 3, 2022. ", "Hamburg", None),
    ("Hamburg, 3. März 2022 – ", "Hamburg", None),
    ("Porto Alegre, 3 de março de 2022 — ", "Porto Alegre", None),
    ("HAMBURG, March 3, 2022. ", "Hamburg", None),
    ("ULM, 3 May 2022. ", "Ulm", None),
    ("La Crosse, Wis., May 3, 2022 - ", "La Crosse, Wis.", None),
    ("ABC/DEF (Reuters) ", "Abc/Def", "Reuters"),
    ("ULMA (Reuters) ", "Ulma", "Reuters"),
    ("دمشق، 3 مايو (رويترز) - ", "دمشق", "رويترز"),
    ("بيروت – ", "بيروت", None),
    ("بيروت (أ ف ب) - ", "بيروت", "أ ف ب"),
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
        "Hamburg, March 3, 2022 it rained in the valley.",
        "Hamburg, March 3. It rained in the valley.",
        "Hamburg, March 3, 2022. it rained.",
        "hamburg, March 3, 2022. It rained.",
        "Hamburg March 3, 2022. It rained.",
        "Hamburg, 3 Rain 2022. It rained.",
        "AB — It rained in the valley.",
        "A1B2 — It rained in the valley.",
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


@pytest.mark.parametrize(("letters", "found"), [(66, True), (67, False)])
def test_how_far_a_dateline_may_reach(letters: int, *, found: bool) -> None:
    """Its dash and the first letter of the text must stand among the first 120 characters."""
    place = "-".join(["A" * 24] * 4 + ["A" * (letters - 50)])
    assert len(place) + 4 == 120 + (letters - 66)
    assert (find_dateline(f"{place} — It rained.") is not None) == found
