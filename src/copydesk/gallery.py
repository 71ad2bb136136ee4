"""The gallery: one web page that shows an article in every style, on paper and on a screen.

It is one file and fetches nothing. The pages of a PDF are pictures if poppler's ``pdftoppm`` is installed; if not,
the PDF itself is embedded for the browser to show.
"""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64encode
from contextlib import suppress
from html import escape
from importlib.resources import files

from copydesk import _files, style, writing
from copydesk.style import Style
from copydesk.tree import Article
from copydesk.visit import plain

DPI = 72
"""The resolution of the drawn pages, in dots per inch."""

PAGES = 4
"""The most pages of a PDF that are drawn."""

_LOOKS = """
:root { --ink: #1b1b1b; --quiet: #595959; --paper-colour: #f3f2f0; --hair: #c8c5c0; color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e6e3; --quiet: #b0aca6; --paper-colour: #1d1c1b; --hair: #55524e; }
}
body { margin: 0 auto; padding: 2em; max-width: 84em; color: var(--ink); background: var(--paper-colour);
  font: 1em/1.5 "Source Sans 3", "Noto Sans", "Helvetica Neue", Arial, sans-serif; }
h1 { margin: 0 0 0.2em; line-height: 1.2; }
h2 { margin: 0; font-size: 1.4em; }
section { margin-top: 2.5em; padding-top: 1.2em; border-top: 1px solid var(--hair); }
p { margin: 0.2em 0; color: var(--quiet); }
code { color: var(--ink); }
.looks { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.5em; margin-top: 1em; }
.paper { display: flex; flex-wrap: wrap; gap: 0.8em; align-content: flex-start; }
.paper img { width: calc(50% - 0.4em); height: auto; background: white; box-shadow: 0 0 0 1px var(--hair); }
object, iframe { width: 100%; height: 44em; border: 0; box-shadow: 0 0 0 1px var(--hair); background: white; }
@media (max-width: 50em) { .looks { grid-template-columns: minmax(0, 1fr); } }
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; object-src data:; frame-src data:"
"""The content security policy of the page: it loads nothing from outside."""


def sample() -> bytes:
    """The raw text of the sample article, which is shown by default."""
    return files("copydesk").joinpath("gallery.txt").read_bytes()


def page(article: Article) -> bytes:
    """The gallery page of an article, HTML in UTF-8. Raises what ``writing.write`` raises for a PDF."""
    shown = "".join(_section(article, each) for each in style.available())
    name = escape(plain(article.head.headline) or "An article")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Styles: {name}</title>\n<style>{_LOOKS}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>The styles of copydesk</h1>\n<p>{name}, in each: on paper, and on a screen.</p>\n"
        f"{shown}</main>\n</body>\n</html>\n"
    ).encode("utf-8", "replace")


def _section(article: Article, design: Style) -> str:
    pdf = writing.write(article, "pdf", style=design).data
    screen = writing.write(article, "html", style=design).data.decode("utf-8")
    name = escape(design.name)
    return (
        f'<section id="{name}">\n<h2>{name}</h2>\n<p>{escape(design.description)}.</p>\n'
        f"<p><code>copydesk article.txt --style {name} -o article.pdf</code> ({', '.join(design.papers)})</p>\n"
        f'<div class="looks">\n<div class="paper">\n{_paper(pdf, design)}</div>\n'
        f'<iframe sandbox title="The web page in the style {name}" srcdoc="{escape(screen)}"></iframe>\n'
        "</div>\n</section>\n"
    )


def _paper(pdf: bytes, design: Style) -> str:
    """The pages of a PDF as pictures, or else the PDF itself."""
    name = escape(design.name)
    pictures = _drawn(pdf)
    if pictures:
        return "".join(
            f'<img alt="Page {number} in the style {name}" src="{_inline("image/png", picture)}">\n'
            for number, picture in enumerate(pictures, 1)
        )
    return (
        f'<object type="application/pdf" title="The PDF in the style {name}" data="{_inline("application/pdf", pdf)}">'
        "This browser shows no PDF inside a page.</object>\n"
    )


def _drawn(pdf: bytes) -> list[bytes]:
    """The first pages of a PDF as PNG pictures; none if they cannot be drawn."""
    program = shutil.which("pdftoppm")
    if program is None:
        return []
    with _files.temporary_folder() as folder:
        command = [program, "-png", "-r", str(DPI), "-l", str(PAGES), "-", str(folder / "page")]
        with suppress(subprocess.SubprocessError, OSError):  # then the PDF itself is embedded
            subprocess.run(command, input=pdf, check=True, capture_output=True, timeout=60)
            return [path.read_bytes() for path in sorted(folder.iterdir())]
    return []


def _inline(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{b64encode(data).decode()}"
