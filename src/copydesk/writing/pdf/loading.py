"""Imports WeasyPrint in half of the time that it takes by itself, by leaving out what is not needed.

To find its libraries by names that only other systems have, it starts the system's linker and compiler some 90 times;
the names that Linux has are among those it tries next. And it imports the tools of fontTools for variable fonts and
subsets, although it uses HarfBuzz for these where that is installed.

And it names a C type of its own for each number of glyphs in a subset of a font, which cffi parses anew: two to ten
times an article, each time longer than HarfBuzz takes.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout
from importlib import import_module
from types import ModuleType
from typing import Any

_POSTPONED = {"fontTools.subset": (), "fontTools.varLib.instancer": ("instantiateVariableFont",)}
"""Modules that WeasyPrint imports and seldom uses, each with the functions that it takes from it by name."""


def weasyprint() -> ModuleType:
    """The library. Raises ImportError if it is missing, and OSError if Pango is."""
    library = _imported()
    fonts = sys.modules.get("weasyprint.pdf.fonts")
    ffi = getattr(fonts, "ffi", None)  # a version of it that has none is left as it is
    if fonts is not None and ffi is not None and not isinstance(ffi, _AnyLength):
        vars(fonts)["ffi"] = _AnyLength(ffi)
    return library


def _imported() -> ModuleType:
    if "weasyprint" not in sys.modules and sys.platform == "linux":
        try:
            with _without_search(), _postponed(), redirect_stdout(io.StringIO()):  # it prints what is missing
                return import_module("weasyprint")
        except (OSError, ImportError):  # its libraries may be where only the search finds them; it may need the rest
            pass
    return import_module("weasyprint")


class _AnyLength:
    """A cffi.FFI that takes the length of a new array from what it is filled with."""

    def __init__(self, ffi: Any) -> None:
        self._ffi = ffi

    def new(self, ctype: str, *filling: Any) -> Any:
        """A new object of a C type, as by ``cffi.FFI.new``."""
        return self._ffi.new(re.sub(r"\[\d+\]$", "[]", ctype) if filling else ctype, *filling)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ffi, name)


@contextmanager
def _without_search() -> Iterator[None]:
    """No search for a library whose name the system's loader does not know."""
    import ctypes.util

    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextmanager
def _postponed() -> Iterator[None]:
    """The modules of ``_POSTPONED`` are imported only when something in them is used."""
    with ExitStack() as stack:
        for name, functions in _POSTPONED.items():
            if name not in sys.modules:
                stack.enter_context(_in_place_of(name, functions))
        yield


@contextmanager
def _in_place_of(name: str, functions: tuple[str, ...]) -> Iterator[None]:
    """What is imported as the module ``name`` meanwhile stands for it, and imports it when it is used."""
    package_name, _, own_name = name.rpartition(".")
    package = sys.modules.get(package_name)
    later = _Later(name)
    for function in functions:
        setattr(later, function, later.function(function))
    sys.modules[name] = later
    if package is not None:
        setattr(package, own_name, later)
    try:
        yield
    finally:
        del sys.modules[name]
        package = sys.modules.get(package_name)
        if package is not None and vars(package).get(own_name) is later:
            delattr(package, own_name)


class _Later(ModuleType):
    """A module that is imported when an attribute of it is asked for."""

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__") or sys.modules.get(self.__name__) is self:
            raise AttributeError(f"{self.__name__}.{attribute} is not imported yet")
        return getattr(import_module(self.__name__), attribute)

    def function(self, name: str) -> Any:
        """A function of the module that is imported when it is called."""

        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **options)

        return call
