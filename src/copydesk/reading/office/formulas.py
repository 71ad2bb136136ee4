"""Formulas of office documents, in MathML or Word's own markup, as text in one line:
``(a+b)/2``, ``mc^2``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_FRACTIONS = frozenset({"mfrac", "f"})
_RAISED, _LOWERED, _BOTH = frozenset({"msup", "sSup"}), frozenset({"msub", "sSub"}), frozenset({"msubsup", "sSubSup"})
_ROOTS = frozenset({"msqrt", "mroot", "rad"})
_FENCED = frozenset({"mfenced", "d"})
_OVER = frozenset({"mover", "munder", "munderover"})
_ROWS = frozenset({"mtr", "mr"})
_WORDLESS = frozenset({"annotation", "annotation-xml", "phide"})


def in_one_line(formula: Any) -> str:
    """The formula as text."""
    return " ".join(_text(formula).split())


def _text(element: Any) -> str:
    name = _name(element)
    if name in _WORDLESS or not name or name.endswith("Pr"):
        return ""
    parts = [child for child in element if _name(child) and not _name(child).endswith("Pr")]
    if not parts:
        return (element.text or "").strip() if name != "t" else element.text or ""
    make = next((make for names, make in _FORMS if name in names), _joined)
    return make(parts)


def _joined(parts: list[Any]) -> str:
    return "".join(map(_text, parts))


def _fraction(parts: list[Any]) -> str:
    return "/".join(_grouped(_text(part)) for part in parts)


def _script(signs: str) -> Callable[[list[Any]], str]:
    def make(parts: list[Any]) -> str:
        base, *scripts = map(_text, parts)
        return base + "".join(
            f"{sign}{_grouped(script)}" for sign, script in zip(signs, scripts, strict=False) if script
        )

    return make


def _root(parts: list[Any]) -> str:
    words = [_text(part) for part in parts]
    degree = [text for part, text in zip(parts, words, strict=True) if _name(part) == "deg" and text]
    under = "".join(text for part, text in zip(parts, words, strict=True) if _name(part) != "deg")
    return f"{''.join(degree)}√({under})"


def _fenced(parts: list[Any]) -> str:
    return f"({', '.join(map(_text, parts))})"


def _stacked(parts: list[Any]) -> str:
    return " ".join(map(_text, parts))


_FORMS: tuple[tuple[frozenset[str], Callable[[list[Any]], str]], ...] = (
    (_FRACTIONS, _fraction),
    (_RAISED, _script("^")),
    (_LOWERED, _script("_")),
    (_BOTH, _script("_^")),
    (_ROOTS, _root),
    (_FENCED, _fenced),
    (_OVER | _ROWS, _stacked),
)


def _grouped(words: str) -> str:
    return words if len(words) < 2 or words.isalnum() else f"({words})"


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
