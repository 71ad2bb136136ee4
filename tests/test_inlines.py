"""Text -> inlines."""

from __future__ import annotations

import pytest

from copydesk.reading.text.inlines import NoteIds, parse
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
        ("[here](javascript:alert)", (Link((Text("here"),), None),)),
        ("https://a.example/b.", (Link((Text("https://a.example/b"),), "https://a.example/b"), Text("."))),
        ("rain[1] fell[2]", (Text("rain"), NoteRef("n1", "1"), Text(" fell[2]"))),
    ],
)
def test_inlines(text: str, inlines: tuple[Inline, ...]) -> None:
    assert parse(text, NoteIds(["1"])).inlines == inlines


def test_a_lost_target_is_told() -> None:
    assert parse("[there](#)").lost == ("'there'",)


@pytest.mark.parametrize(
    "text",
    [
        "2*3*4 and 5 * 3 * 2",
        "snake_case_name, a_b_c and _a_b_",
        "__init__ and **kwargs and *args",
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
        ("she said /never/.", (Text("she said "), Emphasis((Text("never"),)), Text("."))),
        ("これは**強調**です", (Text("これは"), Strong((Text("強調"),)), Text("です"))),
        ("*Le Monde*’s", (Emphasis((Text("Le Monde"),)), Text("’s"))),
        ("“_so_”", (Text("“"), Emphasis((Text("so"),)), Text("”"))),
        ("https://e.org/_x_/*y*", (Link((Text("https://e.org/_x_/*y*"),), "https://e.org/_x_/*y*"),)),
    ],
)
def test_marks_may_stand_inside_and_beside_others(text: str, inlines: tuple[Inline, ...]) -> None:
    assert parse(text).inlines == inlines
