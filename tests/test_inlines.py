"""Text -> inlines."""

from __future__ import annotations

import pytest

from copydesk.problems import Problem
from copydesk.reading.text.inlines import (
    PICTURE,
    lost_targets,
    parse,
    picture_named,
    plain_mark,
    references,
)
from copydesk.reading.text.inlines.note_ids import Form, NoteIds, Reference
from copydesk.tree import Code, Emphasis, Inline, Link, NoteRef, Strong, Superscript, Text


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("", ()),
        ("  two   words ", (Text("two words"),)),
        ("*so* it", (Emphasis((Text("so"),)), Text(" it"))),
        ("**so** `x`", (Strong((Text("so"),)), Text(" "), Code("x"))),
        ("2*3*4", (Text("2*3*4"),)),
        ("snake_case_name", (Text("snake_case_name"),)),
        ("x^2^", (Text("x"), Superscript((Text("2"),)))),
        ("<c@d.example>", (Link((Text("c@d.example"),), "mailto:c@d.example"),)),
        ("[here](https://a.example/b)", (Link((Text("here"),), "https://a.example/b"),)),
        (
            "a [![gauge](b.png)](https://a.example/b)word",
            (Text("a "), Link((Text("![gauge](b.png)"),), "https://a.example/b"), Text("word")),
        ),
        ("[here](javascript:alert)", (Link((Text("here"),), None),)),
        ("https://a.example/b.", (Link((Text("https://a.example/b"),), "https://a.example/b"), Text("."))),
        ("rain[1] fell[2]", (Text("rain"), NoteRef("n1", "1"), Text(" fell[2]"))),
    ],
)
def test_inlines(text: str, inlines: tuple[Inline, ...]) -> None:
    assert parse(text, NoteIds(["1"])).inlines == inlines


def test_a_lost_target_is_reported() -> None:
    assert parse("[there](#)").lost == ("'there'",)


@pytest.mark.parametrize(
    "text",
    [
        "2*3*4 and 5 * 3 * 2",
        "snake_case_name, a_b_c and _a_b_",
        "__init__ and **kwargs and *args",
        "so __FUNCTION__ and __GNUC__ with __LINE__, __enter__",
        "in May /PRNewswire/ -- the wire /AP/ and /Reuters/ and /Business Wire/ said",
        r"C:\path\to_file and C:\Users\*.txt",
        "[sic] and [the ferry] said",
        "It costs $5* and more*",
        "* a footnote",
        r"¯\_(ツ)_/¯",
        "/usr/bin/ and /tmp/ and and/or, he/she/they",
        "1/2/3 on 12/05/2025 in /r/books, w/o TCP/IP/UDP",
        "/ritzau/",
        "f*** it, s**t, G*d and P*A*S*S",
        "*unclosed and more",
        "//comment// and /* comment */",
        "x^2 and ~5",
        "a < b and c > d, <b>bold</b> &amp;",
        "_ _ _ and ____ and *****",
        "*1* and *2*",
        "C_2 H_5",
    ],
)
def test_what_only_looks_like_markup_stays_as_it_is(text: str) -> None:
    assert parse(text).inlines == (Text(text),)


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("***both***", (Strong((Emphasis((Text("both"),)),)),)),
        ("**a *b* c**", (Strong((Text("a "), Emphasis((Text("b"),)), Text(" c"))),)),
        ("**a __b__ c**", (Strong((Text("a b c"),)),)),
        ("so __now__ it is", (Text("so "), Strong((Text("now"),)), Text(" it is"))),
        ("__NOTE__ it is", (Strong((Text("NOTE"),)), Text(" it is"))),
        ("so __NOTE__: it is", (Text("so "), Strong((Text("NOTE"),)), Text(": it is"))),
        ("he said /NEVER/ to it", (Text("he said "), Emphasis((Text("NEVER"),)), Text(" to it"))),
        ("to /press on/ then", (Text("to "), Emphasis((Text("press on"),)), Text(" then"))),
        ("she said /never/.", (Text("she said "), Emphasis((Text("never"),)), Text("."))),
        ("これは**強調**です", (Text("これは"), Strong((Text("強調"),)), Text("です"))),
        ("*Le Monde*’s", (Emphasis((Text("Le Monde"),)), Text("’s"))),
        ("“_so_”", (Text("“"), Emphasis((Text("so"),)), Text("”"))),
        ("https://e.org/_x_/*y*", (Link((Text("https://e.org/_x_/*y*"),), "https://e.org/_x_/*y*"),)),
    ],
)
def test_marks_may_stand_inside_and_beside_others(text: str, inlines: tuple[Inline, ...]) -> None:
    assert parse(text).inlines == inlines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rain[1]", [Reference("1", "bracketed")]),
        ("rain[^12] and[*]", [Reference("12", "bracketed"), Reference("*", "bracketed")]),
        ("rain¹²", [Reference("12", "raised")]),
        ("10²", [Reference("2", "raised", power=True)]),
        ("5 km² of it", [Reference("2", "raised", power=True)]),
        ("the calm²", [Reference("2", "raised")]),
        ("5 км²", [Reference("2", "raised", power=True)]),
        ("как²", [Reference("2", "raised")]),
        ("скм²", [Reference("2", "raised")]),
        ("5 μm²", [Reference("2", "raised", power=True)]),
        ("5 µm²", [Reference("2", "raised", power=True)]),
        ("x²", [Reference("2", "raised", power=True)]),
        ("rain* fell†† and§", [Reference("*", "sign"), Reference("††", "sign"), Reference("§", "sign")]),
        ("**rain[1]** and *wind¹*", [Reference("1", "bracketed"), Reference("1", "raised")]),
        ("[this¹](https://a.example)", [Reference("1", "raised")]),
        ("***rain¹***", [Reference("1", "raised")]),
        ("__rain¹__", [Reference("1", "raised")]),
        ("*rain*", []),
        ("`rain¹`", []),
        ("rain *fell", []),
        ("'*.o'", []),
        ("rain", []),
    ],
)
def test_what_may_refer_to_notes(text: str, expected: list[Reference]) -> None:
    assert references(text) == expected


@pytest.mark.parametrize(
    ("marks", "raised", "references", "ids"),
    [
        (["1", "2"], [], [("2", False), ("1", False), ("2", False)], ["n2", "n1", "n2"]),
        (["*", "*", "*"], [], [("*", False)] * 4, ["n1", "n2", "n3", "n3"]),
        (["1"], [], [("2", False)], [None]),
        (["2"], [], [("2", True)], [None]),
        (["2"], ["2"], [("2", True), ("2", True), ("2", False)], ["n1", None, "n1"]),
    ],
)
def test_the_note_that_the_next_reference_means(
    marks: list[str], raised: list[str], references: list[tuple[str, bool]], ids: list[str | None]
) -> None:
    notes = NoteIds(marks, raised)
    assert [notes.refer(Reference(mark, "raised", power)) for mark, power in references] == ids


@pytest.mark.parametrize(
    ("bracketed", "works", "forms", "ids"),
    [
        ([True, False], set(), ["raised", "bracketed"], ["n2", "n1"]),
        ([False], set(), ["bracketed"], ["n1"]),
        ([False], {"1"}, ["bracketed", "raised"], [None, "n1"]),
        ([True], {"1"}, ["bracketed", "raised"], ["n1", "n1"]),
    ],
)
def test_marks_in_brackets_are_a_series_of_their_own(
    bracketed: list[bool], works: set[str], forms: list[Form], ids: list[str | None]
) -> None:
    notes = NoteIds(["1"] * len(bracketed), (), bracketed, works)
    assert [notes.refer(Reference("1", form)) for form in forms] == ids


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("see a.example now", (Text("see "), Link((Text("a.example"),), "https://a.example"), Text(" now"))),
        ("courier.example", (Link((Text("courier.example"),), "https://courier.example"),)),
        ("A.example", (Link((Text("A.example"),), "https://A.example"),)),
        ("*so* b.example", (Emphasis((Text("so"),)), Text(" "), Link((Text("b.example"),), "https://b.example"))),
        ("no domain. Here", (Text("no domain. Here"),)),
    ],
)  # fmt: skip
def test_bare_domains_are_links_where_asked_for(text: str, inlines: tuple[Inline, ...]) -> None:
    assert parse(text, bare_domains=True).inlines == inlines
    assert not any(isinstance(part, Link) for part in parse(text).inlines)


@pytest.mark.parametrize(
    ("text", "target", "lost"),
    [
        ("[here](https://a.example/b_(c))", "https://a.example/b_(c)", ()),
        ("[here](HTTP://a.example)", "HTTP://a.example", ()),
        ("[here](www.a.example)", "https://www.a.example", ()),
        ("[here](WWW.a.example)", "https://WWW.a.example", ()),
        ("[here](c@d.example)", "mailto:c@d.example", ()),
        ("[here](mailto:c@d.example)", "mailto:c@d.example", ()),
        ("[here](tel:5550100)", "tel:5550100", ()),
        ("[here](#)", None, ("'here'",)),
        ("[here]()", None, ("'here'",)),
        ("[here](#top)", None, ("'here' to '#top'",)),
        ("[here](b.html)", None, ("'here' to 'b.html'",)),
        ("[here](https://)", None, ("'here' to 'https://'",)),
    ],
)
def test_the_target_of_a_link(text: str, target: str | None, lost: tuple[str, ...]) -> None:
    assert parse(text) == ((Link((Text("here"),), target),), lost)


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("<https://a.example>", (Link((Text("https://a.example"),), "https://a.example"),)),
        ("<www.a.example/b>", (Link((Text("www.a.example/b"),), "https://www.a.example/b"),)),
        ("<mailto:c@d.example>", (Link((Text("c@d.example"),), "mailto:c@d.example"),)),
        ("c@d.example", (Link((Text("c@d.example"),), "mailto:c@d.example"),)),
        ("www.a.example", (Link((Text("www.a.example"),), "https://www.a.example"),)),
        ("/never/", (Text("/never/"),)),
        ("so /never/", (Text("so "), Emphasis((Text("never"),)))),
        ("rain[3]", (Text("rain[3]"),)),
        ("rain[3] *so*", (Text("rain[3] "), Emphasis((Text("so"),)))),
        ("[rain[1]](#)", (Text("[rain"), NoteRef("n1", "1"), Text("](#)"))),
        ("[rain¹](#)", (Link((Text("rain"), NoteRef("n1", "1")), None),)),
        ("**rain[1]**", (Strong((Text("rain"), NoteRef("n1", "1"))),)),
        ("***rain[1]***", (Strong((Emphasis((Text("rain"), NoteRef("n1", "1"))),)),)),
        ("*the rain[1]*", (Emphasis((Text("the rain"), NoteRef("n1", "1"))),)),
        (
            "**a ***__b__ c*** d**",
            (Text("**a "), Strong((Emphasis((Strong((Text("b"),)), Text(" c"))),)), Text(" d**")),
        ),
        ("**a *b _c_ d* e**", (Strong((Text("a *b "), Emphasis((Text("c"),)), Text(" d* e"))),)),
        ("*K2 so*", (Emphasis((Text("K2 so"),)),)),
        ("*K2*", (Text("*K2*"),)),
        ("*K2 P2 so*", (Text("*K2 P2 so*"),)),
        ("*, . 2*", (Text("*, . 2*"),)),
        ("***a *b* c***", (Text("***a "), Emphasis((Text("b"),)), Text(" c***"))),
        ("***a __b__***", (Strong((Emphasis((Text("a "), Strong((Text("b"),)))),)),)),
        ("[*a*](https://a.example)", (Link((Emphasis((Text("a"),)),), "https://a.example"),)),
    ],
)
def test_addresses_and_stress(text: str, inlines: tuple[Inline, ...]) -> None:
    assert parse(text, NoteIds(["1"])).inlines == inlines


@pytest.mark.parametrize("text", ["{}", "**so {}**", "***so {}***", "*so {}*", "__so {}__"])
def test_lost_targets_are_listed_from_within_other_marks(text: str) -> None:
    assert parse(text.format("[here](#)")).lost == ("'here'",)


def test_lost_targets_are_problems() -> None:
    assert lost_targets(("'a'", "'b'"), 3) == [
        Problem("lost_target", 3, "the link 'a' has lost its target"),
        Problem("lost_target", 3, "the link 'b' has lost its target"),
    ]
    assert plain_mark("¹²") == "12"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("![a mill](m.jpg)", ("a mill", "m.jpg", None, None)),
        ('![](m_(1).jpg "The mill") x', ("", "m_(1).jpg", "The mill", None)),
        ("[![a](m.jpg)](https://a.example)", ("a", "m.jpg", None, "https://a.example")),
        ("[![a](m.jpg)", None),
        ("[a](m.jpg)", None),
    ],
)
def test_the_mark_of_a_picture(text: str, parts: tuple[str | None, ...] | None) -> None:
    match = PICTURE.match(text)
    assert (match and match.group("alt", "source", "title", "target")) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Illustration: The mill]", True),
        ("[ILLUSTRATION]", True),
        ("[Illustration", True),
        ("[Illustrations]", False),
        ("[Mill]", False),
    ],
)
def test_a_picture_that_a_transcript_names(text: str, *, expected: bool) -> None:
    assert (picture_named().match(text) is not None) == expected
