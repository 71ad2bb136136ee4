"""The scripts: complete files, letters and marks defined nowhere else, and a new language in just two files."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import copydesk
from copydesk.locales import every_locale, locale, with_english
from copydesk.locales.scripts import Script, letters, pairs, scripts
from copydesk.reading.text.recognisers.extent import is_dense, unspaced
from copydesk.reading.text.recognisers.language import detect
from copydesk.reading.text.recognisers.marks import CLOSING, OPENING, ends_sentence, ends_strongly, holds_digit
from copydesk.reading.text.recognisers.people.bylines import read_credit

PACKAGE = Path(copydesk.__file__).parent
READING = PACKAGE / "reading" / "text"

# Modules that hold letters of other scripts, and why no script or language has these.
HOLD_LETTERS = {
    "characters/code_pages.py": "which letters the code pages have, and which of them a text holds by mistake",
    "characters/__init__.py": "the first and the last of the characters beyond the basic plane",
    "recognisers/tables/cells.py": "the first character that takes two columns of a terminal",
    "inlines/__init__.py": "the sign for micro, which units have in all scripts",
}

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")


# ---------------------------------------------------------------------------------------------- the files


@pytest.mark.parametrize("script", scripts().values(), ids=scripts())
def test_a_script_has_letters_of_its_own_and_marks_in_pairs(script: Script) -> None:
    assert script.letters or script.name == "Common"
    assert all(len(pair) == 2 and pair[0] != pair[1] for pair in (*script.quotes, *script.brackets))
    assert all(other in scripts() for other in script.among)
    assert not script.digits or len(script.digits) == 10
    capitals = [character for code_range in script.capitals for character in characters(code_range)]
    assert all(character.isupper() for character in capitals)


def characters(code_range: str) -> Iterator[str]:
    first, _, last = code_range.partition("-")
    return map(chr, range(int(first, 16), int(last or first, 16) + 1))


def test_no_letter_and_no_mark_is_of_two_scripts() -> None:
    of = Counter(
        character
        for script in scripts().values()
        for code_range in script.letters
        for character in characters(code_range)
    )
    assert not [character for character, count in of.items() if count > 1]
    for kind in ("stops", "ellipses", "questions", "shouts", "colons", "commas", "semicolons", "quotes", "brackets"):
        marks = Counter(mark for script in scripts().values() for mark in getattr(script, kind))
        assert not [mark for mark, count in marks.items() if count > 1 and kind not in ("quotes", "brackets")], kind


def test_each_language_is_written_in_scripts_that_there_are() -> None:
    assert {code for locale in every_locale() for code in locale.scripts} <= set(scripts())
    languages = {script.language for script in scripts().values() if script.language}
    assert languages >= {"el", "he", "hi", "ja", "ko", "zh", "th"}


# ----------------------------------------------------------------------------------------- what is derived from them


@pytest.mark.parametrize("mark", [".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।", "॥", "｡", "\u037e"])
def test_a_line_ends_as_a_sentence_does_in_each_script(mark: str) -> None:
    assert ends_strongly(f"word{mark}")
    assert ends_strongly(f"word{mark}”")


@pytest.mark.parametrize("mark", [":", "："])
def test_a_colon_ends_a_line_but_no_sentence(mark: str) -> None:
    assert ends_sentence(f"word{mark}")
    assert not ends_strongly(f"word{mark}")


@pytest.mark.parametrize("mark", [",", ";", "،", "؛", "、", "，", "；"])
def test_a_comma_ends_nothing(mark: str) -> None:
    assert not ends_sentence(f"word{mark}")


@pytest.mark.parametrize("text", ["Τι θα γίνει;", "«Τι θα γίνει;»", "«Τι θα γίνει»;"])
def test_a_semicolon_behind_greek_asks(text: str) -> None:
    assert ends_sentence(text)
    assert ends_strongly(text)


def test_quotation_marks_and_brackets_open_and_close() -> None:
    for pair in (*pairs("quotes"), *pairs("brackets")):
        assert pair[0] in OPENING
        assert pair[1] in CLOSING


def test_scripts_without_spaces_and_dense_scripts_are_recognised() -> None:
    assert [unspaced(letter) for letter in "あア字ไລ한aяم"] == [True] * 5 + [False] * 4
    assert [is_dense(letter) for letter in "あア字한ไaяم"] == [True] * 4 + [False] * 4


def test_kana_show_japanese_and_han_characters_alone_chinese() -> None:
    assert detect("東京の空は青い") == "ja"
    assert detect("東京天空很藍") == "zh"
    assert detect("동경의 하늘은 푸르다 東京") == "ko"


# ---------------------------------------------------------------------------------------------- and nowhere else


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module, but for docstrings, with their lines; escapes within patterns as what they stand for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in alone:
            yield node.lineno, _ESCAPE.sub(lambda code: chr(int(code[1] or code[2], 16)), node.value)


MODULES = [path for path in sorted(READING.rglob("*.py")) if path.relative_to(READING).as_posix() not in HOLD_LETTERS]


def test_no_module_of_reading_holds_a_letter_of_another_script_than_latin() -> None:
    latin = re.compile(f"[{letters('latn')}]")
    offending = [
        f"{path.name}:{line}: {text}"
        for path in MODULES
        for line, text in literals(path)
        if any(not character.isascii() and character.isalpha() and not latin.match(character) for character in text)
    ]
    assert not offending


def test_each_module_that_may_hold_such_letters_does() -> None:
    latin = re.compile(f"[{letters('latn')}]")
    for name in HOLD_LETTERS:
        held = "".join(text for _, text in literals(READING / name))
        assert any(not each.isascii() and each.isalpha() and not latin.match(each) for each in held), name


def test_no_module_of_reading_redefines_the_marks_that_end_or_divide_a_sentence() -> None:
    marks = {
        mark
        for code, script in scripts().items()
        for mark in script.stops + script.questions + script.shouts + script.colons + script.commas + script.semicolons
        if code != "zyyy"
    }
    strings = [(path.name, line, text) for path in MODULES for line, text in literals(path)]
    assert not [literal for literal in strings if not marks.isdisjoint(literal[2])]


# -------------------------------------------------------------------------------------------- one more language

SCRIPT = """
name = "Armenian"
letters = ["0531-0556", "0561-0587"]
capitals = ["0531-0556"]
language = "hy"
stops = "։"
questions = "՞"
shouts = "՜"
colons = "՝"
"""

LOCALE = """
name = "Armenian"
scripts = ["armn"]
function_words = ["և", "է", "էր", "են", "որ", "այս", "մեջ", "համար", "հետ", "իր", "չի", "մի"]
never_last = ["և", "որ", "այս", "մի"]

[labels]
contents = "Բովանդակություն"
notes = "Ծանոթագրություններ"
cover = "Կազմ"
page = "Էջ"
start_of_text = "Տեքստի սկիզբը"

[byline]
by = ["հեղինակ"]
joins = ["և"]

[dates]
months = [
  ["հունվարի"], ["փետրվարի"], ["մարտի"], ["ապրիլի"], ["մայիսի"], ["հունիսի"],
  ["հուլիսի"], ["օգոստոսի"], ["սեպտեմբերի"], ["հոկտեմբերի"], ["նոյեմբերի"], ["դեկտեմբերի"],
]
"""

ARTICLE = """\
Գյուղի հին կամուրջը

Հեղինակ՝ Անի Պետրոսյան և Արամ Սարգսյան

3 մայիսի 2021

Գյուղի հին կամուրջը փակ է արդեն երկրորդ ամիսը, և մարդիկ չգիտեն, թե
երբ այն նորից կբացվի։ Ամեն առավոտ երեխաները քայլում են գետի երկայնքով,
որ հասնեն դպրոց։

Գյուղապետն ասում է, որ քարերը թուլացել են, և ծանր մեքենաները այլևս չեն կարող
անցնել։ Նա խոստացել է, որ աշխատանքները կսկսվեն աշնանը։

Ճանապարհը գետի մյուս կողմում

Մյուս ափին ապրում է հինգ ընտանիք։ Նրանք իրենց կաթը տանում են քաղաք մի երկար
ճանապարհով, որ անցնում է անտառի միջով։

Ձմռանը այդ ճանապարհը ծածկված է ձյունով, և ոչ ոք չի համարձակվում գնալ։ Ծեր
հովիվը միայն ժպտում է և նայում գետին։

Նոր կամուրջը

Նոր կամուրջը կառուցելու համար քաղաքը դեռ փող չունի, և ոչ ոք չգիտի, թե երբ այն
կունենա։
"""

READ = """
import sys
import copydesk
sys.stdout.buffer.write(copydesk.read(sys.stdin.buffer.read()).to_json())
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of copydesk, to whose languages and scripts a test can add others."""
    shutil.copytree(PACKAGE, tmp_path / "copydesk", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def read_by(package: Path) -> dict[str, Any]:
    """The article as read by the copy of the package."""
    env = {**os.environ, "PYTHONPATH": str(package)}
    done = subprocess.run(
        [sys.executable, "-c", READ], input=ARTICLE.encode(), env=env, capture_output=True, check=True
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_a_language_with_a_script_of_its_own_is_two_files(package: Path) -> None:
    (package / "copydesk" / "locales" / "scripts" / "armn.toml").write_text(SCRIPT, encoding="utf-8")
    (package / "copydesk" / "locales" / "hy.toml").write_text(LOCALE, encoding="utf-8")
    article = read_by(package)
    assert article["lang"] == "hy"
    head = article["head"]
    assert head["headline"]["inlines"][0]["text"] == "Գյուղի հին կամուրջը"
    assert [person["name"] for person in head["bylines"][0]["persons"]] == ["Անի Պետրոսյան", "Արամ Սարգսյան"]
    assert [date["iso"] for date in head["dates"]] == ["2021-05-03"]
    assert [(block["type"], *block["inlines"][0]["text"].split()[:2]) for block in article["body"]] == [
        ("paragraph", "Գյուղի", "հին"),
        ("paragraph", "Գյուղապետն", "ասում"),
        ("heading", "Ճանապարհը", "գետի"),
        ("paragraph", "Մյուս", "ափին"),
        ("paragraph", "Ձմռանը", "այդ"),
        ("heading", "Նոր", "կամուրջը"),
        ("paragraph", "Նոր", "կամուրջը"),
    ]


def test_without_them_nothing_but_its_paragraphs_is_known(package: Path) -> None:
    article = read_by(package)
    assert "lang" not in article
    assert "dates" not in article["head"]


def test_a_text_holds_a_digit_where_a_character_of_it_is_one() -> None:
    characters = list(map(chr, range(0x20000)))
    assert [each for each in characters if holds_digit(f"a{each}b")] == [each for each in characters if each.isdigit()]


def test_a_byline_in_a_script_without_spaces_may_be_written_with_its_word() -> None:
    """Where a byline stands; elsewhere the same letters may open a sentence."""
    locales = with_english(locale("th"))
    credit = read_credit("โดยสมชาย ใจดี", locales, in_byline_position=True)
    assert credit is not None
    assert [person.name for person in credit.persons] == ["สมชาย ใจดี"]
    assert read_credit("โดยสมชาย ใจดี", locales) is None
