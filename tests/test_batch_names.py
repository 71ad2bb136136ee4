"""The names of a batch's documents: they lead nowhere else, and no two are the same on any disk."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import _files
from copydesk.batch.manifest import FOLDER, Manifest
from copydesk.batch.names import DEFAULT, Facts, Pattern, folded, numbered
from copydesk.errors import UsageError
from tests.tools import examples

FACTS = Facts("press/may", "a.b", "17", "rain-at-last", "2025-08-14", "de", "Ana Ruiz")


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        (DEFAULT, "press/may/a.b.pdf"),
        ("{date:%Y}/{slug}.{ext}", "2025/rain-at-last.pdf"),
        ("{lang}/{date}-{author}", "de/2025-08-14-Ana Ruiz.pdf"),
        ("{date:%y%m/%d}/{id}.{ext}", "2508/14/17.pdf"),
        ("./x//{stem}.{ext}", "x/a.b.pdf"),
    ],
)
def test_a_pattern_gives_names(pattern: str, name: str) -> None:
    assert Pattern(pattern).path(FACTS, "pdf") == name


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"stem": "../../etc/passwd"}, "-..-etc-passwd.md"),
        ({"path": "../../..", "stem": "x"}, "x.md"),
        ({"path": "/etc/./x/..", "stem": "x"}, "etc/x/x.md"),
        ({"path": "", "stem": ".."}, "no-stem.md"),
        ({"path": "", "stem": ".copydesk"}, "copydesk.md"),
        ({"path": ".copydesk", "stem": "a"}, "copydesk/a.md"),
        ({"path": "", "stem": "con"}, "_con.md"),
        ({"path": "nul", "stem": "a"}, "_nul/a.md"),
        ({"path": "", "stem": 'a<b>:"|?*\x00\x1b\u202eb\ud800'}, "a-b---------b-.md"),
        ({"path": "", "stem": "dots. . ."}, "dots.md"),
        ({"path": "", "stem": ""}, "no-stem.md"),
    ],
)
def test_what_an_article_says_leads_nowhere_else(fields: dict[str, str], name: str) -> None:
    assert Pattern(DEFAULT).path(FACTS._replace(**{"path": "", **fields}), "md") == name


def test_an_article_without_a_date_has_a_folder() -> None:
    assert Pattern("{date:%Y}/{slug}").path(FACTS._replace(date=""), "md") == "undated/rain-at-last.md"


@given(st.builds(Facts, path=st.text(), stem=st.text(), id=st.text(), slug=st.text(), author=st.text(min_size=90)))
@examples(50)
def test_no_text_escapes(facts: Facts) -> None:
    name = Pattern("{path}/{stem}/{author}/{slug}-{id}.{ext}").path(facts, "md")
    assert not name.startswith("/")
    for part in name.split("/"):
        assert part
        assert not part.startswith(".")
        assert not part.endswith((".", " "))
        assert len(part.encode()) <= 250
        assert not set(part) & set('\\:*?"<>|\0\n')


@pytest.mark.parametrize(
    "pattern", ["../{slug}", "/tmp/{slug}", "a/../../{slug}", "{slug}/../x", "{nope}", "{slug!r}", "{date:%H}", "{slug",
                "{stem:>9}", "a\\{slug}", "{ext}/"]
)  # fmt: skip
def test_a_pattern_that_leads_out_is_refused(pattern: str) -> None:
    with pytest.raises(UsageError):
        Pattern(pattern)


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    _files.make_folder(tmp_path / FOLDER)
    return Manifest(tmp_path)


def placed(manifest: Manifest, id_: str, *names: str) -> list[str]:
    documents, _ = manifest.place(id_, None, [(name, 1) for name in names])
    return documents


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rain.md", "rain.md"),
        ("Straße.md", "STRASSE.md"),
        (unicodedata.normalize("NFC", "é.md"), unicodedata.normalize("NFD", "É.md")),
        ("Könige/a.md", unicodedata.normalize("NFD", "KÖNIGE/A.md")),
        ("ﬁsh.md", "fish.md"),
    ],
)
def test_names_that_some_disk_takes_for_one_are_numbered(manifest: Manifest, one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert placed(manifest, "1", one) == [one]
    assert placed(manifest, "2", other) == [numbered(other, 2)]
    assert placed(manifest, "3", one) == [numbered(one, 3)]
    assert placed(manifest, "2", other) == [numbered(other, 2)]  # once given, a name is kept


def test_all_documents_of_an_article_have_one_number(manifest: Manifest) -> None:
    placed(manifest, "1", "a.pdf")
    assert placed(manifest, "2", "a.pdf", "a.epub") == ["a-2.pdf", "a-2.epub"]
    assert placed(manifest, "3", "a-2.pdf") == ["a-2-2.pdf"]


def test_a_document_and_a_folder_have_no_name_in_common(manifest: Manifest) -> None:
    placed(manifest, "1", "talks.md/a.md")
    assert placed(manifest, "2", "Talks.md") == ["Talks-2.md"]
    placed(manifest, "3", "b.md")
    assert placed(manifest, "4", "B.md/c.md") == ["B.md_/c.md"]


def test_another_name_frees_the_first(manifest: Manifest) -> None:
    placed(manifest, "1", "a.md")
    names, gone = manifest.place("1", None, [("b.md", 1)])
    assert (names, gone) == (["b.md"], ["a.md"])
    manifest.finish("1", gone, {"state": "done"})
    assert placed(manifest, "2", "a.md") == ["a.md"]
