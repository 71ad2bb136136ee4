"""copydesk: raw copy in, finished documents out.

    import copydesk

    article = copydesk.read(Path("article.txt"))      # or its text, as str or bytes
    copydesk.write(article, "epub").data          # bytes
    copydesk.convert("article.txt", "article.pdf")

Importing this imports nothing else of the package: its names do so when one of them is first used.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from copydesk._library import *  # noqa: F403 -- its __all__ says what this exports

__version__ = "0.2.0"


def __getattr__(name: str) -> Any:
    """What the package exports, or one of its modules, imported when it is first used."""
    if name.startswith("_") and name != "__all__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if find_spec(f"{__name__}.{name}"):
        return import_module(f"{__name__}.{name}")
    library = import_module(f"{__name__}._library")
    if not hasattr(library, name):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = getattr(library, name)
    return globals()[name]


def __dir__() -> list[str]:
    return [*__getattr__("__all__"), "__version__"]
