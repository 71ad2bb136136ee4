"""The start of the command, also as ``python -m copydesk``: an interrupt ends it quietly at any moment.

While the modules of the command are imported, and while Python shuts down, nothing is under way that needs cleaning up,
so that the process just ends. In between an interrupt is an exception, which ``copydesk.cli`` handles.
"""

from __future__ import annotations

import gc
import os
import signal
from typing import NoReturn

_INTERRUPTED = 130  # as copydesk.errors.INTERRUPTED, which is not imported yet
_COLLECTIONS = 50_000, 10, 2
"""How seldom Python looks for garbage, as `gc.set_threshold` takes it: what a command loads is none, and would be
searched again and again."""


def _end(*_: object) -> NoReturn:
    os._exit(_INTERRUPTED)


def main() -> NoReturn:
    """Runs the command of this process's arguments, and exits with the code for its outcome."""
    gc.set_threshold(*_COLLECTIONS)
    try:
        _run()
    finally:
        gc.freeze()  # as Python exits it looks for garbage in all that is left, which the system takes back anyway


def _run() -> NoReturn:
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:  # ignored, as in the background of a script
        from copydesk.cli import main as run

        run()
    signal.signal(signal.SIGINT, _end)
    from copydesk.cli import main as run

    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        run()
    except KeyboardInterrupt:
        _end()
    finally:
        signal.signal(signal.SIGINT, _end)


if __name__ == "__main__":
    main()
