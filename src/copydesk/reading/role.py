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
    "preformatted",
    "set_line",
    "caption",
    "break",
    "contact",
    "bio",
    "rights",
    "related",
    "correction",
    "note",
]
"""The role of a piece."""

ROLES: tuple[Role, ...] = get_args(Role)

RECOGNISED_APART: frozenset[Role] = frozenset({"pull_quote", "preformatted", "set_line"})
"""The roles that no evidence is weighed for; all others have weights under ``[role]``."""
