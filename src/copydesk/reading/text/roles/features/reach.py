"""Addresses: where it says to reach someone."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.reading.text.recognisers import addresses
from copydesk.reading.text.roles.features.context import Context, in_words

REACHABLE = frozenset({"holds_email", "holds_phone", "holds_address", "opens_as_contact"})
"""The features of what says where to reach someone."""

_LONGEST_ADDRESS = 600  # characters


def _may_hold_address(here: Context) -> bool:
    return len(here.text) < _LONGEST_ADDRESS and ("@" in here.text or "." in here.text or "://" in here.text)


@in_words.feature
def holds_email(here: Context) -> bool:
    """It holds an e-mail address."""
    return len(here.text) < _LONGEST_ADDRESS and "@" in here.text and addresses.EMAIL.search(here.text) is not None


@in_words.any_of(
    holds_address="It holds the address of a web page or site.",
    is_address="It is the address of a web page or site, and nothing else.",
)
def web(here: Context) -> Iterator[str]:
    text = here.text
    if not _may_hold_address(here) or not addresses.MAY_BE_WEB.search(text):
        return
    if addresses.URL.search(text) or addresses.DOMAIN.search(text):
        yield "holds_address"
        if addresses.DOMAIN.fullmatch(text) or addresses.URL.fullmatch(text):
            yield "is_address"


@in_words.feature
def holds_phone(here: Context) -> bool:
    """It holds a telephone number, and a stop or an at sign."""
    return _may_hold_address(here) and bool(addresses.phones(here.text))
