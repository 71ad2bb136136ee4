"""The names of roles in one string, as tests write them."""

from __future__ import annotations

from copydesk.reading.role import ROLES, Role


def roles_of(names: str) -> list[Role]:
    """``headline byline paragraph`` -> the three roles. Raises StopIteration for a name that is no role."""
    return [next(role for role in ROLES if role == name) for name in names.split()]
