"""copydesk.toml: what a publication declares about its articles takes precedence over any guess."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk import batch, publication, writing
from copydesk.batch import Job, Target
from copydesk.conversion import ConvertOptions, with_publication
from copydesk.conversion import load as load_article
from copydesk.errors import UsageError
from copydesk.publication import NAME, BylineConvention, FooterConvention, Publication, find, load
from copydesk.reading.conventions import DECLARED, Conventions, matches
from copydesk.reading.text.explain import explain
from copydesk.reading.text.recognisers.people.byline_forms import fault, read_form
from tests.conftest import ARTICLE, Run
from tests.tools import ROOT
from tests.tools import copydesk as process

Command = Callable[..., Run]

RAW = """\
Letters from the weir
Rain at last
Ana Ruiz for the Gazette in Lima
03/04/2025

It rained in the valley on Thursday, for the first time in two years, and the children
who had never seen it stood in the road with their mouths
The Weir Gazette 3
open for a long while.

Sign up for our newsletter.

The mayor declared a holiday. Nobody had waited for him to do so, and nobody thanked him.
Write to the desk, or come by the
old house at the weir.
All of it is ours, 2025
"""

DECLARED_TOML = """\
name = "The Weir Gazette"
language = "en-GB"
date_order = "day_first"
running_heads = ["The Weir Gazette*"]
kickers = ["Letters from *"]

[byline]
forms = ["Words: {name}", "{name} for the Gazette in {place}"]

[footer]
contact = ["Write to the desk*"]
rights = ["all of  it is OURS, *"]
set_aside = ["Sign up*"]

[metadata]
rights = "© The Weir Gazette"
keywords = ["weir", "river"]
author = "The desk"

[look]
style = "essay"
paper = "a5"
wrap = 40
"""


def declared(folder: Path, text: str = DECLARED_TOML) -> Publication:
    (folder / NAME).write_text(text, encoding="utf-8")
    return load(folder / NAME)


# ---------------------------------------------------------------------------------------- its effect on reading


def test_what_is_declared_is_read_so_for_certain_and_explained_so(tmp_path: Path) -> None:
    article = copydesk.read(RAW, conventions=declared(tmp_path))
    by_line = {line.number: (line.role, line.confidence) for line in explain(RAW, article) if DECLARED in line.reasons}
    assert by_line == {
        1: ("kicker", 1.0),
        3: ("byline", 1.0),
        8: ("running head", 1.0),
        11: ("web debris", 1.0),
        14: ("contact", 1.0),
        15: ("contact", 1.0),
        16: ("rights", 1.0),
    }
    assert article.lang == "en-GB"
    assert article.head.bylines[0].persons == (copydesk.Person("Ana Ruiz", place="Lima"),)
    assert [date.iso for date in article.head.dates] == ["2025-04-03"]
    assert article.metadata.publisher == "The Weir Gazette"
    first = article.body[0]
    assert isinstance(first, copydesk.Paragraph)
    assert copydesk.plain(first).endswith("with their mouths open for a long while.")


def test_without_it_no_line_is_read_so() -> None:
    assert not [line for line in explain(RAW, copydesk.read(RAW)) if DECLARED in line.reasons]


@pytest.mark.parametrize(
    ("order", "written", "iso"),
    [
        ("day_first", "03/04/2025", "2025-04-03"),
        ("month_first", "03/04/2025", "2025-03-04"),
        ("month_first", "25/04/2025", "2025-04-25"),
        ("month_first", "03.04.2025", "2025-04-03"),
        (None, "03/04/2025", None),
    ],
)
def test_the_order_of_dates(order: str, written: str, iso: str | None) -> None:
    raw = ARTICLE.replace("By Ana Ruiz", f"By Ana Ruiz\n\n{written}")
    article = copydesk.read(raw, conventions=Publication(date_order=order))  # type: ignore[arg-type]
    assert [date.iso for date in article.head.dates] == [iso]


END = ARTICLE.replace("By Ana Ruiz\n\n", "") + "\nJO PARK\n"

BYLINES: list[tuple[str, BylineConvention, list[str]]] = [
    (END, BylineConvention(stands="end"), ["Jo Park"]),
    (END, BylineConvention(stands="either"), ["Jo Park"]),
    (END.replace("JO PARK", "Words: Jo Park & Ana Ruiz"), BylineConvention(forms=("Words: {name}",), stands="end"),
     ["Jo Park", "Ana Ruiz"]),
    (END.replace("JO PARK", "[jp] Jo"), BylineConvention(forms=("[jp] {name}",), stands="end"), ["Jo"]),
    (ARTICLE.replace("By Ana Ruiz", "Report Ana Ruiz, desk editor"), BylineConvention(forms=("Report {name}, {role}",)),
     ["Ana Ruiz"]),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "habit", "names"), BYLINES)
def test_forms_and_places_of_bylines(raw: str, habit: BylineConvention, names: list[str]) -> None:
    bylines = copydesk.read(raw, conventions=Publication(byline=habit)).head.bylines
    assert [person.name for byline in bylines for person in byline.persons] == names
    assert all(byline.origin and byline.origin.reasons == (DECLARED,) for byline in bylines)


def test_a_form_at_the_top_does_not_take_the_headline() -> None:
    raw = ARTICLE.replace("Rain at last", "Heavy Rain in Lima")
    article = copydesk.read(raw, conventions=Publication(byline=BylineConvention(forms=("{name} in {place}",))))
    assert article.head.headline is not None
    assert copydesk.plain(article.head.headline) == "Heavy Rain in Lima"


@pytest.mark.parametrize(
    ("pattern", "line", "expected"),
    [
        ("The Gazette", "the  gazette", True),
        ("The Gazette", "The Gazettes", False),
        ("The * Gazette *", "The Weir Gazette 3", True),
        ("*Gazette*", "Gazette", True),
        ("a*a", "a", False),
        ("a*a", "aa", True),
        ("a**b", "ab", True),
        ("a*bc*c", "abc", False),
        ("a.c", "abc", False),
    ],
)
def test_patterns(pattern: str, line: str, expected: bool) -> None:
    assert matches(line, (pattern,)) is expected


@given(st.text("ab* "), st.text("ab "))
def test_a_pattern_matches_as_a_slow_one_would(pattern: str, line: str) -> None:
    import fnmatch

    def folded(text: str) -> str:
        return " ".join(text.split())

    assert matches(line, (pattern,)) is fnmatch.fnmatchcase(folded(line), folded(pattern))


@pytest.mark.parametrize(
    ("form", "line", "fields"),
    [
        ("{name} in {place}", "Ana Ruiz in Lima", {"name": "Ana Ruiz", "place": "Lima"}),
        ("Words: {name}", "Words:  Ana Ruiz", {"name": "Ana Ruiz"}),
        ("({name}, {role})", "(Ana Ruiz, critic)", {"name": "Ana Ruiz", "role": "critic"}),
        ("{name} in {place}", "Ana Ruiz, Lima", None),
        ("({name})", "(", None),
        ("{name} in {place}", "Ana Ruiz in ", None),
    ],
)
def test_forms(form: str, line: str, fields: dict[str, str] | None) -> None:
    assert fault(form) is None
    assert read_form(form, line) == fields


# ------------------------------------------------------------------------------------------- what may go wrong

WRONG: list[tuple[str, str, str]] = [
    ("colour = 1", "there is no key 'colour'", "running_heads"),
    ("[look]\npapers = 'a4'", "there is no key 'papers' in [look]", "typography"),
    ("[footer]\nkontakt = []", "there is no key 'kontakt' in [footer]", "contact"),
    ("name = 3", "name: expected text, got a number", "Correct"),
    ("running_heads = 'x'", "running_heads: expected a list", "Correct"),
    ("date_order = 'year_first'", "date_order: invalid enum value 'year_first'", "Correct"),
    ("look = 3", "look: expected", "Correct"),
    ("running_heads = ['Good', '* *']", "running_heads: the pattern '* *' would match any line", "words"),
    ("footer.set_aside = ['*']", "footer.set_aside: the pattern '*'", "words"),
    ("byline.forms = ['By me']", "byline.forms: in 'By me' it has no {name}", "'Words: {name}'"),
    ("byline.forms = ['{name} {when}']", "{when} is not known", "{place}"),
    ("byline.forms = ['{name}{place}']", "nothing stands between", "{place}"),
    ("byline.forms = ['{name} in {place']", "a brace is not closed", "{place}"),
    ("byline.stands = 'middle'", "byline.stands: invalid enum value 'middle'", "Correct"),
    ("language = 'Englisch!'", "language: 'Englisch!' is not a language tag", "de-AT"),
    ("metadata.colour = 'red'", "metadata: there is no metadata key 'colour'", "publisher"),
    ("metadata.date = 'soon'", "metadata: 'soon' is not a date", "2025-08-14"),
    ("look.style = 'gothic'", "there is no style 'gothic'", "broadsheet"),
    ("look.wrap = 'x'", "look.wrap: expected a number, got text", "Correct"),
    ("look.wrap = -3", "lines cannot be wrapped at -3 columns", "20 or more, or 0"),
    ("look.wrap = 19", "lines cannot be wrapped at 19 columns", "20 or more, or 0"),
    ("look.css = 'gone.css'", "gone.css cannot be read", "Check"),
    ("name = The Gazette", "is not TOML", "quotes"),
]


@pytest.mark.parametrize(("text", "message", "remedy"), WRONG, ids=[row[0] for row in WRONG])
def test_errors_name_the_file_and_the_key(tmp_path: Path, text: str, message: str, remedy: str) -> None:
    with pytest.raises(UsageError) as error:
        declared(tmp_path, text)
    assert str(tmp_path / NAME) in error.value.message
    assert message in error.value.message
    assert remedy in error.value.remedy


def test_a_day_needs_no_quotation_marks(tmp_path: Path) -> None:
    assert declared(tmp_path, "metadata.date = 2025-08-14").metadata == {"date": "2025-08-14"}


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.toml cannot be read"):
        load(tmp_path / "gone.toml")
    (tmp_path / NAME).write_bytes(b'name = "\xff"')
    with pytest.raises(UsageError, match="not UTF-8"):
        load(tmp_path / NAME)


def test_what_is_declared_of_the_look_is_what_can_be_asked() -> None:
    assert set(publication._LOOK.__struct_fields__) == set(get_type_hints(writing.WriteOptions))


# ----------------------------------------------------------------------------------------- where it is looked for


def test_the_nearest_counts_up_to_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "paper" / "may"
    inner.mkdir(parents=True)
    assert find(inner) is None
    (tmp_path / NAME).write_text("")
    assert find(inner) == tmp_path / NAME
    (tmp_path / "paper" / ".git").mkdir()
    assert find(inner) is None
    (tmp_path / "paper" / NAME).write_text("")
    assert find(inner) == tmp_path / "paper" / NAME
    (inner / NAME).write_text("")
    assert find(inner) == inner / NAME
    monkeypatch.chdir(inner)
    assert find(Path()) == inner / NAME


def test_nothing_above_the_home_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "ana"
    (home / "articles").mkdir(parents=True)
    (tmp_path / NAME).write_text("")
    monkeypatch.setenv("HOME", str(home))
    assert find(home / "articles") is None
    (home / NAME).write_text("")
    assert find(home / "articles") == home / NAME


def test_files_of_the_look_stand_beside_it(tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text("p { color: navy }")
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "style.toml").write_text('description = "x"\nfonts = ["Source Serif Pro"]\n')
    look = declared(tmp_path, 'look.css = "own.css"\nlook.style = "ours"').look
    assert look == {"css": str(tmp_path / "own.css"), "style": str(tmp_path / "ours")}


# ------------------------------------------------------------------------------------------------------ precedence


def test_the_command_line_comes_before_the_file(run: Command, article: Path) -> None:
    (article.parent / NAME).write_text(DECLARED_TOML)
    tree = json.loads(run(article, "-t", "json").out)
    assert tree["lang"] == "en-GB"
    assert tree["metadata"]["publisher"] == "The Weir Gazette"
    assert tree["metadata"]["keywords"] == ["weir", "river"]
    assert (
        tree["head"]["bylines"][0]["text"] == "By Ana Ruiz"
    )  # the article names its author; the file's only fills a gap
    tree = json.loads(run(article, "-t", "json", "--lang", "en-US", "-M", "publisher=Another").out)
    assert (tree["lang"], tree["metadata"]["publisher"]) == ("en-US", "Another")
    assert max(map(len, run(article, "-t", "md").out.decode().splitlines())) < 60
    assert max(map(len, run(article, "-t", "md", "--wrap", "0").out.decode().splitlines())) > 120


def test_a_flag_of_the_file_can_be_taken_back(run: Command, article: Path, tmp_path: Path) -> None:
    article.write_text(ARTICLE.replace("Nobody", "It's said that nobody"), encoding="utf-8")
    (tmp_path / NAME).write_text("look.typography = true")
    assert "It’s" in run(article, "-t", "md").out.decode()
    assert "It's" in run(article, "-t", "md", "--no-typography").out.decode()
    assert "It's" in run(article, "-t", "md", "--no-config").out.decode()
    assert "It’s" in run(article, "-t", "md", "--no-config", "--typography").out.decode()


def test_what_the_style_sets_can_be_taken_back(run: Command, article: Path, tmp_path: Path) -> None:
    article.write_text(ARTICLE.replace("Nobody", "It's said that nobody"), encoding="utf-8")
    assert "It’s" in run(article, "-t", "html").out.decode()
    assert "It's" in run(article, "-t", "html", "--no-typography").out.decode()
    (tmp_path / NAME).write_text("look.typography = false")
    assert "It's" in run(article, "-t", "html").out.decode()
    assert "It’s" in run(article, "-t", "html", "--typography").out.decode()
    (tmp_path / NAME).write_text("look.style = 'plain'")
    assert "It's" in run(article, "-t", "html").out.decode()


def test_a_file_may_be_named_or_none(run: Command, article: Path, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('name = "Near"')
    other = tmp_path / "other.toml"
    other.write_text('name = "Far"')
    cases: list[tuple[list[str], str | None]] = [
        ([], "Near"),
        (["--config", str(other)], "Far"),
        (["--no-config"], None),
    ]
    for arguments, publisher in cases:
        tree = json.loads(run(article, "-t", "json", *arguments).out)
        assert tree.get("metadata", {}).get("publisher") == publisher
    assert run(article, "-t", "json", "--config", other, "--no-config").code == 2
    assert "gone.toml cannot be read" in run(article, "-t", "json", "--config", tmp_path / "gone.toml").err


def test_the_library_finds_it_too(article: Path, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('name = "Near"\nlook.wrap = 20')
    cases: list[tuple[Any, bool]] = [(None, True), (tmp_path / NAME, True), (False, False)]
    for config, applies in cases:
        copydesk.convert(article, tmp_path / "a.md", config=config)
        text = (tmp_path / "a.md").read_text(encoding="utf-8")
        assert ("Near" in text) is applies
        assert (max(map(len, text.splitlines())) < 40) is applies


def test_each_article_of_a_batch_has_its_own(tmp_path: Path) -> None:
    jobs = []
    for name in ("north", "south", "wrong"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(ARTICLE, encoding="utf-8")
        (tmp_path / name / NAME).write_text(f'name = "{name}"' if name != "wrong" else "name = 1")
        jobs.append(Job(name, tmp_path / name / "a.txt", (Target(tmp_path / f"{name}.json", "json"),)))
    results = list(batch.run(jobs))
    assert [bool(result.failures) for result in results] == [False, False, True]
    assert f"wrong/{NAME}" in str(results[2].failures[0].error)
    for name in ("north", "south"):
        assert json.loads((tmp_path / f"{name}.json").read_bytes())["metadata"]["publisher"] == name


def test_standard_input_uses_the_working_folder(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('name = "Near"\nlook.wrap = 30')
    ran = process("-", "-t", "md", stdin=ARTICLE.encode(), cwd=tmp_path)
    assert b"Near" in ran.stdout
    assert max(map(len, ran.stdout.splitlines())) < 60
    assert process("-", "-t", "md", "-O", "out", stdin=ARTICLE.encode(), cwd=tmp_path).returncode == 0
    assert (tmp_path / "out" / "rain-at-last.md").read_bytes() == ran.stdout


def test_explain_uses_it(run: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAW)
    (tmp_path / NAME).write_text(DECLARED_TOML)
    assert DECLARED in run("explain", tmp_path / "a.txt").out.decode()
    assert DECLARED not in run("explain", "--no-config", tmp_path / "a.txt").out.decode()


def test_other_inputs_get_what_they_lack(article: Path, tmp_path: Path) -> None:
    copydesk.convert(article, tmp_path / "a.json")
    options = ConvertOptions(
        publication=Publication(name="Near", language="de", metadata={"author": ("Jo Park", "Ida Lund")})
    )
    lent = load_article(tmp_path / "a.json", options).article
    assert lent.metadata.publisher == "Near"
    assert lent.lang == "en"
    assert [person.name for byline in lent.head.bylines for person in byline.persons] == ["Ana Ruiz"]


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    assert with_publication(ConvertOptions(), tmp_path).publication == Publication()


def test_the_documentation_covers_every_key() -> None:
    document = (ROOT / "docs" / "copydesk-toml.md").read_text(encoding="utf-8")
    for kind in (Publication, Conventions, BylineConvention, FooterConvention, publication._LOOK):
        for name in kind.__struct_fields__:
            assert f"`{name}`" in document or f"{name} =" in document, name
