"""Problems: the words of their messages."""

from __future__ import annotations

import pytest

from copydesk.problems import counted


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (1, "1 lone surrogate was left out"),
        (2, "2 lone surrogates were left out"),
        (0, "0 lone surrogates were left out"),
    ],
)
def test_a_message_agrees_with_its_number(number: int, message: str) -> None:
    assert counted("%d lone surrogate{|s} {was|were} left out", number) == message
