"""Forms that pandoc reads: what is rewritten so that pandoc keeps it, and what it leaves out and is said."""

from __future__ import annotations

import pytest

import copydesk
from copydesk.errors import InputError
from copydesk.reading import examine
from copydesk.reading.office.before_pandoc import prepared
from copydesk.visit import plain
from tests.outline import outline

TEXT = "The mill race was dug in the dry summer, by hand, and nobody has cleaned it since."


def messages(text: str, form: str) -> str:
    return "\n".join(problem.message for problem in examine(text.encode(), from_=form).problems)


FICTION = (
    '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info>'
    "<author><first-name>Ana</first-name><last-name>Ruiz</last-name></author><book-title>The race</book-title>"
    "</title-info></description><body><title><p>The race</p></title><section><p>{}</p>{}</section></body></FictionBook>"
)
JOURNAL = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS 1.2//EN" "x.dtd"><article><front><article-meta><title-group>'
    "<article-title>The race</article-title></title-group><contrib-group><contrib contrib-type='author'>{}"
    "</contrib></contrib-group>"
    "</article-meta></front><body><p>{}</p></body></article>"
)
LATEX = "\\documentclass{{article}}\n{}\\begin{{document}}\n\\section{{The race}}\n{}\n\n{}\n\\end{{document}}\n"


def test_tables_and_code_of_fiction_books() -> None:
    table = "<table><tr><th>Year</th><th>Feet</th></tr><tr><td>1794</td><td>3</td><td>more</td></tr></table>"
    data = FICTION.format(TEXT, f"{table}<code>depth = 3</code><p>It ends.</p>")
    article = copydesk.read(data.encode(), from_="fb2")
    assert "table:\n  # Year | Feet |\n  1794 | 3 | more\np: `depth = 3`\np: It ends." in outline(article)
    assert "are not in the article" not in messages(data, "fb2")


BOOK = (
    '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink"><description><title-info><author><first-name>Ana'
    "</first-name><last-name>Ruiz</last-name></author><book-title>The race</book-title><annotation><p>A tale of a mill."
    "</p></annotation><coverpage><image l:href='#c.png'/></coverpage><lang>pt</lang><translator><first-name>Jo"
    "</first-name><last-name>Park</last-name></translator></title-info></description><body><title><p>Ana Ruiz</p>"
    "<p>The race</p></title><epigraph><p>Water waits.</p><text-author>A saw</text-author></epigraph><section><title>"
    "<p>One</p></title><p>The mill race was dug by hand<a l:href='#n1' type='note'>[1]</a>.</p></section></body>"
    "<body name='notes'><title><p>Remarks</p></title><section id='n1'><title><p>1</p></title><p>In 1794.</p></section>"
    "</body></FictionBook>"
)


def test_what_a_fiction_book_states_and_repeats() -> None:
    reading = examine(BOOK.encode(), from_="fb2")
    assert outline(reading.article).split("--- notes")[0] == (
        "lang: pt\nheadline: The race\ndeck: A tale of a mill.\nbyline: Ana Ruiz | Ana Ruiz\n--- body\n"
        "quote:\n  p: Water waits.\n  -- A saw\nh2: One\np: The mill race was dug by hand[^1].\n"
    )
    assert [problem.message for problem in reading.problems] == [
        "the translator 'Jo Park' is left out",
        "the picture of the cover, 'c.png', is left out",
    ]


def test_words_that_pandoc_drops_from_xml_are_said() -> None:
    data = FICTION.format(TEXT, "<p>It ends.</p>").replace("<section>", "<unknown>No gate held.</unknown><section>")
    assert "3 words of the file are not in the article: no gate held" in messages(data, "fb2")
    assert "not in the article" not in messages(FICTION.format(TEXT, "<p>It ends.</p>"), "fb2")


@pytest.mark.parametrize(
    "name",
    [
        "<string-name>Ana Ruiz</string-name>",
        "<name><surname>Ruiz</surname><given-names>Ana</given-names></name>",
    ],
)
def test_authors_of_journals_in_either_form(name: str) -> None:
    article = copydesk.read(JOURNAL.format(name, TEXT).encode(), from_="jats")
    assert [person.name for byline in article.head.bylines for person in byline.persons] == ["Ana Ruiz"]
    assert "not in the article" not in messages(JOURNAL.format(name, TEXT), "jats")


@pytest.mark.parametrize("tight", ["", "\\tightlist\n"])
def test_terms_of_a_list_in_latex(tight: str) -> None:
    provided = "\\providecommand{\\tightlist}{%\n  \\setlength{\\itemsep}{0pt}}\n"
    words = f"\\begin{{description}}\n{tight}\\item[Sluice]\nA gate.\n\\end{{description}}"
    text = LATEX.format(provided, TEXT, words)
    assert "Sluice" in outline(copydesk.read(text.encode(), from_="latex"))


def test_the_code_that_scales_pictures_is_no_text() -> None:
    code = (
        "\\makeatletter\n\\newsavebox\\pandoc@box\n\\newcommand*\\pandocbounded[1]{% scales\n"
        "  \\sbox\\pandoc@box{#1}%\n  \\ifdim\\@tempb\\p@<\\@tempa\\p@\\let\\@tempa\\@tempb\\fi%\n}\n\\makeatother\n"
    )
    picture = "\\begin{figure}\\pandocbounded{\\includegraphics{a.png}}\\caption{The sluice}\\end{figure}"
    shown = outline(copydesk.read(LATEX.format(code, TEXT, picture).encode(), from_="latex"))
    assert "tempb" not in shown
    assert "figure: The sluice" in shown


@pytest.mark.parametrize(
    ("form", "text", "passage"),
    [
        ("org", f"* The race\n  DEADLINE: <2024-04-01 Mon>\n{TEXT}\n", "DEADLINE: <2024-04-01 Mon>"),
        (
            "rst",
            f"Race\n====\n\n{TEXT}\n\n.. code-block:: python\n   :caption: the depth\n\n   print(1)\n",
            "the depth",
        ),
    ],
)
def test_passages_that_pandoc_drops_are_said(form: str, text: str, passage: str) -> None:
    assert f"{passage!r} is left out" in messages(text, form)


def test_asciidoc_keeps_titles_of_pictures_and_the_date_and_may_hold_comments() -> None:
    text = (
        f"= The race\nAna Ruiz\n2020-10-01\n:stem: latexmath\n\n{TEXT}\n\n* one\n** two\n\n// to do: ask Jo\n\n"
        '----\n// code\n----\n\nimage::race.png[Water, title="The race in May", width=40]\n\n// end\n'
    )
    reading = examine(text.encode(), from_="asciidoc")
    shown = outline(reading.article)
    assert "date: 2020-10-01" in shown
    assert "// code" in shown
    assert "figure: The race in May" in shown
    assert "alt=Water" in shown
    assert "to do" not in shown
    comments = [problem for problem in reading.problems if problem.kind == "comment"]
    assert [(one.line, one.message) for one in comments] == [
        (11, "2 comments are left out; the first says 'to do: ask Jo'")
    ]


def test_what_needs_nothing_stays_as_it_is() -> None:
    for form, text in (("djot", "a // b"), ("asciidoc", f"= A\n\n{TEXT}\n"), ("docbook", "<a>no end"), ("latex", TEXT)):
        assert prepared(text, form).text == text
    assert plain(copydesk.read(f"= A\n\n{TEXT}\n".encode(), from_="asciidoc").body) == TEXT


DECLARED = """<?xml version="1.0" encoding="{}"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0">
<description><title-info><book-title>{}</book-title></title-info></description>
<body><section><p>{}</p></section></body></FictionBook>"""


@pytest.mark.parametrize(
    ("declared", "encoding", "title", "text", "problem"),
    [
        ("windows-1251", "cp1251", "Река", "Вода пришла ночью.", ""),
        ("ISO-8859-2", "iso-8859-2", "Rzeka", "Woda przyszła nocą, a łąka była żółta.", ""),
        ("Shift_JIS", "shift_jis", "川", "水が夜に来た。ソース表を見よ。", ""),
        ("UTF-16", "utf-16", "Река", "Вода пришла ночью.", ""),
        ("no-such-name", "cp1251", "Река", "Вода пришла ночью.", "it was read as windows-1251"),
        ("UTF-8", "cp1251", "Река", "Вода пришла ночью.", "it was read as windows-1251"),
        ("ISO-8859-1", "cp1252", "Rivière", "L’eau est venue la nuit, à l’aube.", "it was read as"),
    ],
)
def test_xml_is_read_in_the_encoding_that_it_declares(
    declared: str, encoding: str, title: str, text: str, problem: str
) -> None:
    reading = copydesk.examine(DECLARED.format(declared, title, text).encode(encoding))
    assert copydesk.plain(reading.article.head.headline) == title
    assert copydesk.plain(reading.article.body) == text
    (*messages,) = (each.message for each in reading.problems)
    assert len(messages) == bool(problem)
    assert problem in "".join(messages)


def article_of(text: str, form: str) -> str:
    return outline(copydesk.read(text.encode(), from_=form))


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (
            "latex",
            "\\documentclass{article}\n\\title{The race}\n\\begin{document}\n\\maketitle\n"
            f"\\begin{{abstract}}We dug a race.\\end{{abstract}}\n{TEXT}\n\\end{{document}}\n",
        ),
        ("jats", JOURNAL.replace("{}", "<name><surname>Ruiz</surname></name>", 1)
         .replace("</article-meta>", "<abstract><p>We dug a race.</p></abstract></article-meta>")
         .replace("{}", TEXT)),
    ],
)  # fmt: skip
def test_an_abstract_opens_the_text(form: str, text: str) -> None:
    assert f"p: We dug a race.\np: {TEXT}" in article_of(text, form)


def test_lines_of_verse_in_latex() -> None:
    stanzas = "The race is dry,\\\\\nthe wheel is still.\n\nNo cart goes by,\\\\\nand none ever will."
    poem = f"\\begin{{verse}}\n{stanzas}\n\\end{{verse}}"
    lines = "verse:\n  / The race is dry,\n  / the wheel is still.\n  /\n  / No cart goes by,\n  / and none ever will."
    assert lines in article_of(LATEX.format("", TEXT, poem), "latex")
    quoted = "\\begin{quote}\nThe race is dry.\n\\end{quote}"
    assert "quote:" in article_of(LATEX.format("", TEXT, quoted), "latex")


def test_the_widest_label_of_a_bibliography_is_no_text() -> None:
    books = "\\begin{thebibliography}{99}\\bibitem{r} A. Ruiz, Mills, 1999.\\end{thebibliography}"
    text = article_of(LATEX.format("", TEXT, books), "latex")
    assert "A. Ruiz, Mills, 1999." in text
    assert "99 A." not in text


def test_who_signs_a_quotation_in_rst() -> None:
    text = f"The race\n========\n\n{TEXT}\n\n    Never trust a dry race.\n\n    -- Old Tom\n"
    assert "quote:\n  p: Never trust a dry race.\n  -- Old Tom" in article_of(text, "rst")
    dashed = f"The race\n========\n\n{TEXT}\n\n    -- Old Tom\n"
    assert "p: -- Old Tom" in article_of(dashed, "rst")


def test_a_wiki() -> None:
    text = (
        f'{TEXT}<ref name="m">Minutes, 1950.</ref> The [[Dale|dale]] is dry.<ref name="m" />\n\n<references />\n\n'
        "See [https://example.org/ the map]."
    )
    assert article_of(text, "mediawiki").count("Minutes, 1950.") == 1
    article = copydesk.read(text.encode(), from_="mediawiki")
    assert len(article.notes) == 1
    assert "references" not in plain(article.body)
    assert "The dale is dry." in plain(article.body)
    said = messages(text, "mediawiki")
    assert "1 link to other pages of the wiki is left out, the words are kept" in said
    assert "1 mark that refers to a note once more is left out" in said
    assert "[the map](https://example.org/)" in article_of(text, "mediawiki")


@pytest.mark.parametrize("name", ["firstname", "othername"])
def test_names_in_the_parts_of_docbook(name: str) -> None:
    author = f"<author><personname><{name}>Ana</{name}><surname>Ruiz</surname></personname></author>"
    text = (
        '<article xmlns="http://docbook.org/ns/docbook" version="5.0"><info><title>The race</title>'
        f"{author}<copyright><year>2018</year><holder>Ruiz</holder></copyright></info><para>{TEXT}</para></article>"
    )
    article = copydesk.read(text.encode(), from_="docbook")
    assert [person.name for byline in article.head.bylines for person in byline.persons] == ["Ana Ruiz"]
    assert article.metadata.rights == "2018 Ruiz"
    assert "not in the article" not in messages(text, "docbook")


JOURNAL_ARTICLE = (
    "<article><front><article-meta><title-group><article-title>The race</article-title><subtitle>A history</subtitle>"
    "</title-group><contrib-group><contrib contrib-type='author'><name><surname>Ruiz</surname><given-names>Ana"
    "</given-names></name><xref ref-type='aff' rid='a'/></contrib><contrib contrib-type='author'><name><surname>Park"
    "</surname><given-names>Jo</given-names></name></contrib><aff id='a'>Mill School, Ormby</aff></contrib-group>"
    f"</article-meta></front><body><sec><title>Water</title><p>{TEXT}</p>"
    "<fig><label>Figure 1</label><caption><p>The wheel.</p></caption><graphic href='w.png'/></fig>"
    "<table-wrap><label>Table 1</label><table><tr><td>1794</td><td>3</td></tr></table></table-wrap></sec></body><back>"
    "<ack><title>Thanks</title><p>To the miller.</p></ack><ref-list><ref><label>1</label><element-citation>"
    "<person-group><name><surname>Roe</surname><given-names>A</given-names></name></person-group><source>My boat"
    "</source><year>1999</year></element-citation></ref><ref><mixed-citation>Tarn J. <source>Mills</source>. 1710."
    "</mixed-citation></ref></ref-list></back></article>"
)


def test_a_journal() -> None:
    text = article_of(JOURNAL_ARTICLE, "jats")
    assert "headline: The race\ndeck: A history\n" in text
    assert "figure: Figure 1 The wheel. | source=w.png" in text
    assert "table:\n  caption: Table 1\n  1794 | 3" in text
    books = "list:\n  * p: 1 Roe A, My boat, 1999\n  * p: Tarn J. Mills. 1710."
    assert f"h2: Thanks\np: To the miller.\nh2: References\n{books}" in text
    article = copydesk.read(JOURNAL_ARTICLE.encode(), from_="jats")
    persons = [person for byline in article.head.bylines for person in byline.persons]
    assert [(person.name, person.affiliation) for person in persons] == [
        ("Ana Ruiz", "Mill School, Ormby"), ("Jo Park", None),
    ]  # fmt: skip
    assert "not in the article" not in messages(JOURNAL_ARTICLE, "jats")
    assert "left out" not in messages(JOURNAL_ARTICLE, "jats").replace("pictures are left out: w.png", "")


def test_a_journal_of_other_shapes() -> None:
    """A name with a comma, a place for all of the group and its mark, a label before bold words, lists of references in
    one another, and an answer of another author."""
    text = JOURNAL_ARTICLE
    for one, other in {
        "<xref ref-type='aff' rid='a'/>": "",
        "<name><surname>Park</surname><given-names>Jo</given-names></name>": "<string-name>Park, Jo</string-name>",
        ">Mill School,": "><label>1</label>Mill School,",
        "<p>The wheel.": "<p><bold>The</bold> wheel.",
        "</ref></ref-list>": "</ref><p>Most are lost.</p><ref-list><title>Maps</title><ref><mixed-citation>Sheet 9."
        "</mixed-citation></ref></ref-list></ref-list>",
        "</back>": "</back><sub-article><front-stub><contrib-group><contrib contrib-type='author'><name><surname>Bell"
        "</surname></name><aff>Ormby</aff></contrib></contrib-group></front-stub><body><p>So.</p></body></sub-article>",
    }.items():
        assert one in text
        text = text.replace(one, other)
    article = copydesk.read(text.encode(), from_="jats")
    persons = [person for byline in article.head.bylines for person in byline.persons]
    assert [(person.name, person.affiliation) for person in persons] == [
        ("Ana Ruiz", "Mill School, Ormby"), ("Jo Park", "Mill School, Ormby"),
    ]  # fmt: skip
    outline = article_of(text, "jats")
    assert "Figure 1 **The** wheel." in outline
    assert "* p: Tarn J. Mills. 1710.\np: Most are lost.\nh3: Maps\nlist:\n  * p: Sheet 9." in outline
    assert "not in the article" not in messages(text, "jats")


@pytest.mark.parametrize(("form", "data"), [("jats", "<label>1</label>"), ("fb2", "<subtitle>*</subtitle>")])
def test_xml_of_another_root_is_refused(form: str, data: str) -> None:
    with pytest.raises(InputError, match="no article text"):
        copydesk.read(data.encode(), from_=form)


def test_titles_in_two_lines_and_comments_in_asciidoc() -> None:
    lines = ["The race", "========", "", "Water", "-----", f"{TEXT}", "", "////", "Not yet.", "////", "", "[[gate]]"]
    lines += ["The gate", "~~~~~~~~", "", "----", "// code", "----", "", "// a word", "It held."]
    text = "\n".join(lines)
    assert article_of(text, "asciidoc").removeprefix("lang: en\n") == (
        f"headline: The race\n--- body\nh2: Water\np: {TEXT}\nh3: The gate\npre:\n  | // code\np: It held.\n"
    )
    assert "2 comments are left out; the first says 'Not yet.'" in messages(text, "asciidoc")


def test_the_address_of_an_author_in_asciidoc() -> None:
    article = copydesk.read(f"= The race\nAna Ruiz <ana@mill.example>\n\n{TEXT}\n".encode(), from_="asciidoc")
    persons = [person for byline in article.head.bylines for person in byline.persons]
    assert [(person.name, person.email) for person in persons] == [("Ana Ruiz", "ana@mill.example")]


def test_titles_labels_and_keywords_of_a_journal() -> None:
    text = JOURNAL_ARTICLE
    for one, other in {
        "</article-meta>": "<abstract><title>Summary</title><p>A race.</p></abstract><kwd-group><kwd>mills</kwd><kwd>"
        "water</kwd></kwd-group></article-meta>",
        "<sec><title>Water": "<sec><label>2</label><title>Water",
        "</fig>": "</fig><boxed-text><label>Box 1</label><caption><title>What is a <italic>sluice</italic>?</title>"
        "</caption><p>A gate.</p></boxed-text><disp-quote><p>No gate held.</p><attrib>Jo Park</attrib></disp-quote>"
        "<statement><label>Rule 1</label><p>Close it.</p></statement>",
    }.items():
        assert one in text
        text = text.replace(one, other)
    shown = article_of(text, "jats")
    assert "--- body\np: **Summary**\np: A race.\nh2: 2 Water" in shown
    assert "p: **Box 1 What is a *sluice*?**\np: A gate.\nquote:\n  p: No gate held.\n  -- Jo Park\n" in shown
    assert "Rule 1\np: Close it." in shown
    assert copydesk.read(text.encode(), from_="jats").metadata.keywords == ("mills", "water")
    assert "not in the article" not in messages(text, "jats")
    assert "left out" not in messages(text, "jats").replace("pictures are left out: w.png", "")


def test_words_that_stand_for_others_in_notes() -> None:
    text = (
        "The race\n========\n\nIt was dug in |year|. [#a]_ [1]_\n\n.. [#a] Not in |Year|,\n   but in |other|.\n\n"
        "   So |year|.\n.. [1] In a `a|b|c`.\n\n.. |year| replace:: the *dry*\n   summer\n"
    )
    shown = article_of(text, "rst")
    assert "p: It was dug in the *dry* summer.[^1]" in shown
    assert "note 1:\n  p: Not in the *dry* summer, but in [|other|](?).\n  p: So the *dry* summer.\nnote 2:" in shown
    assert "a|b|c" in shown


def test_what_those_who_plan_write_into_headings_is_left_out() -> None:
    text = f"#+TITLE: The race\n#+AUTHOR: Ana Ruiz\n\n* TODO [#A] Water :dig:wet:\n{TEXT}\n* Done with it\n{TEXT}\n"
    assert f"h2: Water\np: {TEXT}\nh2: Done with it\n" in article_of(text, "org")
    assert messages(text, "org") == "the states and the tags of headings are left out: TODO, :dig:wet:"


def test_categories_of_a_wiki_are_keywords() -> None:
    text = f"{TEXT} See [[:Category:Mills]].\n\n[[Category:Mills]]\n[[Kategorie:Dry summers|summer]]"
    article = copydesk.read(text.encode(), from_="mediawiki")
    assert article.metadata.keywords == ("Mills", "Dry summers")
    assert plain(article.body).startswith(f"{TEXT} See")
    assert len(article.body) == 1


@pytest.mark.parametrize("typed", [r"\'{\i}", r"\'\i ", r"\'{\i }", r"\'\i{}"])
def test_an_accent_over_a_letter_without_its_dot(typed: str) -> None:
    assert "It fell in Valparaíso." in article_of(LATEX.format("", f"It fell in Valpara{typed}so.", TEXT), "latex")
