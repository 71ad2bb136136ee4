"""Old files of Word, Excel and PowerPoint: LibreOffice, where it is installed, makes files of today of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from copydesk import _files
from copydesk.errors import InputError, MissingEngineError
from copydesk.problems import Problem
from copydesk.reading._source import Reading, ReadOptions
from copydesk.reading.office.packages import read_docx, read_pptx, read_xlsx
from copydesk.system_packages import command_for_libreoffice

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TIMEOUT = 120.0
"""Seconds that LibreOffice may take."""
_PATIENCE = 10.0
"""Seconds that it may take to end when it is asked to."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")


class _Form(NamedTuple):
    """An old form: its program, what a file of it is called and holds, the streams of which one shows it, the form of
    today, what reads that, and the part of LibreOffice that knows both."""

    program: str
    file: str
    content: str
    streams: tuple[str, ...]
    today: str
    read: Callable[[bytes | str, ReadOptions], Reading]
    part: str

    def holds(self, data: bytes) -> bool:
        """Whether one of the streams is named in an old file."""
        return any(f"{name}\0".encode("utf-16-le") in data + b"\0\0" for name in self.streams)


_FORMS = {
    "doc": _Form("Word", "Word file", "Word text", ("WordDocument",), "docx", read_docx, "writer"),
    "ppt": _Form("PowerPoint", "PowerPoint file", "slides", ("PowerPoint Document",), "pptx", read_pptx, "impress"),
    "xls": _Form("Excel", "Excel file", "sheets", ("Workbook", "Book"), "xlsx", read_xlsx, "calc"),
}
"""By the names of their sources; a file may have one of a later form within it, and is of the first."""


def is_old(name: str, beginning: bytes) -> bool:
    """Whether a file is of an old form, by its magic; the directory that says so may lie beyond its beginning."""
    held = (other for other, form in _FORMS.items() if form.holds(beginning))
    return beginning.startswith(OLE) and next(held, "") == name


def read_old(data: bytes | str, options: ReadOptions, *, form: str) -> Reading:
    """The article of an old file of the form with this name. Raises InputError if LibreOffice cannot read it, and
    MissingEngineError if that is missing."""
    old = _FORMS[form]
    content = data.encode("latin-1", "replace") if isinstance(data, str) else data
    if content.startswith(b"PK"):
        return old.read(content, options)
    if not content.startswith(OLE):
        raise InputError(f"it is no {old.file}", "Check its name, or see -f")
    if _LOCKED in content:
        raise InputError("it is encrypted with a password", "Open it in its program and save it without one")
    if not old.holds(content):
        reason = f"it holds no {old.content}: it is damaged, cut off, or of another program"
        raise InputError(reason, "Fetch it again")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise MissingEngineError(
            f"it is an old {old.file}, which only LibreOffice reads, and that is not installed",
            f"{command_for_libreoffice(old.part)}; or save it as .{old.today} in {old.program}",
        )
    reading = old.read(_converted(content, program, form, old), options)
    problem = Problem("form", None, f"it is an old {old.file}; LibreOffice converted it to be read")
    return reading._replace(problems=(problem, *reading.problems))


_NOWHERE = "127.0.0.1"
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(("Inet/Settings", f"ooInet{kind}Proxy{part}", value) for kind in ("HTTP", "HTTPS", "FTP")
      for part, value in (("Name", _NOWHERE), ("Port", "9"))),
)  # fmt: skip
"""Settings of LibreOffice: below which path, the name, the value. Macros do not run, links are not followed; and an
address that is asked for all the same is asked for where nobody answers."""


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{"" if path.startswith("Inet") else "Office."}{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )


def _run(command: list[str], environment: dict[str, str]) -> None:
    """Runs LibreOffice to its end. Raises TimeoutExpired when its time is over, after which nothing of it is left: it
    is asked to end, as the program that is called ends the one that does the work only then."""
    nothing = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, env=environment) as process:
        try:
            process.wait(TIMEOUT)
        except BaseException:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(_PATIENCE)
            process.kill()
            raise


def _converted(content: bytes, program: str, form: str, old: _Form) -> bytes:
    """The file as one of today. LibreOffice runs with a profile of its own in a temporary folder, whose settings forbid
    it to run macros and to follow links."""
    with _files.temporary_folder() as folder:
        source = Path(folder, f"article.{form}")
        _files.make_folder(Path(folder, "profile", "user"))
        _files.write(Path(folder, "profile", "user", "registrymodifications.xcu"), _settings().encode())
        _files.write(source, content)
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless", "--norestore", "--convert-to", old.today, "--outdir", str(folder), str(source),
        ]  # fmt: skip
        environment = {**os.environ, "HOME": str(folder)}
        try:
            _run(command, environment)
        except subprocess.TimeoutExpired:
            raise InputError(
                f"LibreOffice did not convert it within {TIMEOUT:g} seconds", "Convert it by hand"
            ) from None
        except OSError as error:
            raise InputError(f"LibreOffice cannot be started: {error.strerror}", "Convert it by hand") from None
        result = Path(folder, f"article.{old.today}")
        if not result.is_file():
            raise InputError(
                "LibreOffice cannot read it: it is damaged, or this part of LibreOffice is missing",
                f"{command_for_libreoffice(old.part)}; or open it in {old.program} and save it as .{old.today}",
            )
        return _files.read(result, 2**28)
