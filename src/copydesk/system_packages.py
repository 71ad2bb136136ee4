"""What package managers call the programs and fonts that copydesk uses, and the commands that install them."""

from __future__ import annotations

import os
import shutil

PACKAGES: dict[str, tuple[str, dict[str, str]]] = {
    "apt-get": ("apt-get install --no-install-recommends", {
        "pango": "libpangoft2-1.0-0 libharfbuzz-subset0", "fonts": "fonts-noto-core", "cjk": "fonts-noto-cjk",
        "pdftotext": "poppler-utils", "javac": "default-jdk-headless", "jaxb": "libjaxb-java",
        "soffice": "libreoffice-writer-nogui", "chromium": "chromium", "npm": "npm", "strace": "strace",
        "tesseract": "tesseract-ocr tesseract-ocr-eng", "tesseract_german": "tesseract-ocr-deu",
    }),
    "dnf": ("dnf install", {
        "pango": "pango", "fonts": "google-noto-sans-fonts google-noto-serif-fonts",
        "cjk": "google-noto-sans-cjk-fonts google-noto-serif-cjk-fonts", "pdftotext": "poppler-utils",
        "javac": "java-devel", "jaxb": "jaxb-runtime", "soffice": "libreoffice-writer", "chromium": "chromium",
        "npm": "npm", "strace": "strace", "tesseract": "tesseract tesseract-langpack-eng",
        "tesseract_german": "tesseract-langpack-deu",
    }),
    "pacman": ("pacman -S", {
        "pango": "pango", "fonts": "noto-fonts", "cjk": "noto-fonts-cjk", "pdftotext": "poppler",
        "javac": "jdk-openjdk", "soffice": "libreoffice-fresh", "chromium": "chromium", "npm": "npm",
        "strace": "strace", "tesseract": "tesseract tesseract-data-eng", "tesseract_german": "tesseract-data-deu",
    }),
    "apk": ("apk add", {
        "pango": "pango", "fonts": "font-noto", "cjk": "font-noto-cjk", "pdftotext": "poppler-utils",
        "javac": "openjdk17-jdk", "soffice": "libreoffice-writer", "chromium": "chromium", "npm": "npm",
        "strace": "strace", "tesseract": "tesseract-ocr tesseract-ocr-data-eng",
        "tesseract_german": "tesseract-ocr-data-deu",
    }),
    "brew": ("brew install", {
        "pango": "pango", "fonts": "font-noto-sans font-noto-serif", "cjk": "font-noto-serif-cjk",
        "pdftotext": "poppler", "javac": "openjdk", "soffice": "libreoffice", "chromium": "chromium",
        "npm": "node", "tesseract": "tesseract", "tesseract_german": "tesseract-lang",
    }),
}  # fmt: skip
"""For each package manager its command, and its packages for everything that is not a Python package."""


def command_for(thing: str) -> str:
    """The command that installs a component, other than a Python package, on this machine."""
    return _command({name: packages.get(thing, "") for name, (_, packages) in PACKAGES.items()})


_RECOGNITION = {
    "apt-get": "tesseract-ocr-{}",
    "dnf": "tesseract-langpack-{}",
    "pacman": "tesseract-data-{}",
    "apk": "tesseract-ocr-data-{}",
    "brew": "tesseract-lang",
}
"""The packages of the data by which Tesseract recognises a language."""


def command_for_recognition(code: str) -> str:
    """The command that installs the data for a language, by the name that Tesseract has for it: ``deu``."""
    own = {"apt-get": code.replace("_", "-")}  # Debian allows no underscore in the name of a package
    return _command({name: package.format(own.get(name, code)) for name, package in _RECOGNITION.items()})


_LIBREOFFICE = {
    "apt-get": "libreoffice-{}-nogui",
    "dnf": "libreoffice-{}",
    "pacman": "libreoffice-fresh",
    "apk": "libreoffice-{}",
    "brew": "libreoffice",
}
"""The packages of the parts of LibreOffice."""


def command_for_libreoffice(part: str) -> str:
    """The command that installs a part of LibreOffice: ``writer``, ``calc`` or ``impress``."""
    return _command({name: package.format(part) for name, package in _LIBREOFFICE.items()})


def _command(packages: dict[str, str]) -> str:
    """The command that installs the packages, given for each package manager, on this machine."""
    manager = next((name for name in PACKAGES if shutil.which(name)), None)
    if manager is None:
        return f"Install {packages['apt-get']} (as Debian calls it) by your system's package manager"
    if not packages[manager]:
        return f"{manager} has no package for what Debian calls {packages['apt-get']}"
    command = PACKAGES[manager][0]
    sudo = "" if manager == "brew" or not hasattr(os, "geteuid") or os.geteuid() == 0 else "sudo "
    return f"{sudo}{command} {packages[manager]}"
