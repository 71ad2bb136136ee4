"""A process that makes a PDF beside this one.

Of the time that a PDF takes in a new process, half goes to loading WeasyPrint or typst and the style, which can begin
before the article is read, and most of the rest can pass while the other documents are written. So the command forks
at its start; the new process loads, waits for the article, sends back the document and ends. It ends too when this one
does.

Only where that pays and is safe: on Linux, with a second processor, before there are threads.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

from copydesk._machine import processors

if TYPE_CHECKING:
    from copydesk.tree import Article
    from copydesk.writing import Output

FORMAT = "pdf"
"""The format that the process makes."""

THREADED = ("typst",)
"""The libraries that start threads which Python does not count."""

_waiting: list[PdfProcess] = []  # started and not used; one at most


def start(options: Mapping[str, Any]) -> None:
    """Starts the process that makes the next PDF of this one, probably with these ``WriteOptions``, if that pays."""
    pays = sys.platform == "linux" and processors() > 1
    threads = threading.active_count() > 1 or any(library in sys.modules for library in THREADED)
    if pays and not threads and not _waiting:
        _waiting.append(PdfProcess(options))


def claim() -> PdfProcess | None:
    """The process that was started, for its one document; None if there is none."""
    return _waiting.pop() if _waiting else None


def stop() -> None:
    """Ends the process if it is not to be used."""
    if process := claim():
        process.end()


class PdfProcess:
    """The process, with the pipes to it and from it."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._request: int | None
        requests, self._request = os.pipe()
        self._answer, answers = os.pipe()
        self._id = os.fork()
        if not self._id:
            _close(self._request, self._answer)
            _serve(requests, answers, options)
        _close(requests, answers)

    def begin(self, article: Article, options: Mapping[str, Any]) -> Callable[[], Output | Exception | None]:
        """Lets the process write the article. Returns a function that waits for the document, or its error; None if the
        process was lost."""
        assert self._request is not None, "it makes one document"
        import pickle  # for a PDF alone, as below

        request = pickle.dumps((article, dict(options)))
        threading.Thread(target=_send, args=(self._request, request), daemon=True).start()
        self._request = None  # the thread closes it
        return self._result

    def _result(self) -> Output | Exception | None:
        import pickle

        try:
            with os.fdopen(self._answer, "rb", closefd=False) as answers:
                answer = answers.read()
            result: Output | Exception | None = pickle.loads(answer) if answer else None
        finally:
            self.end()
        return result

    def end(self) -> None:
        """Ends the process, whatever it does."""
        with suppress(ProcessLookupError):
            os.kill(self._id, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._id, 0)
        _close(self._answer)
        if self._request is not None:
            _close(self._request)


def _close(*files: int) -> None:
    for file in files:
        with suppress(OSError):
            os.close(file)


def _send(file: int, data: bytes) -> None:
    with suppress(BrokenPipeError), os.fdopen(file, "wb") as requests:  # a process that was lost takes no request
        requests.write(data)


# --------------------------------------------------------------------------------------- in the process itself


def _serve(requests: int, answers: int, options: Mapping[str, Any]) -> NoReturn:
    """Loads, waits for one article, answers and ends. Without an article, for its parent has ended, it just ends."""
    import pickle

    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        with suppress(Exception):  # whatever is wrong will be so again for the article, and be reported
            _prepare(options)
        with os.fdopen(requests, "rb") as incoming:
            request = incoming.read()
        if request:
            answer = pickle.dumps(_written(*pickle.loads(request)))
            with os.fdopen(answers, "wb") as outgoing:
                outgoing.write(answer)
    finally:
        os._exit(0)


def _prepare(options: Mapping[str, Any]) -> None:
    from copydesk import writing
    from copydesk.writing import pdf

    pdf.prepare(writing.settings(options))  # type: ignore[arg-type]


def _written(article: Article, options: Mapping[str, Any]) -> Output | Exception:
    from copydesk import writing

    try:
        return writing.write(article, FORMAT, **options)
    except Exception as error:
        return error
