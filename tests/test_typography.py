"""Quotation marks, apostrophes, dashes and spaces as the language sets them, and nothing else is changed."""

from __future__ import annotations

import html
import io
import re
import zipfile
from typing import Unpack

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import copydesk
from copydesk import locales
from copydesk.style import load
from copydesk.tree import (
    Article,
    BlockQuote,
    Byline,
    Code,
    Emphasis,
    Furniture,
    Head,
    Headline,
    LineBreak,
    Link,
    Node,
    Note,
    NoteRef,
    Paragraph,
    Person,
    Preformatted,
    Strong,
    Table,
    Text,
    Verse,
)
from copydesk.typography import set_text, typeset
from copydesk.writing import WriteOptions
from tests.conftest import ARTICLE
from tests.test_pdf import run_poppler
from tests.tools import examples
from tests.trees import articles, everything

QUOTES = {
    "en": ("\"He said 'no' to us,\" she said.", "“He said ‘no’ to us,” she said."),
    "en-GB": ("'The \"inner\" word,' he said.", "‘The “inner” word,’ he said."),
    "de": ("\"Er sagte 'nein' dazu\", so Ida.", "„Er sagte ‚nein‘ dazu“, so Ida."),
    "de-AT": ('"Nein"', "„Nein“"),
    "de-CH": ("\"Er sagte 'nein' dazu\"", "«Er sagte ‹nein› dazu»"),
    "fr": ("\"Il a dit 'non' hier\", dit-elle.", "«\u00a0Il a dit “non” hier\u00a0», dit-elle."),
    "es": ('"Dijo "no" ayer"', "«Dijo “no” ayer»"),
    "es-MX": ("\"Dijo 'no' ayer\"", "“Dijo ‘no’ ayer”"),
    "pt": ('"Não"', "“Não”"),
    "pt-PT": ('"Não"', "«Não»"),
    "it": ("\"Ha detto 'no' ieri\"", "«Ha detto “no” ieri»"),
    "nl": ("\"Hij zei 'nee' gisteren\"", "“Hij zei ‘nee’ gisteren”"),
    "pl": ('"Powiedział "nie" wczoraj"', "„Powiedział «nie» wczoraj”"),
    "cs": ("\"Řekl 'ne' včera\"", "„Řekl ‚ne‘ včera“"),
    "ru": ('Он сказал: "Читай "Весну" сам".', "Он сказал: «Читай „Весну“ сам»."),
    "uk": ('"Читай "Весну" сам"', "«Читай „Весну“ сам»"),
    "el": ("\"Είπε 'όχι' χθες\"", "«Είπε “όχι” χθες»"),
    "sv": ("\"Han sade 'nej' i går\"", "”Han sade ’nej’ i går”"),
    "fi": ('"Ei", hän sanoi.', "”Ei”, hän sanoi."),
    "da": ('"Nej"', "“Nej”"),
    "no": ("\"Han sa 'nei' i går\"", "«Han sa ‘nei’ i går»"),
    "tr": ('"Hayır"', "“Hayır”"),
    "id": ('"Tidak"', "“Tidak”"),
    "vi": ('"Không"', "“Không”"),
    "hi": ('"नहीं"', "“नहीं”"),
    "ar": ('قال "نعم" لنا', "قال ”نعم“ لنا"),
    "fa": ('گفت "نه" به ما', "گفت «نه» به ما"),
    "he": ('דובר צה"ל אמר "שלום" לג\'ורג\' ולנו', "דובר צה\"ל אמר ”שלום” לג'ורג' ולנו"),
    "ko": ('"아니" 하고 말했다', "“아니” 하고 말했다"),
    "ja": ('彼は"雨だ"と言った。"hello" は別。', '彼は「雨だ」と言った。"hello" は別。'),
    "zh": ('他说"下雨了"。', "他说“下雨了”。"),
    "zh-Hant-TW": ('他說"下雨了"。', "他說「下雨了」。"),
    "und": ('"No"', "“No”"),
}

CASES: list[tuple[str, str, str]] = [
    # apostrophes
    ("en", "'Tis the dogs' bowl, isn't it?", "’Tis the dogs’ bowl, isn’t it?"),
    ("en", "In the '90s they played rock 'n' roll.", "In the ’90s they played rock ’n’ roll."),
    ("en", "the class of '99, and 'the class' too", "the class of ’99, and ‘the class’ too"),
    ("en", "\"Get 'em,\" he said, goin' home.", "“Get ’em,” he said, goin’ home."),
    ("en", "She lived in 'Frisco.", "She lived in ’Frisco."),
    ("en", "'Nuff said, 'twould do; in '62-'63", "’Nuff said, ’twould do; in ’62-’63"),
    ("en", "'The boys' bikes,' he said. 'They're gone.'", "‘The boys’ bikes,’ he said. ‘They’re gone.’"),
    ("en", "James' car, the 1990's, Hawai'i, y'all'd've", "James’ car, the 1990’s, Hawai’i, y’all’d’ve"),
    ("fr", 'L\'"avenir" et qu\'"elle"', "L’«\u00a0avenir\u00a0» et qu’«\u00a0elle\u00a0»"),
    ("it", "L'\"Aurora\" e un po' di luce", "L’«Aurora» e un po’ di luce"),
    ("nl", "'Nee,' zei hij, ''t is zo.'", "‘Nee,’ zei hij, ‘’t is zo.’"),
    ("nl", "'s Avonds zat hij in 't café.", "’s Avonds zat hij in ’t café."),
    ("fr", "L'eau d'aujourd'hui", "L’eau d’aujourd’hui"),
    ("de", "Wie geht's?", "Wie geht’s?"),
    # measures, and what is none
    ("en", '5\' 10" tall, 6\'2", a 12" disc', '5\' 10" tall, 6\'2", a 12" disc'),
    ("en", "He is 6' tall.", "He is 6' tall."),
    ("en", 'They play "a 12" disc" there.', 'They play “a 12" disc” there.'),
    ("en", '"in 1999" and "in 2000"', "“in 1999” and “in 2000”"),
    ("en", "40°26'46\" N", "40°26'46\" N"),
    ("en", "at 40°26'N, 3.5' long, 9'11'', 1h30', in the 3'", "at 40°26'N, 3.5' long, 9'11'', 1h30', in the 3'"),
    ("en", 'a 1/2" pipe, 5"x7" prints, a 27"-wide screen', 'a 1/2" pipe, 5"x7" prints, a 27"-wide screen'),
    ("en", '"He is 6\'2", or so," she said.', "“He is 6'2\", or so,” she said."),
    ("en", "\"a 5'-10'\" gap", "“a 5'-10'” gap"),
    ("en", "f'(x) = x' + 1, and f''", "f'(x) = x' + 1, and f''"),
    # quotations that go on, and stand together
    ("en", '"It rained.', "“It rained."),
    ("en", 'And went on."', "And went on.”"),
    ("en", "\"'No,' he said,\" she said.", "“‘No,’ he said,” she said."),
    ("en", '("no") ["no"] --"no" \'no\'', "(“no”) [“no”] --“no” ‘no’"),
    ("en", '" " "', '" " "'),
    ("en", "“No,” she said.", "“No,” she said."),
    # dashes and ellipses
    ("en", "It rained - at last -- and how--really...", "It rained – at last — and how—really…"),
    ("en", "He said no--", "He said no—"),
    ("de", "Es regnete - endlich -- und wie ...", "Es regnete – endlich – und wie …"),
    ("ru", "Москва - столица", "Москва — столица"),
    ("es", "Llovió - por fin", "Llovió — por fin"),
    ("en", "well-kept, 7 - 3 = 4, --flag, <!-- x -->, -1", "well-kept, 7 - 3 = 4, --flag, <!-- x -->, -1"),
    ("en", "1990--1995", "1990–1995"),
    ("en", "x - y = z, n - 1, Vitamin B - 12", "x - y = z, n - 1, Vitamin B - 12"),
    ("en", "555-0190, 555--0190, 3-2, 3 - 2", "555-0190, 555--0190, 3-2, 3 - 2"),
    ("en", "- Ana Ruiz", "– Ana Ruiz"),
    ("en", "-- Ana Ruiz", "— Ana Ruiz"),
    ("pl", "- Tak - powiedział.", "– Tak – powiedział."),
    ("en", "- 3\n- \n-- ", "- 3\n- \n-- "),
    ("en", "wait.... ......", "wait…. ......"),
    ("en", "wait...what, [...], 1...5", "wait…what, […], 1...5"),
    # spaces
    ("fr", "Quoi ? Non ! Oui; voilà : ceci...", "Quoi\u202f? Non\u202f! Oui\u202f; voilà\u00a0: ceci…"),
    ("fr", "C:\\dir; :-) a:b", "C:\\dir\u202f; :-) a:b"),
    ("fr", "Quoi?! (!) à 10:30", "Quoi\u202f?! (!) à 10:30"),
    ("fr", "« Oui » et «non»", "«\u00a0Oui\u00a0» et «\u00a0non\u00a0»"),
    ("fr-CA", "Quoi? Voici: «non»", "Quoi? Voici\u00a0: «\u00a0non\u00a0»"),
    ("fr-CH", "Quoi? Voici: «non»", "Quoi\u202f? Voici\u202f: «\u202fnon\u202f»"),
    ("en", "What? Yes! No; so: this", "What? Yes! No; so: this"),
    # addresses
    ("fr", "Voir https://a.example/x?y=1;z:--u", "Voir https://a.example/x?y=1;z:--u"),
    ("en", 'See "https://a.example/it\'s--x" now', "See “https://a.example/it's--x” now"),
    ("en", "or o'neil@a.example, or O'Neil", "or o'neil@a.example, or O’Neil"),
    # code, paths, names of files and options, as raw text has them
    ("en", '`it\'s -- so` <a href="x"> {"a": \'b\'}', '`it\'s -- so` <a href="x"> {"a": \'b\'}'),
    ("en", "key=\"v\", x = 'y', print(\"x\"), open('a')", "key=\"v\", x = 'y', print(\"x\"), open('a')"),
    ("en", "C:\\O'Neil\\x /a/it's--b ~/x--y ./o'b", "C:\\O'Neil\\x /a/it's--b ~/x--y ./o'b"),
    ("en", "it's--me.txt, a--b.pdf and foo(...)", "it's--me.txt, a--b.pdf and foo(...)"),
    ("en", 'git log --oneline -5, "--no-config", -v', "git log --oneline -5, “--no-config”, -v"),
    ("en", "Try: git log --oneline -- src", "Try: git log --oneline -- src"),
    ("en", "npm run build -- --watch, or grep -r -- x", "npm run build -- --watch, or grep -r -- x"),
    ("en", "Add --all. It helps -- often", "Add --all. It helps — often"),
    ("en", "tar -x -- a\nHe -- she", "tar -x -- a\nHe — she"),
    ("en", "''two'' ``tex'' \"\"four\"\" don''t :'(", "''two'' ``tex'' \"\"four\"\" don''t :'("),
    # a mark inside a word
    ("en", 'the "Aurora"s crew, a word"word', 'the “Aurora”s crew, a word"word'),
    ("de", 'die "Aurora"-Fahrt', "die „Aurora“-Fahrt"),
]


@pytest.mark.parametrize("lang", QUOTES)
def test_the_quotation_marks_of_a_language(lang: str) -> None:
    typed, expected = QUOTES[lang]
    assert set_text(typed, lang) == expected


def test_every_language_has_its_case() -> None:
    assert {tag.split("-")[0] for tag in QUOTES} >= set(locales.languages())


@pytest.mark.parametrize("tag", locales.languages())
def test_what_a_language_declares_is_whole(tag: str) -> None:
    rules = locales.typography(tag)
    regions = [locales.typography(f"{tag}-{region}") for region in rules.regions]
    for each in (rules, *regions):
        assert len(each.quotes) == 4
        assert len(each.dashes) in (0, 2)


@pytest.mark.parametrize(("lang", "typed", "expected"), CASES, ids=[f"{lang} {typed}" for lang, typed, _ in CASES])
def test_marks(lang: str, typed: str, expected: str) -> None:
    assert set_text(typed, lang) == expected


def one(*blocks: Node, lang: str = "en") -> Article:
    return Article(lang=lang, body=blocks)  # type: ignore[arg-type]


def test_a_quotation_runs_through_inlines() -> None:
    article = one(
        Paragraph((Text('"It '), Emphasis((Text("'rained"), Strong((Text("'"),)))), Text(',"'), NoteRef("n1", "1")))
    )
    assert typeset(article).body == (
        Paragraph((Text("“It "), Emphasis((Text("‘rained"), Strong((Text("’"),)))), Text(",”"), NoteRef("n1", "1"))),
    )


def test_a_quotation_runs_through_lines_of_verse() -> None:
    verse = Verse(((Text('"It rained,'),), (), (Text('and how"'),)))
    assert typeset(one(verse, lang="de")).body == (Verse(((Text("„It rained,"),), (), (Text("and how“"),))),)


def test_each_cell_is_for_itself() -> None:
    table = Table((((Text('6"'),), (Text('"no"'),)),), header=((Text('"a'),), (Text("b's"),)))
    expected = Table((((Text('6"'),), (Text("“no”"),)),), header=((Text("“a"),), (Text("b’s"),)))
    assert typeset(one(table)).body == (expected,)


KEPT: list[Node] = [
    Paragraph((Code('x = "a" -- "b"...'),)),
    Preformatted('x = "a" -- "b"...'),
    Paragraph((Link((Text("https://a.example/'x'--y"),), "https://a.example/'x'--y"),)),
]


@pytest.mark.parametrize("block", KEPT)
def test_what_is_kept_to_the_letter(block: Node) -> None:
    assert typeset(one(block)).body == (block,)


def test_words_of_a_link_are_set_and_its_target_is_not() -> None:
    link = Link((Text("the 'news'"),), "https://a.example/'x'")
    assert typeset(one(Paragraph((link, LineBreak(), Text('"no"'))))).body == (
        Paragraph((Link((Text("the ‘news’"),), "https://a.example/'x'"), LineBreak(), Text("“no”"))),
    )


def test_all_places_where_words_stand_are_set() -> None:
    byline = Byline("By Flann O'Dell", (Person("Flann O'Dell", email="o'd@a.example"),))
    head = Head(headline=Headline((Text("It's here"),)), bylines=(byline,))
    quote = BlockQuote((Paragraph((Text("It's"),)),), attribution=(Text("O'Dell"),))
    note = Note("n1", "1", (Paragraph((Text("It's"),)),))
    furniture = (Furniture("It's", "web_debris"),)
    result = typeset(Article(lang="en", head=head, body=(quote,), notes=(note,), furniture=furniture))
    assert copydesk.plain(result.head) == "It’s here\n\nBy Flann O’Dell"
    assert result.head.bylines[0].persons == (Person("Flann O’Dell", email="o'd@a.example"),)
    assert copydesk.plain(result.body) == "It’s\n\nO’Dell"
    assert copydesk.plain(result.notes[0].blocks) == "It’s"
    assert result.furniture == furniture


TYPED, SET = '"it\'s late" -', "“it’s late” –"
SPOKEN = copydesk.read(ARTICLE.replace("Nobody had", f"He said {TYPED} nobody had"))


def shown(to: str, lang: str = "en", **look: Unpack[WriteOptions]) -> str:
    """The words of a document, unescaped."""
    data = copydesk.write(replace(SPOKEN, lang=lang), to, **look).data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            data = next(
                file.read(name) for name in file.namelist() if re.search("text.xhtml|document.xml|tent.xml", name)
            )
    elif data.startswith(b"%PDF"):
        return " ".join(run_poppler("pdftotext", "-", "-", data=data).split())
    text = html.unescape(re.sub("<[^>]*>", "", data.decode()))
    return re.sub(r"\\u(\d+) \?|\\u(\d+)\?", lambda code: chr(int(code[1] or code[2])), text).replace("\\", "")


SET_BY = ["broadsheet", "essay", "large-print", "leaflet", "magazine"]


@pytest.mark.parametrize("style", ["broadsheet", "essay", "large-print", "leaflet", "magazine", "manuscript", "plain"])
def test_the_style_decides(style: str) -> None:
    assert load(style).typography == (style in SET_BY)
    for to in ("html", "epub", "docx", "odt"):
        assert (SET if style in SET_BY else TYPED) in shown(to, style=style), to
        assert SET in shown(to, style=style, typography=True), to
        assert TYPED in shown(to, style=style, typography=False), to


def test_a_pdf_is_set_too() -> None:
    assert SET in shown("pdf")
    assert TYPED.removesuffix(" -") in shown("pdf", typography=False)  # which may stand at a line's end


@pytest.mark.parametrize("to", ["markdown", "json", "plain", "rst", "latex", "mediawiki"])
def test_what_is_edited_is_left_as_it_was_typed(to: str) -> None:
    assert "’" not in shown(to, style="essay")


@pytest.mark.parametrize("to", ["markdown", "json", "plain"])
def test_it_can_be_asked_for_in_any_format(to: str) -> None:
    assert SET in shown(to, style="plain", typography=True)


@pytest.mark.parametrize("lang", ["und", "hu"])
def test_nothing_is_set_by_a_language_that_is_not_known(lang: str) -> None:
    assert TYPED in shown("html", lang)
    assert SET in shown("html", lang, typography=True)


def test_the_source_stays() -> None:
    assert typeset(SPOKEN).source == SPOKEN.source


# ----------------------------------------------------------------------------------------- properties of any text

MARKS = [
    *('"', "'", "-", "--", ".", "...", "!", "?", ":", ";", "«", "»", "“", "”", "‘", "’"),
    *("(", ")", "@", "://", "/", "<!"),
    *("a", "b", "It", "n", "7", "12", "é", "Я", "ה", "雨", "ア", "。", "\ufffc"),
    *(" ", " ", " ", "\u00a0", "\u202f", "\n", "`", "=", "{", "\\", "°", ".txt"),
]
SOME = st.lists(st.sampled_from(MARKS), max_size=24).map("".join)
LANGUAGES = st.sampled_from([*QUOTES])


def words(text: str) -> list[str]:
    return re.findall(r"[\w\ufffc]+", text)


@examples(600)
@given(SOME, LANGUAGES)
def test_words_stay_and_what_is_set_stays(text: str, lang: str) -> None:
    result = set_text(text, lang)
    assert words(result) == words(text)
    assert set_text(result, lang) == result


@examples(20)
@given(articles(), LANGUAGES)
def test_a_tree_keeps_its_shape(article: Article, lang: str) -> None:
    result = typeset(replace(article, lang=lang))
    assert [type(node) for node in copydesk.walk(result)] == [type(node) for node in copydesk.walk(article)]
    assert words(copydesk.plain(result.body)) == words(copydesk.plain(article.body))
    assert typeset(result) == result


def test_a_tree_of_every_node_keeps_its_shape() -> None:
    article = everything()
    result = typeset(article)
    assert [type(node) for node in copydesk.walk(result)] == [type(node) for node in copydesk.walk(article)]


def test_it_takes_a_time_that_grows_with_the_text() -> None:
    units = ('"', "'", "'a ", '1" ', "- ", "--", "a@", "...", "« ", 'a"', "a", "a.", "`", "={", "a(", '="', "<a", "/a")
    for unit in units:
        set_text(unit * 20_000, "fr")
