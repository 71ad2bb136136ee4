"""Text -> inlines."""

from __future__ import annotations

import pytest

from copydesk.reading.inlines import NoteIds, parse
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
