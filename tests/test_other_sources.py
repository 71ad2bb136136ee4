"""A source of another kind, given as raw text, is reported in one line."""

from __future__ import annotations

import pytest

from copydesk.reading import examine
from tests.conftest import ARTICLE

PAGE = "<!doctype html><html><head><title>Rain</title></head><body><h1>Rain at last</h1><p>It rained.</p></body></html>"
PIECE = "<div><p>It <a href='x'>rained</a>.</p>\n</div>\n" * 6
MAIL = "From: ana@example.org\nSubject: =?utf-8?Q?Rain?=\nMIME-Version: 1.0\n\nIt rained =E2=80=94 at last.\n"
FORWARDED = "From: ana@example.org\nTo: desk@example.org\nSubject: Rain\n\n" + ARTICLE


@pytest.mark.parametrize(
    ("text", "message"),
    [(PAGE, "HTML"), (PIECE, "HTML"), (MAIL, "mail"), (FORWARDED, ""), (ARTICLE, ""), ("So <b>it</b> rained.", "")],
    ids=["page", "piece", "mail", "forwarded", "article", "a tag"],
)
def test_another_kind_of_source_is_reported(text: str, message: str) -> None:
    messages = [problem.message for problem in examine(text).problems if problem.message.startswith("it looks like")]
    assert len(messages) == bool(message)
    assert message in "".join(messages)
