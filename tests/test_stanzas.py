"""Stanzas by their capitals, amid prose and in a text that is verse as a whole, refrains, and the labels above them."""

from __future__ import annotations

import pytest

from copydesk.reading.text.recognisers.stanzas import stanzas
from tests.parts import ENGLISH, lines_of

PROSE = "The ferry had been laid up since the flood, and nobody in the town could say when it would carry carts again."
OPEN = "She sat\nAnd sang\nTo us"
WIDE = "The mill is on the hill above the weir and it is as old as the hill"  # 67 letters
WHOLE = "Rain fell\nAnd ran\nThe hill\nbeside\nOf stone\nAt night\nOn mills"

CASES = {
    "three lines amid prose": (f"{PROSE}\n\n{OPEN}\n\n{PROSE}", [[1, 2, 3]]),
    "at the top": (f"{OPEN}\n\n{PROSE}", []),
    "two lines": (f"{PROSE}\n\nShe sat\nAnd sang\n\n{PROSE}", []),
    "one word in mid-sentence": (f"{PROSE}\n\nShe sat\nAnd sang\nSongs\n\n{PROSE}", []),
    "the line above ends a sentence": (f"{PROSE}\n\nShe sat.\nAnd sang\nTo us\n\n{PROSE}", []),
    "a word of one letter": (f"{PROSE}\n\nShe sat\nI sang\nTo us\n\n{PROSE}", []),
    "a word behind a mark": (f"{PROSE}\n\nShe sat\n“And sang\nTo us\n\n{PROSE}", [[1, 2, 3]]),
    "the first line opens with such a word": (f"{PROSE}\n\nThe rain\nFell hard\nTo us\n\n{PROSE}", []),
    "a small letter": (f"{PROSE}\n\nShe sat\nAnd sang\nTo us\nall day\n\n{PROSE}", []),
    "one opening, again and again": (f"{PROSE}\n\nMost read\nThe rain\nThe wind\n\n{PROSE}", []),
    "the same with a comma": (f"{PROSE}\n\nMost read,\nThe rain\nThe wind\n\n{PROSE}", [[1, 2, 3]]),
    "a comma within a line": (f"{PROSE}\n\nMost, read\nThe rain\nThe wind\n\n{PROSE}", []),
    "a line just short enough": (f"{PROSE}\n\nShe sat\nAnd sang\n{WIDE[:-1]}\n\n{PROSE}", [[1, 2, 3]]),
    "a line too long": (f"{PROSE}\n\nShe sat\nAnd sang\n{WIDE}\n\n{PROSE}", []),
    "capitals": (f"{PROSE}\n\n{OPEN.upper()}\n\n{PROSE}", []),
    "a marker": (f"{PROSE}\n\nShe sat\nAnd sang\nTo us\n* Here\n\n{PROSE}", []),
    "figures in a third": (f"{PROSE}\n\nShe sat 3\nAnd sang\nTo us\n\n{PROSE}", []),
    "figures in a quarter": (f"{PROSE}\n\nShe sat 3\nAnd sang\nTo us\nHere\n\n{PROSE}", [[1, 2, 3, 4]]),
    "figures in three tenths": (
        f"{PROSE}\n\nShe sat 3\nAnd 4\nTo 5\nHere\nOf us\nSo\nThere\nWhen\nAll\nSang\n\n{PROSE}",
        [[*range(1, 11)]],
    ),
    # within wrapped prose
    "short lines below a sentence": (f"{PROSE}\n{OPEN}\n{PROSE}", [[1, 2, 3]]),
    "short lines below a colon": (f"{PROSE[:-1]}:\n{OPEN}\n{PROSE}", [[1, 2, 3]]),
    "short lines below an open line": (f"{PROSE[:-1]}\n{OPEN}\n{PROSE}", []),
    "two runs of short lines": (f"{PROSE}\n{OPEN}\n{PROSE}\n{OPEN}\n{PROSE}", [[1, 2, 3], [5, 6, 7]]),
    "short lines at the end of a block": (f"{PROSE}\n{OPEN}", [[1, 2, 3]]),
    "short lines above it": (f"{PROSE}\n\n{OPEN}\n{PROSE}", []),
    "a line just narrow enough": (f"{'n' * 99}.\n{OPEN} {'n' * 54}\n{'n' * 100}", [[1, 2, 3]]),
    "a line that is too wide": (f"{'n' * 99}.\n{OPEN} {'n' * 55}\n{'n' * 100}", []),
    # counted groups
    "numbers before the first lines": (
        "1. Rain\nAnd\nThe\nbeside\n\n2. Of\nAt\nOn\nand",
        [[0, 1, 2, 3], [4, 5, 6, 7]],
    ),
    "figures beside the numbers": (
        "1. Rain 4\nAnd\nThe\nbeside\n\n2. Of\nAt\nOn\nand",
        [[0, 1, 2, 3], [4, 5, 6, 7]],
    ),
    "numbers that count from another": (
        "2. Rain\nAnd\nThe\nbeside\n\n3. Of\nAt\nOn\nand",
        [],
    ),
    "numbers that leave one out": (
        "1. Rain\nAnd\nThe\nbeside\n\n3. Of\nAt\nOn\nand",
        [],
    ),
    "a number alone": ("1. Rain\nAnd\nThe\nbeside\n\nOf\nAt\nOn\nand", []),
    "three lines below a number": (
        "1. Rain\nAnd\nThe\n\n2. Of\nAt\nOn\n\n3. By\nIn\nTo",
        [[0, 1, 2], [3, 4, 5], [6, 7, 8]],
    ),
    "two lines below a number": ("1. Rain\nAnd\n\n2. Of\nAt\n\n3. Of\nAt\n\n4. Of\nAt\n\n5. Of\nAt\n\n6. Of\nAt", []),
    # refrains
    "lines of a stanza again": (f"{PROSE}\n\n{OPEN}\n\n{PROSE}\n\nTo us\nShe sat", [[1, 2, 3], [5, 6]]),
    "one of its lines": (f"{PROSE}\n\n{OPEN}\n\n{PROSE}\n\nto us!", [[1, 2, 3], [5]]),
    "a line of no stanza": (f"{PROSE}\n\n{OPEN}\n\n{PROSE}\n\nTo us\nAll", [[1, 2, 3]]),
    "lines of it above, at the top": (f"To us\n\n{PROSE}\n\n{OPEN}", [[2, 3, 4]]),
    "lines of it above": (f"Song\n\nTo us\n\n{PROSE}\n\n{OPEN}", [[1], [3, 4, 5]]),
    # verse as a whole
    "six lines in mid-sentence, most with capitals": (WHOLE, [[*range(7)]]),
    "five lines in mid-sentence": (WHOLE.rsplit("\n", 1)[0], []),
    "six lines, of which one ends a sentence": (WHOLE.replace("Rain fell", "Rain fell."), []),
    "fewer with capitals": (WHOLE.replace("Of", "of").replace("At", "at"), []),
    "three fifths with capitals": (
        "Rain fell\nAnd ran\nThe hill\nbeside\nOf stone\nAt night\nOn mills\nby day\nand night\nof rain\nTo us",
        [[*range(11)]],
    ),
    "one word in mid-sentence, and others": (
        "Rain fell\nAnd ran\nHills\nbeside\nStones\nNight\nMills",
        [],
    ),
    "two words in mid-sentence, and others": (
        "Rain fell\nAnd ran\nHills\nbeside\nOf stones\nNight\nMills",
        [[*range(7)]],
    ),
    "most lines are of prose": (f"{WHOLE}\n\n" + "\n\n".join([PROSE] * 8), []),
    "half of the lines are of prose": (f"{WHOLE}\n\n" + "\n\n".join([PROSE] * 7), [[*range(7)]]),
    "a line alone": (f"{WHOLE}\n\nMarch", [[*range(7)]]),
    "half with capitals": (f"{WHOLE}\n\nMarch\nand\nMay\nor", [[*range(7)], [7, 8, 9, 10]]),
    "fewer than half with capitals": (f"{WHOLE}\n\nMarch\nand\nso", [[*range(7)]]),
}


@pytest.mark.parametrize(("text", "groups"), CASES.values(), ids=CASES)
def test_the_groups_of_a_text(text: str, groups: list[list[int]]) -> None:
    verse = stanzas(lines_of(text), ENGLISH[0])
    assert [[*group] for group in verse.groups] == groups
    assert verse.labels == []


LABELS = {
    "a word above two": (f"{PROSE}\n\nChorus\n{OPEN}\n\n{PROSE}\n\nChorus:\n{OPEN}", [[2, 3, 4], [7, 8, 9]], [1, 6]),
    "two words": (f"{PROSE}\n\nThe song\n{OPEN}\n\n{PROSE}\n\nThe song\n{OPEN}", [[2, 3, 4], [7, 8, 9]], [1, 6]),
    "three words": (f"{PROSE}\n\nThe old song\n{OPEN}\n\n{PROSE}\n\nThe old song\n{OPEN}",
                    [[1, 2, 3, 4], [6, 7, 8, 9]], []),
    "a word above one": (f"{PROSE}\n\nChorus\n{OPEN}\n\n{PROSE}", [[1, 2, 3, 4]], []),
    "a word above one, and alone": (f"{PROSE}\n\nChorus\n{OPEN}\n\n{PROSE}\n\nChorus", [[1, 2, 3, 4], [6]], []),
    "above a line of verse as a whole": (f"{WHOLE}\n\nAll\nMarch\n\nAll\nMay", [[*range(7)], [8], [10]], [7, 9]),
    "above two lines at the top": (f"All\n{WHOLE}\n\nAll\nMay", [[*range(1, 8)], [9]], [0, 8]),
    "numbers above": (f"{PROSE}\n\n1.\n{OPEN}\n\n{PROSE}\n\n2\n{OPEN}", [[2, 3, 4], [7, 8, 9]], [1, 6]),
    "above no verse": (f"{PROSE}\n\nAll\nmarch\n\nAll\nmay", [], []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "groups", "labels"), LABELS.values(), ids=LABELS)
def test_the_labels_above_groups(text: str, groups: list[list[int]], labels: list[int]) -> None:
    verse = stanzas(lines_of(text), ENGLISH[0])
    assert ([[*group] for group in verse.groups], verse.labels) == (groups, labels)


def test_a_line_whose_role_is_known_is_of_no_stanza() -> None:
    lines = lines_of(f"{PROSE}\n\n{OPEN}\n\n{PROSE}")
    lines[2] = lines[2]._replace(role="heading")
    assert stanzas(lines, ENGLISH[0]).groups == []
