"""Make raw texts and their right readings from the articles in ``bench/articles``: a bench for the reader.

usage: python bench/damage.py FOLDER [--channels clip,paged,mail,indent,print,ocr] [--lang en] [--only NAME]
                              [--variants 1]

Each article is stored once, with its structure (the format is described in ``bench/articles/README.md``). A channel is
a way in which articles lose their structure; for each, ``FOLDER/<channel>/<name>.txt`` gets the raw text and
``<name>.gold.json`` what it holds: title, deck, authors, date and ``blocks`` in reading order, each with a type and a
text. ``all`` lists every part in the order in which it was printed, head, furniture and what belongs to a block
(attributions, credits) too. The same article, channel and variant give the same text, on any day.

The print and ocr channels set pages with WeasyPrint and take the text out with pdftotext (poppler-utils). Where no font
of the machine has the letters, lines are set by counting them.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import subprocess
import tempfile
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ARTICLES = Path(__file__).parent / "articles"
FOOT = ("contact", "bio", "rights", "related", "correction")
HEAD = ("kicker", "headline", "deck", "byline", "date", "editors_note")
ASIDE = (*HEAD, "furniture", "attribution", "credit", "dateline")
"""The roles that are in ``all`` but not among ``blocks``."""
WIDE = ("zh", "ja")
"""Languages that set no space between words. Korean does."""
CAPITALS = ("en", "es", "fr", "it", "pt", "nl", "pl", "id", "sv", "da", "no", "cs", "ru", "uk")
"""Languages whose press sets headings and names in capitals and whose capitals go back to small letters."""


class Part(NamedTuple):
    """One part of an article as it is printed.

    ``lines`` holds the paragraphs of a quotation, the items of a list, the lines of verse, the rows of a table (cells
    separated by ``|``), the byline and the date of a line that has both; ``lead`` is the dateline before a paragraph,
    ``tail`` an attribution or a credit.
    """

    kind: str
    text: str = ""
    lines: tuple[str, ...] = ()
    level: int = 2
    ordered: bool = False
    lead: str = ""
    tail: str = ""


class Article(NamedTuple):
    """An article as its source file describes it."""

    name: str
    head: dict[str, list[str]]
    parts: tuple[Part, ...]

    def get(self, key: str) -> str:
        """The only or first value of a line of the head, empty if it has none."""
        return self.head.get(key, [""])[0]

    @property
    def lang(self) -> str:
        return self.get("lang")


# ------------------------------------------------------------------------------------------------- source


def load(path: Path) -> Article:
    """An article from its source file."""
    head, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
    fields: dict[str, list[str]] = {}
    for line in filter(None, head.splitlines()):
        key, value = line.split(":", 1)
        fields.setdefault(key, []).append(value.strip())
    parts = [_part(block) for block in re.split(r"\n\s*\n", body.strip("\n"))]
    dateline = fields.get("dateline", [""])[0]
    if dateline:
        first = next(index for index, part in enumerate(parts) if part.kind == "paragraph")
        parts[first] = parts[first]._replace(lead=dateline)
    return Article(path.stem, fields, tuple(parts))


_AT = re.compile(r"@(\w+) (.*)", re.DOTALL)


def _part(block: str) -> Part:
    lines = block.split("\n")
    first = lines[0]
    if first == "***":
        return Part("break")
    if match := re.match(r"(#+) (.*)", first):
        return Part("heading", match[2], level=len(match[1]))
    if first.startswith("> "):
        tail = lines.pop()[5:] if lines[-1].startswith("> -- ") else ""
        return Part("blockquote", lines=tuple(line[2:] for line in lines), tail=tail)
    if first.startswith("- "):
        return Part("list", lines=tuple(line[2:] for line in lines))
    if re.match(r"1\. ", first):
        return Part("list", lines=tuple(line.split(". ", 1)[1] for line in lines), ordered=True)
    if first.startswith("/ "):
        return Part("verse", lines=tuple(line[2:] for line in lines))
    if first.startswith("| "):
        return Part("table", lines=tuple(line.strip("| ") for line in lines))
    if first.startswith("? "):
        return Part("question", first[2:])
    if match := _AT.match(block):
        text, _, tail = match[2].partition(" ## ")
        return Part(match[1], text.replace(" ⏎ ", "\n"), tail=tail)
    return Part("paragraph", block)


# --------------------------------------------------------------------------------------------------- head


class Printed(NamedTuple):
    """The parts in the order and the form that this printing chose, and what the head says."""

    parts: list[Part]
    deck: str
    signed: bool


def printed(article: Article, channel: str, web: dict[str, Any], rng: random.Random) -> Printed:
    """Choose kicker, deck, the forms of byline and date and their order, buttons and boxes, and what the foot holds."""
    fields = article.head
    kicker = [Part("kicker", article.get("kicker"))] if "kicker" in fields and rng.random() < 0.45 else []
    deck = [Part("deck", article.get("deck"))] if "deck" in fields and rng.random() < 0.75 else []
    by = [Part("byline", rng.choice(fields["byline"]))] if "byline" in fields else []
    date = [Part("date", rng.choice(fields["printed"]))] if "printed" in fields else []
    signed = "signed" in fields and rng.random() < 0.3
    if "line" in fields and rng.random() < 0.35:
        line = rng.choice(fields["line"])
        by, date = [Part("byline", line.replace("¦", ""), tuple(line.split("¦")))], []
    title = [Part("headline", article.get("title"))]
    order = rng.random()
    if signed:
        head = [*kicker, *title, *deck, *date]
    elif order < 0.55:
        head = [*kicker, *title, *deck, *by, *date]
    elif order < 0.75:
        head = [*kicker, *title, *deck, *date, *by]
    elif order < 0.88:
        head = [*kicker, *title, *by, *deck, *date] if deck else [*kicker, *title, *by, *date]
    else:
        head = [*date, *kicker, *title, *deck, *by]
    if "note" in fields:
        head.append(Part("editors_note", article.get("note")))
    body = [part for part in article.parts if part.kind not in ("bio", "contact", "rights") or rng.random() < 0.85]
    if signed:
        index = next((i for i, part in enumerate(body) if part.kind in FOOT), len(body))
        body.insert(index, Part("byline", article.get("signed")))
    if channel in ("clip", "paged") and rng.random() < 0.4:
        _add_web_debris(head, body, web, rng)
    related = next((part for part in body if part.kind == "related"), None)
    if related and channel in ("clip", "paged") and rng.random() < 0.3:  # a box in the middle of the text
        body.remove(related)
        body.insert(next((i for i in range(3, len(body)) if body[i].kind == "paragraph"), len(body)), related)
    return Printed([*head, *body], article.get("deck") if deck else "", signed)


def _add_web_debris(head: list[Part], body: list[Part], web: dict[str, Any], rng: random.Random) -> None:
    def debris(text: str) -> Part:
        return Part("furniture", text)

    bar = rng.sample(web["share"], k=rng.randint(1, len(web["share"])))
    if rng.random() < 0.5:
        bar = [" ".join(bar)]
    if rng.random() < 0.5:
        bar.append(web["minutes"].format(n=rng.randint(2, 9)))
    index = len(head) if rng.random() < 0.7 else 0
    head[index:index] = map(debris, bar)
    if len(body) > 6 and rng.random() < 0.5:
        index = rng.randint(3, len(body) - 3)
        if body[index].kind == "paragraph":
            body.insert(index, debris(web["ad"]))


def gold(article: Article, printing: Printed) -> dict[str, Any]:
    """The right reading, in the format described at the top of this file."""
    every: list[dict[str, Any]] = []
    for part in printing.parts:
        every += _blocks(part)
    blocks = [{k: v for k, v in block.items() if k != "in"} for block in every if block["type"] not in ASIDE]
    for block in blocks:
        if block["type"] in FOOT:
            block["role"], block["type"] = block["type"], "footer"
        if block["type"] == "pull_quote":
            block["role"], block["type"] = block["type"], "noise"
    return {
        "id": article.name,
        "lang": article.lang,
        "kind": article.get("kind"),
        "title": article.get("title"),
        "deck": printing.deck or None,
        "authors": _authors(article, printing),
        "date": article.get("date") if "printed" in article.head else None,
        "blocks": blocks,
        "all": every,
    }


def _authors(article: Article, printing: Printed) -> list[str]:
    """The authors in the printed byline, which may name only one of two."""
    byline_text = " ".join(part.text for part in printing.parts if part.kind == "byline").casefold()
    names = [name.strip() for name in article.get("authors").split(";")]
    return [name for name in names if name and name.casefold() in byline_text]


def _blocks(part: Part) -> Iterator[dict[str, Any]]:
    text = bare(part.text)
    lines = [bare(line) for line in part.lines]
    if part.lead:
        yield {"type": "dateline", "text": part.lead}
    if part.kind == "blockquote":
        yield {"type": part.kind, "text": "\n\n".join(lines)}
    elif part.kind == "byline" and lines:  # the byline and the date on one line
        for line in lines:
            yield {"type": "date" if re.search(r"\d", line) else "byline", "text": line.strip(" |,·—")}
    elif part.kind == "list":
        yield {"type": part.kind, "ordered": part.ordered, "items": lines, "text": "\n".join(lines)}
    elif part.kind == "verse":
        yield {"type": part.kind, "lines": lines, "text": "\n".join(lines)}
    elif part.kind == "table":
        yield {"type": part.kind, "text": "\n".join(" ".join(cell.strip() for cell in row.split("|")) for row in lines)}
    elif part.kind == "heading":
        yield {"type": part.kind, "level": part.level, "text": text}
    elif part.kind != "break":
        names = {"question": "paragraph", "end": "furniture"}
        yield {"type": names.get(part.kind, part.kind), "text": text}
    if part.tail:
        yield {"type": "credit" if part.kind == "caption" else "attribution", "text": part.tail}


_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"\*([^*\n]+)\*")


def bare(text: str) -> str:
    """Text without the marks of links and emphasis."""
    return _EMPHASIS.sub(r"\1", _LINK.sub(r"\1", text))


# --------------------------------------------------------------------------------------- lines of plain text


class Line(NamedTuple):
    """A line before it is wrapped: its mark (a bullet, a number), its depth, and whether a gap stands before it."""

    kind: str
    text: str
    mark: str = ""
    gap: bool = True
    first: bool = True


class Manner(NamedTuple):
    """How one printing shows lists, quotations, headings, breaks and links in plain text."""

    bullet: str
    number: str
    dash: str
    rule: str
    quotes: tuple[str, str]
    loose: bool
    caps: bool
    shouted: bool
    tight: bool
    apart: bool
    dead_links: bool

    def text(self, text: str) -> str:
        """Text without marks of emphasis, links as this printing shows them."""
        return _LINK.sub(r"[\1]" if self.dead_links else r"\1", _EMPHASIS.sub(r"\1", text))


def manner(article: Article, channel: str, web: dict[str, Any], rng: random.Random) -> Manner:
    """Choose bullets, numbers, quotation marks, capitals and rules."""
    bullets = ["•", "-", "*", "–", "·"] if article.lang not in WIDE else ["・", "●", "•", "■"]
    return Manner(
        bullet=rng.choice([*bullets, "", "", ""]),
        number=rng.choice(["{}.", "{}.", "{})", "({})"]),
        dash=rng.choice(["— ", "– ", "-- "]),
        rule=rng.choice(["* * *", "***", "———", "• • •", "#"]),
        quotes=tuple(web["quotes"]) if rng.random() < 0.3 else ("", ""),
        loose=rng.random() < 0.2,
        caps=rng.random() < 0.2 and article.lang in CAPITALS,
        shouted=rng.random() < 0.25 and article.lang in CAPITALS,
        tight=rng.random() < 0.4,
        apart=rng.random() < 0.3,
        dead_links=channel == "paged" and rng.random() < 0.6,
    )


def lines_of(printing: Printed, manner: Manner) -> list[Line]:
    """The parts as lines of plain text, with the bullets, quotation marks and rules that this printing chose."""
    out = [line for part in printing.parts for line in _AS_LINES.get(part.kind, _as_text)(part, manner)]
    for index in range(1, len(out)):
        if manner.tight and {out[index].kind, out[index - 1].kind} <= {"byline", "date"}:
            out[index] = out[index]._replace(gap=False)
    return out


def _as_text(part: Part, manner: Manner) -> list[Line]:
    text = manner.text(f"{part.lead} {part.text}" if part.lead else part.text)
    if (part.kind == "heading" and manner.caps) or (part.kind == "byline" and manner.shouted):
        text = text.upper()
    return [Line(part.kind, line, gap=not index, first=not index) for index, line in enumerate(text.split("\n"))]


def _quotation(part: Part, manner: Manner) -> list[Line]:
    left, right = manner.quotes if part.lines[0][0] not in '„“«»"「『”' else ("", "")
    lines = [Line("quote", left + manner.text(line)) for line in part.lines]
    lines[-1] = lines[-1]._replace(text=lines[-1].text + right)
    return [*lines, *([Line("attribution", manner.dash + part.tail, gap=manner.loose)] if part.tail else [])]


def _items(part: Part, manner: Manner) -> list[Line]:
    return [
        Line(
            "item",
            manner.text(item),
            manner.number.format(n) if part.ordered else manner.bullet,
            gap=n == 1 or manner.loose,
        )
        for n, item in enumerate(part.lines, 1)
    ]


def _rows(part: Part, manner: Manner) -> list[Line]:
    return [Line(part.kind, manner.text(line), gap=not index) for index, line in enumerate(part.lines)]


def _with_tail(part: Part, manner: Manner) -> list[Line]:
    if not part.tail:
        return [Line(part.kind, manner.text(part.text))]
    if part.kind == "caption" and not manner.apart:
        return [Line("caption", f"{manner.text(part.text)} {part.tail}")]
    tail = Line("credit", part.tail) if part.kind == "caption" else Line("attribution", manner.dash + part.tail)
    return [Line(part.kind, manner.text(part.text)), tail._replace(gap=False)]


_AS_LINES: dict[str, Callable[[Part, Manner], list[Line]]] = {
    "blockquote": _quotation,
    "list": _items,
    "verse": _rows,
    "table": _rows,
    "caption": _with_tail,
    "pull_quote": _with_tail,
    "break": lambda _, how: [Line("break", how.rule)],
}


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("|")]


# ----------------------------------------------------------------------------------------------- channels


def clip(lines: list[Line], article: Article, rng: random.Random) -> str:
    """Pasted from a page: marks of structure gone, blank lines between, seldom single line ends only."""
    single = rng.random() < 0.12
    inset = "　" if article.lang in WIDE and rng.random() < 0.5 else ""
    out = []
    for index, line in enumerate(lines):
        text = "\t".join(_cells(line.text)) if line.kind == "table" else line.text
        if line.mark:
            text = f"{line.mark} {text}"
        if line.kind in ("paragraph", "question", "quote"):
            text = inset + text
        out.append(("\n" if line.gap and index and not single else "") + text)
    return "\n".join(out) + "\n"


def paged(lines: list[Line], article: Article, web: dict[str, Any], rng: random.Random) -> str:
    """A clip whose paragraphs were cut by the ends of pages and columns."""
    page = rng.randint(1, 30)
    folio = rng.choice(["", "", "{page}", "{paper}", "{paper} {page}", "continued"])
    out = []
    for line in lines:
        left, right = line, None
        long = len(line.text) > (90 if article.lang in WIDE else 220)
        if line.kind in ("paragraph", "quote") and long and rng.random() < 0.35:
            at = _cut(line.text, article.lang, rng)
            left, right = line._replace(text=line.text[:at].rstrip()), line.text[at:].lstrip()
        out.append(clip([left._replace(gap=True)], article, random.Random(1)).rstrip("\n"))
        if line.gap is False and len(out) > 1:
            out[-2:] = [out[-2] + "\n" + out[-1]]
        if right is not None:
            page += 1
            if folio == "continued":
                out.append(web["continued"].format(page=page))
            elif folio and rng.random() < 0.6:
                out.append(folio.format(page=web["page"].format(n=page), paper=article.get("paper")))
            out.append(right)
    return "\n\n".join(out) + "\n"


def _cut(text: str, lang: str, rng: random.Random) -> int:
    if lang in WIDE:
        return rng.randint(30, len(text) - 30)
    spaces = [match.start() for match in re.finditer(" ", text)]
    return rng.choice(spaces[len(spaces) // 5 : -len(spaces) // 5])


def mail(lines: list[Line], article: Article, rng: random.Random) -> str:
    """Wrapped at 65 to 78 columns, quotations indented or marked, items hanging."""
    width = rng.randint(65, 78)
    quote = rng.choice(["    ", "  ", "> ", "    "])
    inset = rng.choice(["", "  ", "  ", "    "])
    all_quoted = "> " if rng.random() < 0.1 else ""
    underline = rng.random() < 0.2
    out: list[str] = []
    for index, line in enumerate(lines):
        if line.gap and index:
            out.append("")
        if line.kind == "table":
            out += [line.text]
            continue
        before = {"quote": quote, "attribution": quote, "verse": "    ", "pull_quote": "        "}.get(line.kind, "")
        hang = inset + (" " * (columns(line.mark) + 1) if line.mark else "")
        first, rest = (inset + f"{line.mark} ".lstrip(), hang) if line.kind == "item" else (before, before)
        set_lines = wrap(line.text, width, first, rest)
        out += set_lines
        if line.kind in ("heading", "headline") and underline and len(set_lines) == 1:
            out.append(("=" if line.kind == "headline" else "-") * columns(line.text))
    out = _align_tables(lines, out)
    if all_quoted:
        out = [(all_quoted + line).rstrip() for line in out]
    if rng.random() < 0.2:
        out = [*_mail_header(article, rng), "", *out]
    return "\n".join(out) + "\n"


def _mail_header(article: Article, rng: random.Random) -> list[str]:
    desk = "newsletter@" + re.sub(r"\W", "", article.name.lower()) + ".example"
    header = [f"From: {desk}", "To: readers@list.example", f"Subject: {article.get('title')}"]
    if rng.random() < 0.5:
        header.insert(1, f"Date: Tue, {rng.randint(2, 27)} Sep 2024 0{rng.randint(1, 9)}:15:00 +0000")
    return header


def _align_tables(lines: list[Line], out: list[str]) -> list[str]:
    rows = [_cells(line.text) for line in lines if line.kind == "table"]
    raw = [line.text for line in lines if line.kind == "table"]
    if not rows:
        return out
    widths = [max(columns(row[i]) for row in rows if i < len(row)) for i in range(max(map(len, rows)))]
    aligned = {
        text: "   ".join(cell + " " * (widths[i] - columns(cell)) for i, cell in enumerate(row)).rstrip()
        for text, row in zip(raw, rows, strict=True)
    }
    return [aligned.get(line, line) for line in out]


def indent(lines: list[Line], article: Article, rng: random.Random) -> str:
    """Wrapped, no blank lines; only the indent of its first line shows a paragraph."""
    width = rng.randint(50, 76)
    step = "　" if article.lang in WIDE else " " * rng.randint(2, 5)
    airy = rng.random() < 0.5
    plain_first = rng.random() < 0.4
    out: list[str] = []
    before = ""
    for line in lines:
        head = line.kind in (*HEAD, "furniture")
        if out and line.gap and (head or before == "head" or (airy and line.kind in ("heading", "break", "bio"))):
            out.append("")
        if line.kind == "table":
            out += [line.text]
        elif line.kind in ("paragraph", "question", *FOOT) and line.first:
            flush = plain_first and before in ("head", "heading")
            out += wrap(line.text, width, "" if flush else step, "")
        elif line.kind in ("quote", "attribution", "verse", "pull_quote"):
            out += wrap(line.text, width - 6, step * 2, step * 2)
        elif line.kind == "item":
            mark = f"{line.mark} ".lstrip()
            out += wrap(line.text, width, step + mark, step + " " * columns(mark))
        elif line.kind == "break":
            out += ["", " " * (width // 2 - 3) + line.text, ""]
        else:
            out += wrap(line.text, width, "", "")
        before = "head" if head else line.kind
    return "\n".join(_align_tables(lines, out)) + "\n"


def columns(text: str) -> int:
    """The width of text in a face of fixed width, where East Asian letters take two columns."""
    return sum(
        1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text if not unicodedata.combining(letter)
    )


NO_START = "。、，．・：；？！」』）】》〉”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?)"
NO_END = "「『（【《〈“‘("


def wrap(text: str, width: int, first: str, rest: str) -> list[str]:
    """Fill lines of a width; East Asian text breaks between any two letters that may be separated."""
    out, line, filled = [], first, columns(first)
    for piece in _breakable(text):
        wide = columns(piece.rstrip())
        if filled + wide > width and line.strip():
            out.append(line.rstrip())
            line, filled = rest, columns(rest)
        line += piece if line.strip() else piece.lstrip()
        filled += columns(piece)
    return [*out, line.rstrip()]


def _breakable(text: str) -> list[str]:
    pieces: list[str] = []
    for word in re.findall(r"\S+[ \u3000]*", text):
        for letter in re.findall(r"[\u2e80-\uffef]|[^\u2e80-\uffef]+", word) if _is_wide(word) else [word]:
            glued = pieces and (letter[0] in NO_START or pieces[-1][-1] in NO_END)
            if glued and not pieces[-1].endswith(" "):
                pieces[-1] += letter
            else:
                pieces.append(letter)
    return pieces


def _is_wide(word: str) -> bool:
    return bool(re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", word))


# -------------------------------------------------------------------------------------------------- print

FACES = {
    "ar": ("Noto Naskh Arabic", "Noto Sans Arabic"),
    "fa": ("Noto Naskh Arabic", "Noto Sans Arabic"),
    "he": ("Noto Serif Hebrew", "Noto Sans Hebrew"),
    "hi": ("Noto Serif Devanagari", "Noto Sans Devanagari"),
}
LATIN_FACES = ("Liberation Serif", "DejaVu Serif", "Liberation Sans", "Noto Serif", "Noto Sans")
PAGES = ("A4", "A4", "letter", "A5", "250mm 330mm", "170mm 240mm")


def set_in_type(printing: Printed, article: Article, web: dict[str, Any], rng: random.Random) -> str:
    """Set pages in a design of its own and take out their text as pdftotext does."""
    if article.lang in (*WIDE, "ko"):
        return set_by_counting(printing, article, web, rng)
    import weasyprint

    body = _as_html(printing, rng)
    if article.lang not in FACES and rng.random() < 0.1:
        body = re.sub(r"<main><p>(\w)", r"<main><p><span class=drop>\1</span>", body)
    direction = "rtl" if article.lang in ("ar", "fa", "he") else "ltr"
    style = f"<meta charset=utf-8><style>{_design(article, web, rng)}</style>"
    page = f"<!doctype html><html lang={article.lang} dir={direction}>{style}<body>{body}"
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder, "page.pdf")
        weasyprint.HTML(string=page).write_pdf(pdf)
        ways = [["-raw"], []] if rng.random() < 0.2 else [[], ["-raw"]]
        texts = [_extract(pdf, options) for options in ways]
    order = [_in_order(text, printing) for text in texts]
    joined = "\u200c" in page and "\u200c" not in texts[0]
    if joined or max(order) < 0.97:  # letters lost on the way out of the document: no reader can repair that
        return set_by_counting(printing, article, web, rng)
    text = texts[0] if order[0] >= 0.97 else texts[order.index(max(order))]
    return text.replace("\f", "") if rng.random() < 0.5 else text


def _extract(pdf: Path, options: list[str]) -> str:
    process = subprocess.run(["pdftotext", *options, str(pdf), "-"], capture_output=True, check=True)
    return process.stdout.decode("utf-8")


def _in_order(text: str, printing: Printed) -> float:
    """The share of the article's letters that stand in the text in the article's order."""
    from rapidfuzz.distance import LCSseq

    def letters(text: str) -> str:
        return "".join(letter for letter in text.casefold() if unicodedata.category(letter)[0] in "LMN")

    article_letters = letters("".join(block["text"] for part in printing.parts for block in _blocks(part)))
    return LCSseq.similarity(article_letters, letters(text)) / len(article_letters)


def _design(article: Article, web: dict[str, Any], rng: random.Random) -> str:
    size = rng.choice([8.5, 9, 9.5, 10, 10.5, 11])
    page = rng.choice(PAGES)
    number = rng.choice(["1", "2", "2", "3"]) if page != "A5" else rng.choice(["1", "1", "2"])
    face = rng.choice(FACES.get(article.lang, LATIN_FACES))
    paper = article.get("paper").replace('"', "")
    folio = web["page"].format(n='" counter(page) "')
    running = rng.choice(
        [
            f'@bottom-center {{ content: "{folio}" }}',
            f'@bottom-left {{ content: "{paper}" }} @bottom-right {{ content: counter(page) }}',
            f'@top-left {{ content: counter(page) " {paper}" }}',
            f'@top-center {{ content: "{paper}" }} @bottom-center {{ content: "– " counter(page) " –" }}',
            "",
        ]
    )
    spaced = rng.random() < 0.45
    caps = "text-transform: uppercase; " if rng.random() < 0.25 and article.lang not in ("tr", "el", "de") else ""
    weight = rng.choice(["bold", "bold", "normal"])
    bullet = rng.choice(['"• "', '"– "', '"■ "', '"▪ "', '""'])
    quote = rng.choice(
        [
            "margin: .6em 2em", "margin: .6em 2em; font-size: 90%", "margin: 0; font-style: italic",
            "margin: .8em 0 .8em 1.5em; font-size: 95%", "margin: 0 1em",
        ]
    )  # fmt: skip
    return f"""
    @page {{ size: {page}; margin: {rng.randint(14, 25)}mm; {running} }}
    body {{ font: {size}pt/1.3 "{face}"; margin: 0 }}
    main {{ columns: {number}; column-gap: 6mm; column-fill: {rng.choice(["auto", "balance"])};
      text-align: {rng.choice(["justify", "justify", "start"])}; hyphens: {rng.choice(["auto", "auto", "manual"])} }}
    h1 {{ font-size: {rng.choice([18, 22, 26])}pt; line-height: 1.15; margin: 0 0 .3em }}
    h2, h3 {{ {caps}font-size: {rng.choice([100, 115, 130])}%; font-weight: {weight}; margin: .9em 0 .2em }}
    .kicker {{ font-size: 9pt; text-transform: {rng.choice(["uppercase", "none"])}; margin: 0 }}
    .deck {{ font-size: 13pt; margin: 0 0 .5em }} .byline, .date {{ margin: 0; font-size: 9pt }}
    p {{ margin: {"0 0 .7em" if spaced else "0"}; text-indent: {"0" if spaced else "1.2em"} }}
    header p, .foot, blockquote p {{ text-indent: 0 }} header {{ margin-bottom: 1em }}
    blockquote {{ {quote} }} .by {{ {rng.choice(["text-align: end", ""])} }}
    ul, ol {{ margin: .4em 0; padding-inline-start: 1.6em }} ul {{ list-style: {bullet} }}
    .pull {{ font-size: 140%; text-align: center; margin: 1em 0; text-indent: 0 }}
    figure {{ margin: 1em 0; border-top: .5pt solid; font-size: 80% }} .break {{ text-align: center; text-indent: 0 }}
    .verse {{ margin: .5em 2em; text-indent: 0 }} td {{ padding: 0 .8em 0 0 }}
    .foot {{ font-size: 85%; margin-top: .8em }}
    .drop {{ font-size: 300%; float: left; display: block; line-height: 1 }}
    """


def _as_html(printing: Printed, rng: random.Random) -> str:
    head: list[str] = []
    body: list[str] = []
    rule = rng.choice(["* * *", "◆", "•", "* * *"])
    for part in printing.parts:
        above = not body and part.kind in HEAD
        (head if above else body).append(_element(part, rule, "" if above else "foot"))
    return f"<header>{''.join(head)}</header><main>{''.join(body)}</main>"


_ELEMENTS = {
    "headline": "<h1>{text}</h1>",
    "heading": "<h{level}>{text}</h{level}>",
    "question": "<p><b>{text}</b></p>",
    "caption": "<figure>{text} {tail}</figure>",
    "pull_quote": "<p class=pull>{text}<br>{tail}</p>",
    "blockquote": "<blockquote><p>{paragraphs}</p>{by}</blockquote>",
    "verse": "<p class=verse>{verse}</p>",
    "break": "<p class=break>{rule}</p>",
    "list": "<{tag}>{items}</{tag}>",
    "table": "<table>{rows}</table>",
    "paragraph": "<p>{lead}{text}</p>",
}


def _element(part: Part, rule: str, other: str) -> str:
    lines = [_inline(line) for line in part.lines]
    rows = ("".join(f"<td>{cell}</td>" for cell in _cells(line)) for line in lines)
    return _ELEMENTS.get(part.kind, f"<p class={other or part.kind}>{{text}}</p>").format(
        text=_inline(part.text),
        level=part.level,
        tail=_inline(part.tail),
        lead=_inline(part.lead) + " " * bool(part.lead),
        paragraphs="</p><p>".join(lines),
        by=f"<p class=by>— {_inline(part.tail)}</p>" if part.tail else "",
        verse="<br>".join(lines),
        rule=rule,
        tag="ol" if part.ordered else "ul",
        items="".join(f"<li>{line}</li>" for line in lines),
        rows="".join(f"<tr>{row}</tr>" for row in rows),
    )


def _inline(text: str) -> str:
    escaped = html.escape(_LINK.sub(r"\1", text), quote=False)
    return _EMPHASIS.sub(r"<i>\1</i>", escaped).replace("\n", "<br>")


def set_by_counting(printing: Printed, article: Article, web: dict[str, Any], rng: random.Random) -> str:
    """Pages of counted lines, as pdftotext takes them out of East Asian ones: no blank lines, indents seldom kept."""
    width = rng.choice([28, 36, 44, 64])
    height = rng.choice([38, 46])
    inset = "　" if article.lang in WIDE and rng.random() < 0.7 else ""
    rows: list[str] = []
    for line in lines_of(printing, manner(article, "print", web, rng)):
        first = inset if line.kind in ("paragraph", "quote", "question") else f"{line.mark} ".lstrip()
        text = " ".join(_cells(line.text)) if line.kind == "table" else line.text
        rows += wrap(text, width, first, "")
    pages = [rows[at : at + height] for at in range(0, len(rows), height)]
    foot = rng.choice(["{n}", "{n} " + article.get("paper"), ""])
    out = []
    for number, page in enumerate(pages, rng.randint(1, 40)):
        out += [*page, *([foot.format(n=number)] if foot else [])]
        out[-1] += "\f"
    return "\n".join(out).replace("\f\n", "\f") if rng.random() < 0.5 else "\n".join(out).replace("\f", "")


MISREAD = (("rn", "m"), ("m", "rn"), ("cl", "d"), ("li", "h"), ("l", "1"), ("fi", "ﬁ"), ("e", "c"), ("I", "l"))


def scan(text: str, rng: random.Random) -> str:
    """What a scanner makes of printed pages: letters misread, hyphens of other kinds, doubled spaces, specks."""
    hyphen = rng.choice(["-", "-", "¬", "\u00ad", "- "])
    out = []
    for line in text.split("\n"):
        words = (line[:-1] + hyphen if line.endswith(("-", "\u2010")) else line).split(" ")
        for index, word in enumerate(words):
            if rng.random() < 0.006:
                old, new = rng.choice(MISREAD)
                words[index] = word.replace(old, new, 1)
        gaps = ["  " if rng.random() < 0.03 else " " for _ in words]
        out.append("".join(word + gap for word, gap in zip(words, gaps, strict=True)).rstrip(" "))
        if rng.random() < 0.01:
            out.append(rng.choice([".", "'", "|", ", .", "~", "·"]))
    return "\n".join(out)


# -------------------------------------------------------------------------------------------------- making

CHANNELS = ("clip", "paged", "mail", "indent", "print", "ocr")
UNSCANNED = (*WIDE, "ko", "ar", "fa", "he", "hi", "ru", "uk", "el")


def make(article: Article, channel: str, variant: int = 0) -> tuple[str, dict[str, Any]] | None:
    """The raw text of an article in a channel and its right reading; None if the channel does not apply to it."""
    if channel == "ocr" and article.lang in UNSCANNED:
        return None
    rng = random.Random(f"{article.name} {channel} {variant}")
    web = WEB["en"] | WEB.get(article.lang, {})
    printing = printed(article, channel, web, rng)
    reading = gold(article, printing)
    if channel in ("print", "ocr"):
        text = set_in_type(printing, article, web, rng)
        return (scan(text, rng) if channel == "ocr" else text), reading
    lines = lines_of(printing, manner(article, channel, web, rng))
    ways: dict[str, Callable[[], str]] = {
        "clip": lambda: clip(lines, article, rng),
        "paged": lambda: paged(lines, article, web, rng),
        "mail": lambda: mail(lines, article, rng),
        "indent": lambda: indent(lines, article, rng),
    }
    return ways[channel](), reading


WEB: dict[str, dict[str, Any]] = tomllib.loads((ARTICLES / "web.toml").read_text(encoding="utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--channels", default=",".join(CHANNELS))
    parser.add_argument("--lang")
    parser.add_argument("--only")
    parser.add_argument("--variants", type=int, default=1, help="how many printings of each article a channel gets")
    options = parser.parse_args()
    count = 0
    for path in sorted(ARTICLES.glob("*.txt")):
        article = load(path)
        if (options.lang and article.lang != options.lang) or (options.only and options.only not in path.stem):
            continue
        for channel in options.channels.split(","):
            for variant in range(options.variants):
                text_and_gold = make(article, channel, variant)
                if text_and_gold is None:
                    continue
                out = options.folder / channel / (path.stem + (f"-{variant + 1}" if variant else "") + ".txt")
                out.parent.mkdir(parents=True, exist_ok=True)
                out.write_text(text_and_gold[0], encoding="utf-8", newline="")
                gold_text = json.dumps(text_and_gold[1], ensure_ascii=False, indent=1)
                out.with_suffix(".gold.json").write_text(gold_text + "\n", encoding="utf-8")
                count += 1
    print(f"{count} texts in {options.folder}")


if __name__ == "__main__":
    main()
