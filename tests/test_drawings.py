"""Which lines are a drawing made of characters."""

from __future__ import annotations

import pytest

from copydesk import read
from copydesk.reading.text.drawings import is_drawing
from copydesk.tree import Break, Preformatted

DRAWINGS = {
    "boxes with an arrow": "+------+      +------+\n| boat | ---> | quay |\n+------+      +------+",
    "boxes side by side": "+------+      +------+\n| boat |      | quay |\n+------+      +------+",
    "an arrow to the left": "| a <--- b\n|\n| c",
    "a roof": "   /\\\n  /  \\\n /____\\",
    "a tree of folders": "src\n|-- boat.py\n|   `-- quay\n`-- weir.py",
    "lines of a box": "┌────┐  ┌────┐\n│ ab │─►│ cd │\n└────┘  └────┘",
}
TEXTS = {
    "a table between bars": "| boat | quay |\n|------|------|\n| two  | nine |",
    "a table in a grid": "+------+------+\n| boat | quay |\n+------+------+\n| two  | nine |\n+------+------+",
    "a frame around text": "+----------------+\n| The boat is in |\n+----------------+",
    "two lines": "  /\\\n /__\\",
    "a paragraph with an arrow": "- the boat --> the quay\n- the quay --> the weir\n- it rained",
    "paragraphs marked by slashes": "/ It rained in Lima.\n/ It stopped.\n/ It rained again.",
    "stars": "* * *\n* * *\n* * *",
    "one long line": f"   /\\\n  /  \\\n /__{'_' * 120}\\",
    "a list with one branch": "|-- boat\nIt rained.\nIt stopped.",
    "mostly words": "| a ---> b\n|  it rained in Lima\n|  and it stopped raining",
}


@pytest.mark.parametrize("text", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing(text: str) -> None:
    assert is_drawing(text.split("\n"))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_drawing(text: str) -> None:
    assert not is_drawing(text.split("\n"))


@pytest.mark.parametrize("text", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing_is_kept_as_it_is(text: str) -> None:
    article = read(f"The mill\n\nIt rained in Lima, and the mill stood still.\n\n{text}\n\n-----\n\nIt stopped.")
    drawings = [block for block in article.body if isinstance(block, Preformatted)]
    assert [drawing.text.replace(" ", "") for drawing in drawings] == [text.replace(" ", "")]
    assert any(isinstance(block, Break) for block in article.body)
