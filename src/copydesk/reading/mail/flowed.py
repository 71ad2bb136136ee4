"""Text whose lines flow (RFC 3676): a line that ends in a space goes on in the next."""

from __future__ import annotations

_ABOVE_SIGNATURE = "-- "


def unfolded(text: str, *, without_spaces: bool = False) -> str:
    """The paragraphs of a flowed text as one line each, with the marks of what is quoted before them.

    ``without_spaces`` says that the spaces at the ends of lines are no spaces between words (``DelSp=yes``).
    """
    lines: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        flows = words.endswith(" ") and words != _ABOVE_SIGNATURE
        if flows and without_spaces:
            words = words[:-1]
        if open_depth == depth and words not in ("", _ABOVE_SIGNATURE):
            lines[-1] += words
        else:
            lines.append(f"{'>' * depth} {words}" if depth else f" {words}" if words.startswith(">") else words)
        open_depth = depth if flows else None
    return "\n".join(line if line == _ABOVE_SIGNATURE else line.rstrip(" ") for line in lines)
