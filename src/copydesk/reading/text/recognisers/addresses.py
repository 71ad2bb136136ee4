"""Addresses in text: URLs, e-mail addresses and telephone numbers."""

from __future__ import annotations

import re

from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.postal_codes import without_postal_codes

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]+[^\s<>\"“”«».,;:!?)\]}'’]", re.IGNORECASE)

_TOP_LEVEL = (
    "com|org|net|edu|gov|int|info|news|press|media|example|io|eu|uk|us|ca|au|nz|ie|de|at|ch|fr|be|nl|lu|es|pt|it|gr|se|no|dk"
    "|fi|is|pl|cz|sk|hu|ro|bg|ru|ua|by|tr|il|ir|in|pk|lk|bd|id|my|sg|th|vn|cn|tw|hk|jp|kr|br|ar|mx|cl|co|pe|ve|za|ng|ke|eg|ma"
)
DOMAIN = pattern(
    rf"(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:{_TOP_LEVEL})(?:/[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]])?(?![\w@-])", re.IGNORECASE
)

MAY_BE_WEB = re.compile(r"://|\.[^\s<>\"“”«»]")
"""What is in all that `URL` and `DOMAIN` find, and quick to search for."""

_PHONE = pattern(r"(?<![\w.,/-])(?:\+|\(0|00|\(?\d)[\d\s()./-]{6,20}\d(?![\w/-])")
_DAY = pattern(r"\(?(?:0?[1-9]|[12]\d|3[01])([/.])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d")
_DIGIT = re.compile(r"\d")
_GAP = re.compile(r"\t|\s{2,}")  # between two cells of a table
_DECIMALS = re.compile(r"\d+\.\d{2,}(?: \d+\.\d{2,})+")
_FEWEST_DIGITS = 7
_ANNOUNCED_WITHIN = 24  # characters before a number that may announce it
_ANNOUNCES_PHONE = pattern(r"(?:tel|phone|fax|mobile|mob|call|ph|t)\b\.?:?\s*$|[☎📞]\s*$", re.IGNORECASE)


def phones(text: str) -> tuple[str, ...]:
    """Telephone numbers, as they are written. Years, prices, dates, postal codes and the figures of a table's row are
    none."""
    accepted: list[str] = []
    if len(_DIGIT.findall(text)) < _FEWEST_DIGITS:
        return ()
    text = without_postal_codes(text)
    for match in _PHONE.finditer(text):
        announced = bool(_ANNOUNCES_PHONE.search(text[max(0, match.start() - _ANNOUNCED_WITHIN) : match.start()]))
        numbers = [match[0]] if announced else _GAP.split(match[0])
        accepted += (number for part in numbers if _is_phone(number := part.strip(" -/."), announced))
    return tuple(accepted)


def _is_phone(number: str, announced: bool) -> bool:
    digits = sum(character.isdigit() for character in number)
    if not _FEWEST_DIGITS <= digits <= 15 or _DAY.fullmatch(number) or _DECIMALS.fullmatch(number):
        return False
    return announced or number[0] in "+(0" or _grouped(number)


def _grouped(number: str) -> bool:
    """Three groups or more of two digits or more, and not a date: ``020 7946 0018``, ``555-0143`` is not."""
    groups = re.split(r"\D+", number)
    return len(groups) >= 3 and all(len(group) >= 2 for group in groups) and not re.match(r"\d{4}-\d\d-\d\d", number)


def reaches_somebody(text: str) -> bool:
    """Whether a text holds an e-mail address, the address of a page, or a telephone number."""
    return bool(("@" in text and EMAIL.search(text)) or URL.search(text) or phones(text))


def links(text: str, *, bare_domains: bool) -> tuple[tuple[int, int, str], ...]:
    """Start, end and absolute URL of each web address; ``ledger.example/contact`` counts only if ``bare_domains``."""
    web_addresses = [(match.start(), match.end(), absolute(match[0])) for match in URL.finditer(text)]
    if bare_domains:
        spans = [(start, end) for start, end, _ in web_addresses] + [match.span() for match in EMAIL.finditer(text)]
        covered = {position for span in spans for position in range(*span)}
        web_addresses += [
            (match.start(), match.end(), absolute(match[0]))
            for match in DOMAIN.finditer(text)
            if covered.isdisjoint(range(*match.span()))
        ]
    return tuple(sorted(web_addresses))


def absolute(address: str) -> str:
    """``www.example.org`` -> ``https://www.example.org``; a full URL stays."""
    return address if re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE) else f"https://{address}"
