"""Which lines are program text."""

from __future__ import annotations

import pytest

from copydesk import read
from copydesk.reading.text.code_blocks import CodeBlock, code_blocks
from copydesk.tree import Preformatted

PROGRAMS = {
    "a prompt": "    $ make all",
    "a prompt with its host": "    ana@mail:~/work$ make all",
    "a command": "    pip install --upgrade tally",
    "a function": "    def half(n):\n        return n / 2",
    "an import": "    import tally\n    tally.start(4)",
    "a loop": "    for each in boats:\n        print(each)",
    "braces": "    while (open) {\n      wait();\n    }",
    "settings": "    port = 8080\n    host = 'a.example'",
    "elements": "    <ul>\n      <li>A boat and a bell</li>\n    </ul>",
    "an object": '    {\n      "name": "Ana",\n      "age": 4\n    }',
    "a query": "    SELECT name, age FROM boats\n    WHERE age > 4;",
    "a comment": "    // two boats\n    count = boats + 2;",
    "a session": ">>> half(4)\n2.0\n>>> half(2)\n1.0",
    "a fence": "```\nI say, you say\n```",
    "waves around a program": "~~~ c\nx = half(4);\n~~~",
}
TEXTS = {
    "a quotation": "    The wind came round at four;\n    the lamp went out at five;",
    "verse": "    O bell, O boat,\n    O bell, (my own);\n    Away, away!",
    "items": "    - north: twelve beds\n    - south: nine beds",
    "fields": "    Date: 4 May\n    Venue: Town Hall\n    Cost: free",
    "a sum of money": "    $ 40 for the boat\n    $ 12 for the bell",
    "a formula": "    E = m c",
    "a name in brackets": "    [Laughter]",
    "an address": "    Ana Ruiz\n    4 Mill Street",
    "a mail that is quoted": ">>> It rained.\n>>> It did (I saw it).",
    "waves across the page": "~~~\nIt rained in Lima.\n~~~",
    "a fence that is never closed": "```\nIt rained in Lima.",
    "a word and a colon": "    if you ask me:\n    nobody came",
    "a heading": "    # The bell",
}


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_program_text(text: str) -> None:
    lines = f"It rained.\n\n{text}\n\nIt stopped.".split("\n")
    inside = [line for line in text.split("\n") if line[:3] not in ("```", "~~~")]
    assert [lines[block.first : block.end] for block in code_blocks(lines)] == [inside]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text_that_is_no_program(text: str) -> None:
    assert code_blocks(f"It rained.\n\n{text}\n\nIt stopped.".split("\n")) == []


def test_a_page_that_ends_within_a_fence_closes_it() -> None:
    assert code_blocks(["```", "a\x0c", "b", "```"]) == []


def test_the_rest_of_a_function_below_a_blank_line_belongs_to_it() -> None:
    lines = ["    def half(n):", "        n = n / 2", "", "        return n", "", "    It rained."]
    assert code_blocks(lines) == [CodeBlock(0, 4)]


def test_marks_in_program_text_are_no_pictures_notes_or_leaders() -> None:
    program = 'show("![a](b)")\nnote(1) ..... [1]\nnote(2) ..... [2]\nx = 4'
    article = read(f"Of bells\n\nIt rained.\n\n```\n{program}\n```\n\nIt stopped.\n")
    assert [node.text for node in article.body if isinstance(node, Preformatted)] == [program]


def test_what_sets_in_all_lines_belongs_to_the_text_between_fences_only() -> None:
    article = read(
        "Of bells\n\nIt rained.\n\n```\n  a b\n   c\n```\n\nIt stopped.\n\n    one = f(4)\n     two = f(2)\n"
    )
    assert [node.text for node in article.body if isinstance(node, Preformatted)] == [
        "  a b\n   c",
        "one = f(4)\n two = f(2)",
    ]
