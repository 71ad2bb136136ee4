"""Characters that Word takes from a font of symbols, as characters that say the same."""

from __future__ import annotations

_PRIVATE = 0xF000
_SYMBOLS = {
    ("symbol", 0xB7): "•", ("symbol", 0x2D): "−", ("symbol", 0xAE): "→", ("symbol", 0xAC): "←", ("symbol", 0xB0): "°",
    ("symbol", 0xB1): "±", ("symbol", 0xB4): "×", ("symbol", 0xA3): "≤", ("symbol", 0xB3): "≥", ("symbol", 0xB9): "≠",
    ("symbol", 0x6D): "μ", ("symbol", 0x61): "α", ("symbol", 0x62): "β", ("symbol", 0x67): "γ", ("symbol", 0x64): "δ",
    ("symbol", 0x70): "π", ("symbol", 0x53): "Σ", ("symbol", 0x44): "Δ", ("symbol", 0x57): "Ω", ("symbol", 0xBC): "…",
    ("wingdings", 0xA7): "▪", ("wingdings", 0xA8): "□", ("wingdings", 0x6C): "●", ("wingdings", 0x6E): "■",
    ("wingdings", 0x6F): "□", ("wingdings", 0x76): "❖", ("wingdings", 0xD8): "➢", ("wingdings", 0xE0): "→",
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
