"""Characters of the fonts of symbols, whose codes are private or those of letters, as characters that say the same."""

from __future__ import annotations

import re

_PRIVATE = 0xF000
_SYMBOLS = {
    ("symbol", 0xB7): "•", ("symbol", 0x2D): "−", ("symbol", 0xAE): "→", ("symbol", 0xAC): "←", ("symbol", 0xB0): "°",
    ("symbol", 0xB1): "±", ("symbol", 0xB4): "×", ("symbol", 0xA3): "≤", ("symbol", 0xB3): "≥", ("symbol", 0xB9): "≠",
    ("symbol", 0x6D): "μ", ("symbol", 0x61): "α", ("symbol", 0x62): "β", ("symbol", 0x67): "γ", ("symbol", 0x64): "δ",
    ("symbol", 0x70): "π", ("symbol", 0x53): "Σ", ("symbol", 0x44): "Δ", ("symbol", 0x57): "Ω", ("symbol", 0xBC): "…",
    ("wingdings", 0xA7): "▪", ("wingdings", 0xA8): "□", ("wingdings", 0x6C): "●", ("wingdings", 0x6E): "■",
    ("wingdings", 0x6F): "□", ("wingdings", 0x71): "❑", ("wingdings", 0x72): "❒", ("wingdings", 0x75): "◆",
    ("wingdings", 0x77): "⬥", ("wingdings", 0x9E): "·", ("wingdings", 0x9F): "•", ("wingdings", 0xA1): "○",
    ("wingdings", 0xF0): "⇨", ("wingdings", 0x76): "❖", ("wingdings", 0xD8): "➢", ("wingdings", 0xE0): "→",
    ("wingdings", 0xDF): "←", ("wingdings", 0xE8): "➔", ("wingdings", 0xFC): "✓", ("wingdings", 0xFB): "✗",
    ("wingdings", 0xFE): "☑", ("wingdings", 0x4A): "☺", ("wingdings", 0x28): "☎", ("wingdings", 0x2A): "✉",
}  # fmt: skip


def symbol(font: str, code: str) -> str:
    """The character of a ``w:sym``: its font, and its code in hexadecimal digits; U+FFFD if nobody knows."""
    try:
        at = int(code, 16)
    except ValueError:
        return ""
    low = at - _PRIVATE if _PRIVATE <= at < _PRIVATE + 256 else at
    known = _SYMBOLS.get((font.lower().split(" ")[0], low))
    if known:
        return known
    if low != at:
        return "\ufffd" if "dings" in font.lower() or font.lower() == "symbol" else chr(low)
    return chr(at) if 32 <= at < 0xD800 or 0xE000 <= at < 0x110000 else ""


_FONT = re.compile(r"(?P<symbol>symbol)|(?P<wingdings>wingdings)(?![ -]?[23])", re.IGNORECASE)
_DINGBATS = re.compile(r"symbol|ding|bullet|ornament", re.IGNORECASE)


def known_symbol(font: str, character: str) -> str:
    """What a character says that is of a font of symbols by its name, in a file that gives its code for it; the
    character itself where that is not known, or it is a letter of its own."""
    at = ord(character)
    low = at - _PRIVATE if _PRIVATE <= at < _PRIVATE + 256 else at
    family = _FONT.search(font)
    if low > 255 or family is None or (low == at and family["symbol"] and at != 0xB7):
        return character
    return _SYMBOLS.get((family[0].lower(), low), character)


def is_of_symbols(font: str) -> bool:
    """Whether a font holds symbols instead of letters, by its name."""
    return _DINGBATS.search(font) is not None


def is_private(character: str) -> bool:
    """Whether a character has no meaning but in its font."""
    return "\ue000" <= character <= "\uf8ff"
