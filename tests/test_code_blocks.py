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


BLOCKS = {
    "braces at the margin around lines set in": ("It rained:\n#include <a.h>\nint f(void) {\n\twait();\n}", [(1, 5)]),
    "the head of a function above lines set in": ("Boats.\nint f(void) {\n    go();\nIt rained.", [(1, 3)]),
    "the rest of an item": ("- The library is loaded first of all with\n    open_all().\n- Then rain.", []),
    "the same below a full stop": ("- The library is loaded first of all.\n    open_all().\n- Then rain.", [(1, 2)]),
    "a line of a shell below an open line": ("Say it with\n    $ make all\nIt rained.", [(1, 2)]),
    "a line of a shell at the margin": ("$ make all", []),
    "two": ("$ make all\n$ make test", [(0, 2)]),
    "a line of a shell with what it said": ("$ make all\ndone\nNothing", [(0, 3)]),
    "half of what it said": ("$ make all\nNothing\nSome", []),
    "two even lines at the margin": ("open_all();\nopen_all();", []),
    "three": ("open_all();\nopen_all();\nopen_all();", [(0, 3)]),
    "three, one of brackets": ("open_all();\nopen_all();\n}", []),
    "two with a step": ("open(4) {\n  wait();", [(0, 2)]),
    "a step that is no program": ("open(4) {\n  wait\n}", []),
    "a step with a word": ("open(4) {\n  wait();\n  long\n}", [(0, 4)]),
    "a step that runs on": ("open(4) {\n  wait();\n  and it rained all day\n}", []),
    "as many that may be anything": ("open(4) {\n  wait();\n  long\n  ago\n}", [(0, 5)]),
    "more that may be anything": ("open(4) {\n  wait();\n  so\n  long\n  ago", []),
    "lines that all may be something else": ("half(n)\nhalf(k)\nhalf(m)", []),
    "half of the lines set in": ("    open_all();\n    Rain", [(0, 2)]),
    "fewer": ("    open_all();\n    Rain\n    Snow", []),
    "running text among them": ("    open_all();\n    wait();\n    and it rained all day", []),
    "less of it": ("    open_all();\n    wait();\n    go();\n    and it rained all day", [(0, 4)]),
    "a comment that runs on": ("    open_all();\n    # and it rained all day", [(0, 2)]),
    "three columns": ("   open_all();", []),
    "a tab": ("\topen_all();", [(0, 1)]),
    "a section and what may be settings": ("    [clock]\n    zone = some", [(0, 2)]),
    "a section alone": ("    [clock]\n    half(n)", []),
    "what may be settings above a section": ("    zone = some\n    [clock]", []),
    "a loop": ("    for each in boats:\n        half(n)", [(0, 2)]),
    "a loop with no step": ("    for each in boats:\n    half(n)", []),
    "a step below no colon": ("    half(n)\n        half(n)", []),
    "a step that may be nothing": ("    for each in boats:\n        rain", []),
    "keys below a key": ("    north:\n      beds: 4\n      boats: 2", [(0, 3)]),
    "one": ("    north:\n      beds: 4", []),
    "keys with words": ("    north:\n      beds: 4 wide\n      boats: 2 long", []),
    "keys with words in quotes": ("    north:\n      beds: \"4 wide\"\n      boats: '2 long'", [(0, 3)]),
    "keys and items": ("    north:\n      beds: 4\n      boats:\n        - two\n    ---\n    a: b", [(0, 6)]),
    "keys with no step": ("    north:\n    beds: 4\n    boats: 2", []),
    "keys below none": ("    beds: 4\n      boats: 2", []),
    "items below a key": ("    north:\n      - salt\n      - oil", []),
    "capitals": ("    North:\n      Beds: 4\n      Boats: 2", []),
    # joined
    "with a blank line": ("    go();\n\n\n    wait();", [(0, 4)]),
    "with a page's end": ("    go();\n\x0c\n    wait();", [(0, 1), (2, 3)]),
    "with a word": ("    go();\n\n    long\n\n    wait();", [(0, 5)]),
    "with a word further out": ("        go();\n\n    long\n\n        wait();", [(0, 1), (4, 5)]),
    "with a word at the margin": ("    go();\n\nlong\n\n    wait();", [(0, 1), (4, 5)]),
    "with a sentence": ("    go();\n\n    Rain fell.\n\n    wait();", [(0, 1), (4, 5)]),
    "with the rest of it": ("    go(4) {\n\n        long\n\n          ago\n\n    Rain", [(0, 5)]),
    "with a rest that is not set in": ("    go(4) {\n\n    long\n\n        ago", [(0, 1)]),
    "with a rest right below": ("go(4) {\nwait();\ngo();\nRain\n    rain", []),
    "with a rest that runs on": ("    go(4) {\n\n        and it rained all day", [(0, 1)]),
    "with a rest eight columns deeper": ("    go(4) {\n\n            long", [(0, 3)]),
    "with a rest nine columns deeper": ("    go(4) {\n\n             long", [(0, 1)]),
    "with a rest by steps": ("    go(4) {\n\n            long\n\n                    ago", [(0, 5)]),
    "with a rest on the next page": ("    go(4) {\n\x0c\n        long", [(0, 1)]),
    "with a fence below": ("    go(4) {\n\n```\nrain\n```\n\n        long", [(0, 1), (3, 4)]),
    # fences
    "a fence with braces": ("``` {.python}\nrain\n```", [(1, 2)]),
    "a fence with a title": ('```py title="a b"\nrain\n```', [(1, 2)]),
    "a fence with words": ("```py and rain\nrain\n```", []),
    "a longer fence closes": ("```\nrain\n`````", [(1, 2)]),
    "a shorter fence does not": ("````\nrain\n```\nsnow\n````", [(1, 4)]),
    "a fence with a name does not close": ("```\nrain\n```py\nsnow\n```", [(1, 4)]),
    "another mark does not": ("```\nrain\n~~~\nsnow\n```", [(1, 4)]),
    "blank lines within fences": ("```\n\nrain\n\n```", [(2, 3)]),
    "nothing within fences": ("```\n\n```\n\n    go();", [(4, 5)]),
    "a fence below two waves": ("~~~\nIt rained in Lima.\n~~~\ngo();\n~~~", [(3, 4)]),
    "fences set in": ("  ```\n  rain\n  ```", [(1, 2)]),
    "two blocks": ("```\nrain\n```\n```\nsnow\n```", [(1, 2), (4, 5)]),
    "lines above and below fences": ("    go();\n```\nrain\n```\n    go();", [(0, 1), (2, 3), (4, 5)]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "blocks"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(text: str, blocks: list[tuple[int, int]]) -> None:
    lines = ["Of bells", "", *text.split("\n")]
    assert [(block.first - 2, block.end - 2) for block in code_blocks(lines)] == blocks


MARGINS = {
    "a page with a margin": ("        It rained.\n\n        go_all();\n\n            go_all();", [(4, 5)]),
    "a page with a margin of tabs": ("\tIt rained.\n\n\tgo_all();\n\n\t    go_all();", [(4, 5)]),
    "a page with a margin of one line": ("        It rained.\n\n       go_all();\n\n           go_all();", [(4, 5)]),
    "nothing": ("", []),
    "blank lines": ("\n  \n", []),
}


@pytest.mark.parametrize(("text", "blocks"), MARGINS.values(), ids=MARGINS)
def test_what_sets_in_all_lines_of_a_text_is_its_margin(text: str, blocks: list[tuple[int, int]]) -> None:
    assert [(block.first, block.end) for block in code_blocks(text.split("\n"))] == blocks


def test_whether_what_sets_in_all_lines_is_part_of_a_block() -> None:
    lines = ["```", "  a", "```", "  ```", "  a", "  ```", "", "    go();", "\t```", "\ta", "\t```"]
    assert [block.is_set_in for block in code_blocks(lines)] == [False, True, True, True]
    margin = [f"    {line}" for line in lines]
    assert [block.is_set_in for block in code_blocks(margin)] == [True] * 4


@pytest.mark.parametrize("blank", ["", "   "])
def test_a_page_that_ends_within_a_block(blank: str) -> None:
    assert code_blocks(["Rain", "", "    go();", f"{blank}\x0c    go();", "    go();"]) == [
        CodeBlock(2, 3),
        CodeBlock(4, 5),
    ]


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
