"""LaTeX: who wrote an article, by the title pages of the classes of publishers, and what else pandoc would drop."""

from __future__ import annotations

import re
import time

import pytest

import copydesk
from copydesk.reading import examine
from copydesk.reading.office.latex import for_pandoc
from copydesk.reading.office.tex_commands import commands, divided, unwrapped
from copydesk.tree import Bio
from copydesk.visit import plain
from tests.outline import outline

TEXT = "The mill race was dug in the dry summer, by hand."


def document(preamble: str, body: str = "") -> bytes:
    head = f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n\\maketitle\n"
    return f"{head}{body}\n\\section{{Water}}\n{TEXT}\n\\end{{document}}\n".encode()


TITLE_PAGES = {
    "article": (
        r"\author{Ana Ruiz\\Mill School\\ Ormby\\\texttt{ana@mill.example} \and Jo Park, PhD}",
        ["Ana Ruiz; Mill School, Ormby; ana@mill.example", "Jo Park; PhD"],
    ),
    "several names in one": (
        "\\author{Ana Ruiz$^{1,2}$, Jo Park$^{1,*}$ and \\'Emile d'Arc\\textsuperscript{2}\\\\ % places\n"
        r"$^1$Mill School \\ $^2$Dale Group\\ \{ana,jo\}@mill.example}",
        ["Ana Ruiz; Mill School; Dale Group", "Jo Park; Mill School", "Émile d’Arc; Dale Group"],
    ),
    "names without marks": (r"\author{By Ana Ruiz, Jo Park, Jr. \& Tom Bell}", ["Ana Ruiz", "Jo Park Jr.", "Tom Bell"]),
    "a name and a place": (r"\author{Ana Ruiz, Mill School}", ["Ana Ruiz; Mill School"]),
    "authblk": (
        r"\author[1]{Ana Ruiz}\author[1,2]{Jo Park}\affil[1]{Mill School}\affil[2]{Dale Group}",
        ["Ana Ruiz; Mill School", "Jo Park; Mill School; Dale Group"],
    ),
    "IEEE conferences": (
        r"\author{\IEEEauthorblockN{1\textsuperscript{st} Ana Ruiz}\IEEEauthorblockA{\textit{Mill School} \\ Ormby \\"
        r"Email: ana@mill.example} \and \IEEEauthorblockN{Jo Park}\IEEEauthorblockA{Dale}}",
        ["Ana Ruiz; Mill School, Ormby; ana@mill.example", "Jo Park; Dale"],
    ),
    "IEEE journals": (
        r"\author{Ana~Ruiz,~\IEEEmembership{Member,~IEEE,} and~Jo~Park,~\IEEEmembership{Fellow,~OSA}%"
        "\n\\thanks{Received in May.}}",
        ["Ana Ruiz; Member, IEEE", "Jo Park; Fellow, OSA"],
    ),
    "REVTeX": (
        r"\author{Ana Ruiz}\altaffiliation[Also at ]{Mill School}\author{Jo Park}\email{jo@mill.example}"
        r"\affiliation{Dale Group}\author{Tom Bell}\affiliation{Ormby}\collaboration{MUSO Group}",
        ["Ana Ruiz; Dale Group; Also at Mill School", "Jo Park; Dale Group; jo@mill.example", "Tom Bell; Ormby",
         "MUSO Group"],
    ),
    "acmart": (
        "\\author{Ana Ruiz}\\orcid{0000-1111-2222-3333}\\affiliation{%\n  \\institution{Mill School}\n  \\city{Ormby}}"
        "\\email{ana@mill.example}\\author{Jo Park}\\affiliation{\\institution{Dale Group}}",
        ["Ana Ruiz; Mill School, Ormby; ana@mill.example", "Jo Park; Dale Group"],
    ),
    "elsarticle": (
        r"\author[1]{Ana Ruiz\corref{c}}\ead{ana@mill.example}\author[2]{Jo Park}\cortext[c]{Write to her}"
        r"\affiliation[1]{organization={Mill School}, city={Ormby}}\address[2]{Dale}",
        ["Ana Ruiz; Mill School, Ormby; ana@mill.example", "Jo Park; Dale"],
    ),
    "llncs": (
        r"\author{Ana Ruiz\inst{1}\orcidID{0000-1111-2222-3333} \and Jo Park\inst{2,1}}"
        r"\institute{Mill School, Ormby \email{ana@mill.example} \and Dale Group}",
        ["Ana Ruiz; Mill School, Ormby; ana@mill.example", "Jo Park; Mill School, Ormby; Dale Group; ana@mill.example"],
    ),
    "sn-jnl": (
        r"\author*[1]{\fnm{Ana} \sur{Ruiz}}\email{ana@mill.example}\affil*[1]{\orgname{Mill School}, \orgaddress{"
        r"\city{Ormby}}}",
        ["Ana Ruiz; Mill School, Ormby; ana@mill.example"],
    ),
    "amsart": (
        r"\author{A. Ruiz}\address{Mill School\\ Ormby}\curraddr{Dale}\author{J. Park}\address{Dale Group}",
        ["A. Ruiz; Mill School, Ormby; Dale", "J. Park; Dale Group"],
    ),
    "spconf": (r"\name{Ana Ruiz, Jo Park}\address{Mill School}", ["Ana Ruiz; Mill School", "Jo Park; Mill School"]),
}  # fmt: skip


@pytest.mark.parametrize("name", TITLE_PAGES)
def test_authors_of_title_pages(name: str) -> None:
    source, expected = TITLE_PAGES[name]
    reading = examine(document(f"\\title{{The race}}\n{source}"), from_="latex")
    persons = [person for byline in reading.article.head.bylines for person in byline.persons]
    fields = [(person.name, person.affiliation, person.email) for person in persons]
    assert ["; ".join(filter(None, each)) for each in fields] == expected
    printed = " ".join(plain(block) for block in reading.article.body if isinstance(block, Bio))
    places = [part for line in expected for part in line.split("; ")[1:]]
    assert all(place in printed for place in places), printed
    assert not reading.problems
    written = plain((reading.article.head, reading.article.body, reading.article.notes))
    for word in ("Received in May.", "Write to her", "{ana,jo}@mill.example", "0000-1111-2222-3333"):
        assert (word in written) == (word in source.replace("\\{", "{").replace("\\}", "}"))


def test_all_else_on_a_title_page() -> None:
    """Notes on the title and the author, keywords, lines beside the article, an abstract and a dedication."""
    source = (
        r"\title{The race\thanks{Read in May.} of Ormby\footnote{A village.}}\titlenote{Revised.}"
        r"\author{Ana Ruiz\thanks{Mill School.} \and Jo Park\footnote{Editor.}}\authornote{Both.}\date{May 2, 2020}"
        r"\abstract{We dug a race.}\dedicatory{To the miller}\keywords{race \sep the mill, water}\preprint{MILL/7}"
        r"\markboth{Mills, Vol.~14}{Ruiz: Race}"
    )
    body = r"\begin{CCSXML}<a/>\end{CCSXML}"
    reading = examine(document(source, body), from_="latex")
    assert outline(reading.article) == (
        "lang: en\nheadline: The race[^1] of Ormby[^2][^3]\nbyline: Ana Ruiz, Jo Park | Ana Ruiz | Jo Park\n"
        "date: 2020-05-02 | May 2, 2020\n--- body\np: To the miller\np: We dug a race.\nh2: Water\n"
        f"p: {TEXT}\n--- notes\nnote 1:\n  p: Read in May.\nnote 2:\n  p: A village.\nnote 3:\n  p: Revised.\n"
        "note 4:\n  p: Mill School.\nnote 5:\n  p: Editor.\nnote 6:\n  p: Both.\n"
        "--- furniture\nframe: MILL/7\nframe: Mills, Vol. 14\nframe: Ruiz: Race\n"
    )
    assert reading.article.metadata.keywords == ("race", "the mill", "water")
    assert [problem.message for problem in reading.problems] == [
        "set aside: 3 lines of covers and imprints; see copydesk explain",
        "the subjects in CCSXML, for programs, are left out",
    ]


def test_commands_of_the_text() -> None:
    words = (
        "\\IEEEPARstart{T}{he} gate held.\n\n\\lettrine[lines=2]{N}{o} one came.\n\n"
        "\\epigraphhead[50]{\\epigraph{Water waits.}{\\textit{Old Tom}}}\n\n"
        "\\begin{quote}Never trust a race.\\\\ --- Old Tom\\end{quote}\n\n"
        "Write to \\email{ana@mill.example}. \\verb|\\today| \\vspace{1em}\\usecolor{no word} % \\today\n"
    )
    reading = examine(document(r"\title{The race}\author{}\date{}", words), from_="latex")
    assert outline(reading.article).split("--- body\n")[1] == (
        "p: The gate held.\np: No one came.\nquote:\n  p: Water waits.\n  -- *Old Tom*\n"
        "quote:\n  p: Never trust a race.\n  -- Old Tom\np: Write to ana@mill.example. `\\today`\n"
        f"h2: Water\np: {TEXT}\n"
    )
    assert [(problem.kind, problem.message) for problem in reading.problems] == [("lost", "'no word' is left out")]


def test_the_day_on_which_a_file_is_set_is_no_date() -> None:
    reading = examine(document(r"\title{The race}\date{\today}", "Set on \\today."), from_="latex")
    assert reading.article.head.dates == ()
    assert plain(reading.article.body[0]) == "Set on ."
    assert [problem.message for problem in reading.problems] == [
        "the day on which the file is set, \\today, is left out"
    ]


def test_a_title_that_is_only_set_large() -> None:
    text = (
        "\\begin{document}\n\\begin{center}\n{\\LARGE The Race of Ormby}\\\\[2ex]\nAna Ruiz\\\\\nMay 2, 2020\n"
        f"\\end{{center}}\n\\section*{{Water}}\n{TEXT}\n\\end{{document}}\n"
    )
    shown = outline(copydesk.read(text.encode(), from_="latex"))
    assert shown == (
        "lang: en\nheadline: The Race of Ormby\nbyline: Ana Ruiz | Ana Ruiz\ndate: 2020-05-02 | May 2, 2020\n--- body\n"
        f"h2: Water\np: {TEXT}\n"
    )
    small = text.replace("\\LARGE ", "")
    assert "headline: The Race" not in outline(copydesk.read(small.encode(), from_="latex"))


def test_slides_have_their_titles() -> None:
    frames = (
        f"\\begin{{frame}}[t]{{Water}}\n{TEXT}\n\\end{{frame}}\n\\begin{{frame}}\\frametitle{{Fish}}Few.\\end{{frame}}"
    )
    title = "\\documentclass{beamer}\\title{The race}\\begin{document}\\frame{\\titlepage}"
    text = f"{title}{frames}\\end{{document}}"
    assert f"h2: Water\np: {TEXT}\nh2: Fish\np: Few." in outline(copydesk.read(text.encode(), from_="latex"))


def test_commands_are_found_where_tex_finds_them() -> None:
    text = r"""\newcommand{\a}[1]{x} \def\a#1{} % \a{no}
    \verb|\a{no}| \begin{verbatim}\a{no}{{{\end{verbatim} \a[o]{one {b} \} c} {\a%
    {two}} \ab{no} \a"""
    found = [(one.options, one.depth, text[slice(*one.arguments[0])]) for one in commands(text, {"a": 1})]
    assert found == [("o", 0, r"one {b} \} c"), ("", 1, "two")]
    assert unwrapped(r"a \b{c}{\b{d}{e}} f", {"b": ("<", "|", ">")}) == "a <c|<d|e>> f"
    assert divided(r"a {b, c} d, \{e, {f", re.compile(",")) == ["a {b, c} d", r" \{e", " {f"]


@pytest.mark.parametrize("opened", ["\\begin{keyword}", "\\author{", "\\author{a}", "{a,", "\\begin{frame}[", "\\\\["])
def test_damaged_files_take_no_time(opened: str) -> None:
    before = time.process_time()
    for_pandoc(f"\\title{{x}}\\author{{{opened * 5000}")
    for_pandoc(f"\\title{{x}}{opened * 5000}")
    assert time.process_time() - before < 3  # it takes less than a third of a second


@pytest.mark.parametrize(
    "authors",
    [
        "\\IEEEauthorblockN{" * 2000 + "Ana Ruiz" + "}" * 2000,
        "Ana Ruiz" + "$^1$\\inst{1}" * 3000,
        "Ana Ruiz" + "\\email{" * 2000 + "ana@mill.example" + "}" * 2000,
    ],
)
def test_hostile_authors_take_no_time(authors: str) -> None:
    before = time.process_time()
    page = for_pandoc(f"\\title{{x}}\\author{{{authors}}}\\maketitle").title_page
    assert "Ana Ruiz" in page.authors[0].name
    assert time.process_time() - before < 3


@pytest.mark.parametrize(
    "words",
    [
        "\\newcommand\\pandocbounded[1]{" * 9000,
        "".join(f"\\verb{chr(0x4E00 + number)}x" for number in range(9000)),
    ],
)
def test_what_never_ends_takes_no_time(words: str) -> None:
    before = time.process_time()
    for_pandoc(words)
    assert time.process_time() - before < 3


@pytest.mark.parametrize(
    ("preamble", "words"),
    [
        (r"\title{The race}\affil{Mill School, Ormby}", "Mill School, Ormby"),
        (r"\title{The race}\email{ana@mill.example}", "ana@mill.example"),
        (r"\title{The race}\author{\orcidID{0000-1111-2222-3333}}", "0000-1111-2222-3333"),
        (r"\titlenote{Paid by the mill}\author{Ana Ruiz}", "Paid by the mill"),
    ],
)
def test_what_belongs_to_no_author_and_no_title_is_set_aside(preamble: str, words: str) -> None:
    article = copydesk.read(document(preamble), from_="latex")
    assert [each.text for each in article.furniture] == [words]


def test_keywords_within_keywords() -> None:
    keywords = r"\begin{keyword}mills \keywords{races, fish} water\end{keyword}"
    reading = examine(document(r"\title{The race}", keywords), from_="latex")
    assert outline(reading.article).endswith(f"--- body\nh2: Water\np: {TEXT}\n")
    assert not reading.problems
