"""Old Word files (.doc): LibreOffice, where it is installed, makes a Word file of today of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from copydesk import _files
from copydesk.errors import InputError, MissingEngineError
from copydesk.problems import Problem
from copydesk.reading._source import Reading, ReadOptions
from copydesk.reading.office.packages import read_docx
from copydesk.system_packages import command_for

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TIMEOUT = 120.0
"""Seconds that LibreOffice may take."""
_WORD = "WordDocument".encode("utf-16-le")
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def is_doc(beginning: bytes) -> bool:
    """Whether a file is an old Word file, by its magic; the directory that says so may lie beyond its beginning."""
    return beginning.startswith(OLE) and _WORD in beginning


def read_doc(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of an old Word file. Raises InputError if LibreOffice cannot read it, and
    MissingEngineError if that is missing."""
    content = data.encode("latin-1", "replace") if isinstance(data, str) else data
    if content.startswith(b"PK"):
        return read_docx(content, options)
    if not content.startswith(OLE):
        raise InputError("it is no Word file", "Check its name, or see -f")
    if _LOCKED in content:
        raise InputError("it is encrypted with a password", "Open it in its program and save it without one")
    if _WORD not in content:
        raise InputError("it holds no Word text: it is damaged, cut off, or of another program", "Fetch it again")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise MissingEngineError(
            "it is an old Word file, which only LibreOffice reads, and that is not installed",
            f"{command_for('soffice')}; or save it as .docx in Word",
        )
    reading = read_docx(_converted(content, program), options)
    problem = Problem("form", None, "it is an old Word file; LibreOffice converted it to be read")
    return reading._replace(problems=(problem, *reading.problems))


_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)
"""Settings of LibreOffice: below which path, the name, the value."""


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )


def _converted(content: bytes, program: str) -> bytes:
    """The file as a Word file of today. LibreOffice runs with a profile of its own in a temporary folder, whose
    settings forbid it to run macros and to follow links."""
    with _files.temporary_folder() as folder:
        source = Path(folder, "article.doc")
        _files.make_folder(Path(folder, "profile", "user"))
        _files.write(Path(folder, "profile", "user", "registrymodifications.xcu"), _settings().encode())
        _files.write(source, content)
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless", "--norestore", "--convert-to", "docx", "--outdir", str(folder), str(source),
        ]  # fmt: skip
        environment = {**os.environ, "HOME": str(folder)}
        try:
            subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False, env=environment)
        except subprocess.TimeoutExpired:
            raise InputError(
                f"LibreOffice did not convert it within {TIMEOUT:g} seconds", "Convert it by hand"
            ) from None
        except OSError as error:
            raise InputError(f"LibreOffice cannot be started: {error.strerror}", "Convert it by hand") from None
        result = Path(folder, "article.docx")
        if not result.is_file():
            raise InputError("LibreOffice cannot read it: it is damaged", "Open it in Word and save it as .docx")
        return _files.read(result, 2**28)
