"""Sets articles whose right reading is known as pages, reads the PDFs, and scores what is read.

    python bench/pages.py CASES --scorer FOLDER [--engine weasyprint|soffice] [--columns N] [--limit N] [--keep FOLDER]

``CASES`` is a folder with ``*.gold.json`` in it or below; ``--scorer`` the folder of ``score.py`` and ``reading.py``,
as `bench/calibration.py` has it. Each article is set untagged in one of four looks, by turns: serif or sans, in
``--columns``, paragraphs with first-line indents or with space between, with a running head and folios. A second
engine, LibreOffice, breaks lines and writes text objects in its own way. ``--keep`` keeps the PDFs, to look at them.
"""

from __future__ import annotations

import argparse
import html
import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import copydesk

COLUMNS = ("kept", "clean", "boundary", "labels", "f1_heading", "f1_blockquote", "f1_list", "title", "authors", "date")
LOOKS = (
    ("Noto Serif, serif", "text-indent: 1.2em; margin: 0", "justify"),
    ("Noto Sans, sans-serif", "margin: 0 0 .7em", "left"),
    ("Noto Serif, serif", "margin: 0 0 .6em", "justify"),
    ("Noto Sans, sans-serif", "text-indent: 1em; margin: 0", "justify"),
)
BOX = {"blockquote": "blockquote", "footer": "div", "caption": "div", "footnote": "div", "verse": "div"}


def page_of(gold: dict[str, Any], look: int, columns: int) -> str:
    """The HTML that an article is set from, in one of the ``LOOKS``."""
    family, paragraph, align = LOOKS[look % len(LOOKS)]
    running = html.escape((gold["title"] or "An article")[:40])
    set_in = f"columns: {columns}; column-gap: 8mm;" if columns > 1 else ""
    return f"""<!doctype html><html lang="{gold.get("lang") or "en"}"><meta charset="utf-8"><style>
@page {{ size: A4; margin: 24mm 20mm; @top-center {{ content: "{running}"; font-size: 8pt }}
         @bottom-center {{ content: counter(page); font-size: 8pt }} }}
body {{ font: 10pt/1.35 {family}; text-align: {align}; hyphens: auto }}
h1 {{ font-size: 20pt; line-height: 1.15; text-align: left; margin: 0 0 4mm }}
.deck {{ font-size: 13pt; margin: 0 0 3mm }}
.credit {{ font-size: 9pt; margin: 0 0 1mm }} .text {{ {set_in} margin-top: 5mm }}
h2 {{ font-size: 12pt; margin: 1em 0 .4em; text-align: left; break-after: avoid }} p {{ {paragraph} }}
blockquote {{ margin: .6em 2em }} ul {{ margin: .6em 0; padding-left: 1.6em }} li {{ margin: 0 0 .2em }}
.footnote, .footer, .caption {{ font-size: 8.5pt; margin: .6em 0 }} .verse {{ margin: .6em 2em; white-space: pre-line }}
</style><body>{"".join(_head(gold))}<div class="text">{"".join(map(_block, gold["blocks"]))}</div></body></html>"""


def _head(gold: dict[str, Any]) -> Iterator[str]:
    if gold["title"]:
        yield f"<h1>{html.escape(gold['title'])}</h1>"
    if gold.get("deck"):
        yield f'<p class="deck">{html.escape(gold["deck"])}</p>'
    if gold.get("authors"):
        yield f'<p class="credit">By {html.escape(" and ".join(gold["authors"]))}</p>'
    if gold.get("date"):
        yield f'<p class="credit">{gold["date"]}</p>'


def _block(block: dict[str, Any]) -> str:
    kind = block["type"]
    if kind == "list" and block.get("items"):
        return "<ul>" + "".join(f"<li>{_words(item)}</li>" for item in block["items"]) + "</ul>"
    text = _words(block["text"])
    if kind == "heading":
        return f"<h2>{text}</h2>"
    if kind == "list":
        return f"<ul><li>{text}</li></ul>"
    if kind in BOX:
        return f'<{BOX[kind]} class="{kind}">{text}</{BOX[kind]}>'
    return f"<p>{text}</p>"


def _words(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def set_pages(golds: list[Path], engine: str, columns: int, folder: Path) -> list[Path]:
    """Sets each article as a PDF in the folder; returns their paths."""
    jobs = [
        (path, index, columns, folder / f"{index:04}.{'docx' if engine == 'soffice' else 'pdf'}")
        for index, path in enumerate(golds)
    ]
    with Pool(2) as pool:
        pool.starmap(_as_word if engine == "soffice" else _as_pdf, jobs, chunksize=4)
    if engine == "soffice":
        for start in range(0, len(jobs), 40):
            some = [str(target) for *_, target in jobs[start : start + 40]]
            command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
            subprocess.run([*command, *some], check=True, capture_output=True, timeout=600)
    return [target.with_suffix(".pdf") for *_, target in jobs]


def _as_pdf(path: Path, look: int, columns: int, target: Path) -> None:
    import weasyprint

    gold = json.loads(path.read_text(encoding="utf-8"))
    weasyprint.HTML(string=page_of(gold, look, columns)).write_pdf(target)


def _as_word(path: Path, look: int, columns: int, target: Path) -> None:
    """A Word file without styles, which LibreOffice sets: sizes, weights, indents and columns are direct formatting."""
    import docx
    from docx.enum.section import WD_SECTION
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    gold = json.loads(path.read_text(encoding="utf-8"))
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = (gold["title"] or "An article")[:40]
    justified, indents = look % 2 == 0, look % 4 < 2

    def add(text: str, size: float, *, bold: bool = False, left: float = 0, first: float = 0, after: float = 0) -> None:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(size), bold
        run.font.name = "Noto Serif" if look % 4 < 2 else "Noto Sans"
        form = paragraph.paragraph_format
        form.left_indent, form.right_indent, form.first_line_indent = Pt(left), Pt(left), Pt(first)
        form.space_before, form.space_after = Pt(after if bold else 0), Pt(after)
        if justified and size == 10:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY

    if gold["title"]:
        add(gold["title"], 20, bold=True, after=6)
    if gold.get("deck"):
        add(gold["deck"], 13, after=5)
    if gold.get("authors"):
        add(f"By {' and '.join(gold['authors'])}", 9, after=2)
    if gold.get("date"):
        add(gold["date"], 9, after=8)
    if columns > 1:
        section = document.add_section(WD_SECTION.CONTINUOUS)
        cols = section._sectPr.find(qn("w:cols"))
        if cols is None:
            cols = OxmlElement("w:cols")
            section._sectPr.append(cols)
        cols.set(qn("w:num"), str(columns))
        cols.set(qn("w:space"), "460")
    forms: dict[str, dict[str, Any]] = {
        "heading": {"size": 12, "bold": True, "after": 5},
        "list": {"size": 10, "left": 12, "first": -8, "after": 2},
        "blockquote": {"size": 10, "left": 20, "after": 6},
        "verse": {"size": 10, "left": 20, "after": 6},
        "paragraph": {"size": 10, "first": 12 if indents else 0, "after": 0 if indents else 6},
    }
    for block in gold["blocks"]:
        is_list = block["type"] == "list"
        for item in block.get("items") or [block["text"]]:
            add(f"• {item}" if is_list else item, **forms.get(block["type"], {"size": 8.5, "after": 4}))
    document.save(str(target))


def _read(path: Path) -> bytes | None:
    try:
        return copydesk.read(path).to_json(indent=0)
    except copydesk.CopydeskError as error:
        print(f"{path}: {error}", file=sys.stderr)
        return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--engine", choices=["weasyprint", "soffice"], default="weasyprint")
    parser.add_argument("--columns", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    sys.path.insert(0, str(options.scorer))
    score, reading = importlib.import_module("score"), importlib.import_module("reading")
    golds = sorted(options.cases.rglob("*.gold.json"))
    golds = golds[:: max(1, len(golds) // options.limit)] if options.limit else golds
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        pdfs = set_pages(golds, options.engine, options.columns, folder)
        with Pool(2) as pool:
            trees = pool.map(_read, pdfs, chunksize=4)
    tally = score.Tally()
    for path, tree in zip(golds, trees, strict=True):
        gold = json.loads(path.read_text(encoding="utf-8"))
        tally.add(gold, reading.reading(json.loads(tree), "licence" in gold) if tree else None)
    figures = tally.figures()
    print(" ".join(f"{name.removeprefix('f1_')[:8]:>8}" for name in (*COLUMNS, "perfect")))
    print(" ".join(f"{figures.get(name, 0):8.4f}" for name in (*COLUMNS, "perfect")))


if __name__ == "__main__":
    main()
