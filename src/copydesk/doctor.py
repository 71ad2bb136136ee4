"""What is installed, what is missing, what it is used for, and the command that installs it."""

from __future__ import annotations

import platform
import shutil
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module, metadata
from pathlib import Path
from typing import NamedTuple

from copydesk.choices import SOURCES
from copydesk.errors import MissingEngineError
from copydesk.system_packages import PACKAGES, command_for

__all__ = ["PACKAGES", "Finding", "examine", "exit_code"]


class Finding(NamedTuple):
    """One component: its version, empty if missing, what uses it, and the command that installs it."""

    name: str
    version: str
    use: str
    required: bool = True
    remedy: str = ""


def examine() -> list[Finding]:
    """Every component that copydesk and its tests use."""
    return [_finding(*row) for row in _COMPONENTS]


def exit_code(findings: Sequence[Finding]) -> int:
    """The exit code for these findings: 0 if every format can be written."""
    lacking = any(finding.required and not finding.version for finding in findings)
    return MissingEngineError.exit_code if lacking else 0


def _finding(name: str, use: str, version_of: Callable[[], str], remedy: Callable[[], str], required: bool) -> Finding:
    try:
        version = version_of()
    except Exception:  # a component that cannot state its version cannot be used
        version = ""
    return Finding(name, version, use, required, "" if version else remedy())


def _python() -> str:
    return platform.python_version()


def _library(package: str, module: str) -> tuple[Callable[[], str], Callable[[], str]]:
    def version() -> str:
        with suppress(OSError):  # it is installed, but Pango is not
            import_module(module)
        return metadata.version(package)

    return version, lambda: f"pip install {package}"


def _pandoc() -> str:
    import pypandoc

    version: str = pypandoc.get_pandoc_version()
    return version


def _pango() -> str:
    from weasyprint.text.ffi import pango

    number: int = pango.pango_version()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _noto() -> str:
    return _families(lambda family: " CJK " not in family)


def _noto_cjk() -> str:
    return _families(lambda family: " CJK " in family)


def _families(of: Callable[[str], bool]) -> str:
    """The number of installed Noto families for which ``of`` is true, as text; empty if none."""
    listed = subprocess.run(
        ["fc-list", ":", "family"], capture_output=True, text=True, check=True, timeout=60, errors="replace"
    )
    families = {line.split(",")[0] for line in listed.stdout.splitlines() if line.startswith("Noto")}
    count = sum(map(of, families))
    return f"{count} families" if count else ""


def _jaxb() -> str:
    return "found" if Path("/usr/share/java/jaxb-runtime.jar").exists() else ""


def _program(name: str) -> tuple[Callable[[], str], Callable[[], str]]:
    return lambda: "found" if shutil.which(name) else "", lambda: command_for(name)


_COMPONENTS: tuple[tuple[str, str, Callable[[], str], Callable[[], str], bool], ...] = (
    ("Python", "everything", _python, lambda: "", True),
    ("faust-cchardet", "reading text in old encodings", *_library("faust-cchardet", "cchardet"), True),
    ("WeasyPrint", "pdf", *_library("weasyprint", "weasyprint"), True),
    ("Pango", "pdf", _pango, lambda: command_for("pango"), True),
    ("typst", "pdf with --pdf-engine typst", *_library("typst", "typst"), False),
    ("Noto fonts", "pdf in scripts other than Latin, Greek and Cyrillic", _noto, lambda: command_for("fonts"), False),
    ("Noto CJK fonts", "pdf in Chinese, Japanese and Korean", _noto_cjk, lambda: command_for("cjk"), False),
    ("Babel", "dates such as 2025-05-17, in words", *_library("babel", "babel"), True),
    ("EbookLib", "epub", *_library("ebooklib", "ebooklib"), True),
    ("python-docx", "docx", *_library("python-docx", "docx"), True),
    *(
        (library, f"{source.description} as input", *_library(library, library), False)
        for source in SOURCES
        for library in source.libraries
    ),
    ("tesseract", "scans and PDFs without text as input", *_program("tesseract"), False),
    (
        "pandoc",
        "Markdown, LaTeX, e-books ... as input, and pandoc's formats",
        _pandoc,
        lambda: "pip install pypandoc_binary",
        True,
    ),
    ("Java", "only the tests: EPUBCheck and veraPDF", *_program("javac"), False),
    ("JAXB", "only the tests: veraPDF", _jaxb, lambda: command_for("jaxb"), False),
    ("poppler", "the pages in a gallery of styles, and the tests", *_program("pdftotext"), False),
    ("LibreOffice", "old Office files as input, and the tests", *_program("soffice"), False),
    ("Chromium", "only the tests: web pages in a browser", *_program("chromium"), False),
    ("npm", "only the tests: Ace, axe, markdownlint and the Open XML validator", *_program("npm"), False),
    ("strace", "only the tests: which files are opened", *_program("strace"), False),
)
