"""What a piece of an article may be: the roles, a closed type."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal[
    "kicker",
    "headline",
    "deck",
    "byline",
    "date",
    "editors_note",
    "paragraph",
    "heading",
    "list_item",
    "quotation",
    "attribution",
    "pull_quote",
    "verse_line",
    "table_row",
    "caption",
    "break",
    "contact",
    "bio",
    "rights",
    "related",
    "correction",
    "note",
]
"""The role of a piece. All but ``pull_quote``, which is recognised apart, have weights under ``[role]``."""

ROLES: tuple[Role, ...] = get_args(Role)
