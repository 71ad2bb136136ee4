"""Runs the tesseract program, which recognises the words of a picture: one process a page, on one core each."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

from copydesk.errors import InputError, MissingEngineError, UsageError
from copydesk.system_packages import command_for, command_for_recognition

TIMEOUT = 600.0
"""Seconds after which a page is given up; a page of a book takes four, of a newspaper a minute."""

_CODES = {
    "af": "afr", "am": "amh", "ar": "ara", "as": "asm", "az": "aze", "be": "bel", "bg": "bul", "bn": "ben",
    "bo": "bod", "br": "bre", "bs": "bos", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu",
    "dv": "div", "dz": "dzo", "el": "ell", "en": "eng", "eo": "epo", "es": "spa", "et": "est", "eu": "eus",
    "fa": "fas", "fi": "fin", "fo": "fao", "fr": "fra", "fy": "fry", "ga": "gle", "gd": "gla", "gl": "glg",
    "gu": "guj", "he": "heb", "hi": "hin", "hr": "hrv", "ht": "hat", "hu": "hun", "hy": "hye", "id": "ind",
    "is": "isl", "it": "ita", "ja": "jpn", "jv": "jav", "ka": "kat", "kk": "kaz", "km": "khm", "kn": "kan",
    "ko": "kor", "ky": "kir", "la": "lat", "lb": "ltz", "lo": "lao", "lt": "lit", "lv": "lav", "mi": "mri",
    "mk": "mkd", "ml": "mal", "mn": "mon", "mr": "mar", "ms": "msa", "mt": "mlt", "my": "mya", "nb": "nor",
    "ne": "nep", "nl": "nld", "nn": "nor", "no": "nor", "oc": "oci", "or": "ori", "pa": "pan", "pl": "pol",
    "ps": "pus", "pt": "por", "qu": "que", "ro": "ron", "ru": "rus", "sa": "san", "sd": "snd", "si": "sin",
    "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp", "su": "sun", "sv": "swe", "sw": "swa", "ta": "tam",
    "te": "tel", "tg": "tgk", "th": "tha", "ti": "tir", "to": "ton", "tr": "tur", "tt": "tat", "ug": "uig",
    "uk": "ukr", "ur": "urd", "uz": "uzb", "vi": "vie", "yi": "yid", "yo": "yor", "zh": "chi_sim",
    "zh-hant": "chi_tra", "zh-tw": "chi_tra", "zh-hk": "chi_tra", "zh-mo": "chi_tra", "sr-latn": "srp_latn",
}  # fmt: skip
"""The names that Tesseract has for languages, by BCP 47 tags in small letters."""

DEFAULT_LANGUAGE = "en"
"""The language that is looked for where none is given."""


def code_of(lang: str) -> str:
    """What Tesseract calls the language of a BCP 47 tag. Raises UsageError if it has none."""
    tag = lang.lower()
    code = _CODES.get(tag) or _CODES.get("-".join(tag.split("-")[:2])) or _CODES.get(tag.split("-")[0])
    if code is None:
        raise UsageError(
            f"tesseract knows no language {lang!r}", "Give another by --lang, such as the one it resembles"
        )
    return code


@cache
def program() -> str:
    """The path of tesseract. Raises MissingEngineError if it is not installed."""
    path = shutil.which("tesseract")
    if path is None:
        raise MissingEngineError("the program tesseract, which reads pictures, is missing", command_for("tesseract"))
    return path


@cache
def installed_languages() -> frozenset[str]:
    """The languages that this tesseract has data for. Raises MissingEngineError if it is missing or does not start."""
    try:
        listed = subprocess.run(
            [program(), "--list-langs"], capture_output=True, text=True, timeout=60, check=False, errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MissingEngineError(f"tesseract cannot be started: {error}", f"Check the program {program()}") from None
    return frozenset(line.strip() for line in listed.stdout.splitlines()[1:])


def check_language(lang: str) -> str:
    """What Tesseract calls a language that it has data for. Raises MissingEngineError if it has none."""
    code = code_of(lang)
    if code not in installed_languages():
        raise MissingEngineError(
            f"tesseract has no data for the language {lang!r} ({code})", command_for_recognition(code)
        )
    return code


def recognise(png: bytes, resolution: float, code: str) -> bytes:
    """The words of a picture as a table (see ``reading/ocr/tsv.py``). ``resolution`` is in dots an inch, ``code`` the
    language as Tesseract calls it. Raises InputError if tesseract cannot read the picture or takes too long."""
    return _run(png, ["-l", code, "--dpi", str(round(resolution)), "-c", "tessedit_create_tsv=1"])


def orientation(png: bytes, resolution: float) -> bytes:
    """What Tesseract says of the orientation of a page; empty if it cannot tell. Its data for that must be
    installed."""
    try:
        return _run(png, ["-l", "osd", "--psm", "0", "--dpi", str(round(resolution))])
    except InputError:  # too few letters
        return b""


def _run(png: bytes, options: list[str]) -> bytes:
    try:
        completed = subprocess.run(
            [program(), "stdin", "stdout", *options],
            input=png,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            f"tesseract did not finish a page within {TIMEOUT:g} seconds", "Save it at a lower resolution"
        ) from None
    except OSError as error:
        raise MissingEngineError(
            f"tesseract cannot be started: {error.strerror}", f"Check the program {program()}"
        ) from None
    if completed.returncode:
        messages = " ".join(completed.stderr.decode("utf-8", "replace").split())[-300:]
        raise InputError(f"tesseract failed: {messages or completed.returncode}", "Check the picture")
    return completed.stdout
