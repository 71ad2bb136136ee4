"""WeasyPrint is imported without starting other programs, and without what it does not use."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys
from types import ModuleType

import pytest

from copydesk.writing.pdf import loading

PROGRAM = """
import resource, sys
from copydesk.writing.pdf import load
library = load()
children = resource.getrusage(resource.RUSAGE_CHILDREN)
assert library.HTML and library.__name__ == "weasyprint"
assert children.ru_maxrss == 0, "a program was started"
assert not [name for name in sys.modules if name.startswith(("fontTools.subset", "fontTools.varLib"))]
from weasyprint.pdf import fonts
assert fonts.subset.Options().hinting is True  # now it is imported
assert sys.modules["fontTools.subset"].Options is fonts.subset.Options
try:
    fonts.instantiateVariableFont(None, {})
except TypeError as error:
    assert "NoneType" in str(error), error
assert "fontTools.varLib.instancer" in sys.modules
import ctypes.util
assert ctypes.util.find_library.__module__ == "ctypes.util"
"""


def test_arrays_of_many_lengths_are_of_one_type() -> None:
    pytest.importorskip("weasyprint")
    loading.weasyprint()
    from weasyprint.pdf import fonts
    from weasyprint.text.ffi import ffi

    assert fonts.ffi.new("hb_tag_t[5]")[4] == 0
    ffi.typeof("hb_codepoint_t[]")
    known = set(ffi._parsed_types)
    assert list(fonts.ffi.new("hb_codepoint_t[3]", [7, 8, 9])) == [7, 8, 9]
    assert set(ffi._parsed_types) == known
    assert fonts.ffi.NULL == ffi.NULL


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere WeasyPrint is imported as it is")
def test_weasyprint_is_loaded_without_the_rest() -> None:
    pytest.importorskip("weasyprint")
    outcome = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout == ""


def test_a_library_that_only_the_search_finds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tries = []
    found = ModuleType("weasyprint")

    def import_module(name: str) -> ModuleType:
        tries.append(ctypes.util.find_library("c") is not None)
        if not tries[-1]:
            sys.stdout.write("WeasyPrint could not import some external libraries.")
            raise OSError("cannot load library")
        return found

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: name)
    monkeypatch.setattr(loading, "import_module", import_module)
    assert loading.weasyprint() is found
    assert tries == [False, True]
    assert capsys.readouterr().out == ""


def test_what_is_used_at_once_is_not_postponed() -> None:
    name = "copydesk_no_such_module"
    with loading._in_place_of(name, ("later",)):
        assert callable(sys.modules[name].later)
        with pytest.raises(AttributeError, match="not imported yet"):
            sys.modules[name].another  # noqa: B018
    assert name not in sys.modules
