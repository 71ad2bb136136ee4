"""One article, each time in new processes: what a person waits for who calls the command, beside pandoc's runs.

Both make Markdown, EPUB, Word and PDF, both set PDFs with WeasyPrint, then with typst, and pandoc gets finished
Markdown. Where there is no typst program, pandoc gets one made of the typst library. calibre and LibreOffice are
measured where they are installed. Byte code is compiled beforehand, also where ``PYTHONDONTWRITEBYTECODE`` is set.
"""

from __future__ import annotations

import compileall
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from timing import Spent, alternated, command, ratio, total

import copydesk

DOCUMENTS = {"md": "commonmark", "epub": "epub3", "docx": "docx", "pdf": "pdf"}

WORK = {
    "four documents": ("weasyprint", tuple(DOCUMENTS)),
    "four documents by typst": ("typst", tuple(DOCUMENTS)),
    "PDF by typst": ("typst", ("pdf",)),
}
"""What both make: the engine and the formats."""

_PROGRAM = """#!{python} -IS
import sys
sys.path.insert(0, {library!r})
import typst
source, target = [argument for argument in sys.argv[1:] if not argument.startswith("-")][-2:]
typst.compile(source, output=target)
"""
"""``typst compile SOURCE TARGET`` by the library, with the program's fonts: those of the system and its own."""


def compare(text: str, pandoc: str, rounds: int) -> None:
    """Prints the medians of alternated runs and how they relate."""
    compileall.compile_dir(str(Path(copydesk.__file__).parent), quiet=2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "raw.txt").write_text(text, encoding="utf-8")
        (folder / "article.md").write_bytes(copydesk.write(copydesk.read(text), "markdown").data)
        spent = alternated(_tasks(folder, pandoc), rounds)
    print(f"one article of {len(text)} characters in new processes, {rounds} alternated rounds")
    print(f"{'':34}{'wall':>8}{'CPU':>8}")
    for task, times in spent.items():
        middle = [sorted(each)[len(each) // 2] for each in zip(*times, strict=True)]
        print(f"{task:34}{middle[0]:>7.2f}s{middle[1]:>7.2f}s")
    walls = {task: [one.wall for one in times] for task, times in spent.items()}
    cpus = {task: [one.cpu for one in times] for task, times in spent.items()}
    for work in WORK if pandoc else ():
        pair = f"pandoc: {work}", f"copydesk: {work}"
        print(
            f"{work}: {ratio(walls[pair[0]], walls[pair[1]]):.2f} times as fast as pandoc by the clock,"
            f" {ratio(cpus[pair[0]], cpus[pair[1]]):.2f} of the processor"
        )
    libraries = ratio(cpus["copydesk: md, epub, docx"], cpus["importing EbookLib, python-docx"])
    version = ratio(cpus["copydesk --version"], cpus["python -c pass"])
    print(
        f"md, epub and docx: {libraries:.2f} times the import of their libraries; --version: {version:.2f} times Python"
    )


def _tasks(folder: Path, pandoc: str) -> dict[str, Callable[[], Spent]]:
    python, raw, finished = sys.executable, str(folder / "raw.txt"), str(folder / "article.md")
    ours = [python, "-m", "copydesk", raw, "-q", "-O", str(folder / "ours")]
    engines = {"weasyprint": "weasyprint", "typst": _typst(folder)}

    def theirs(engine: str, formats: tuple[str, ...]) -> Spent:
        return total(
            [
                command(
                    pandoc, "--standalone", "--from=markdown", finished, f"--output={folder / f'article.{to}'}",
                    *([f"--pdf-engine={engines[engine]}"] if to == "pdf" else ["--sandbox", f"--to={to}"]),
                )
                for to in map(DOCUMENTS.__getitem__, formats)
            ]
        )  # fmt: skip

    tasks: dict[str, Callable[[], Spent]] = {}
    for work, (engine, formats) in WORK.items():
        tasks[f"copydesk: {work}"] = partial(command, *ours, "--pdf-engine", engine, *_formats(*formats))
        if pandoc:
            tasks[f"pandoc: {work}"] = partial(theirs, engine, formats)
    tasks |= {
        "copydesk: md, epub, docx": lambda: command(*ours, *_formats("md", "epub", "docx")),
        "importing EbookLib, python-docx": lambda: command(python, "-c", "import ebooklib.epub, docx"),
        "copydesk --version": lambda: command(python, "-m", "copydesk", "--version"),
        "python -c pass": lambda: command(python, "-c", "pass"),
    }
    if calibre := shutil.which("ebook-convert"):
        tasks["calibre: epub"] = lambda: command(calibre, raw, str(folder / "calibre.epub"))
    if office := shutil.which("soffice"):
        tasks["LibreOffice: docx to pdf"] = lambda: command(
            office, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "ours" / "raw.docx")
        )
    return tasks


def _typst(folder: Path) -> str:
    """The typst program, made in this folder if none is installed."""
    import typst

    program = shutil.which("typst")
    if program:
        return program
    made = folder / "typst"
    made.write_text(_PROGRAM.format(python=sys.executable, library=str(Path(typst.__file__).parents[1])))
    made.chmod(0o755)
    return str(made)


def _formats(*names: str) -> list[str]:
    return [word for name in names for word in ("-t", name)]
