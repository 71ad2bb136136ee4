"""Fetching the page that a person names: one request, to an address that may be asked, within limits."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import copydesk
from copydesk import _web
from copydesk._web import Url, fetch, is_url
from copydesk.conversion import ConvertOptions, load
from copydesk.errors import InputError, UsageError
from copydesk.tree import Link
from copydesk.visit import plain, walk
from tests.conftest import Run
from tests.tools import ROOT

PAGE = (ROOT / "samples" / "mill-race.html").read_bytes()
PLAIN = b"<p>Gr\xfc\xdfe aus dem Hafen, und <a href='b'>eine Antwort</a>, die noch kommt.</p>"
LIMIT = 2**20


class Handler(BaseHTTPRequestHandler):
    """Answers by the path; ``asked`` has the paths of all requests, ``sent`` those of long answers that were sent to
    the end."""

    asked: list[str] = []  # noqa: RUF012 -- cleared by the fixture
    sent: list[str] = []  # noqa: RUF012 -- cleared by the fixture

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""

    def _answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name, _, rest = self.path.strip("/").partition("/")
        if name == "to":
            self._answer(302, {"Location": f"/{rest}"})
        elif name == "out":
            self._answer(301, {"Location": rest.replace("_", ":")})
        elif name == "big":
            with suppress(OSError):
                self._answer(200, {"Content-Type": "text/html"}, b"<p>")
                for _ in range(50):
                    self.wfile.write(b"word " * (LIMIT // 5))
                self.sent.append(name)
        elif name == "picture":
            self._answer(200, {"Content-Type": "image/png"}, b"x")
        elif name == "packed":
            self._answer(200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"x")
        elif name == "slow":
            self._answer(200, {"Content-Type": "text/html"}, b"<p>")
            time.sleep(2)
        elif name == "drip":
            with suppress(OSError):
                for _ in range(100):
                    self.wfile.write(b"H")
                    time.sleep(0.1)
                self.sent.append(name)
        elif name == "plain":
            self._answer(200, {"Content-Type": "text/html; charset=iso-8859-1"}, PLAIN)
        elif name == "page":
            self._answer(200, {"Content-Type": "text/html; charset=utf-8"}, PAGE)
        else:
            self._answer(404, {})


@pytest.fixture
def site() -> Iterator[str]:
    Handler.asked.clear()
    Handler.sent.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def local(url: str, **more: float) -> _web.Fetched:
    return fetch(url, LIMIT, allow_private=True, **more)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://a.example/b", True),
        ("HTTP://a.example", True),
        ("ftp://a.example", False),
        ("https", False),
        (7, False),
    ],
)
def test_addresses(source: object, expected: bool) -> None:
    assert is_url(source) is expected


def test_one_request_and_no_other(site: str) -> None:
    fetched = local(f"{site}/page")
    assert (fetched.data, fetched.charset, fetched.is_html, fetched.problems) == (PAGE, "utf-8", True, ())
    assert Handler.asked == ["/page"]
    load(Url(f"{site}/page"), ConvertOptions(allow_private=True))
    assert Handler.asked == ["/page", "/page"]


def test_an_address_is_quoted(site: str) -> None:
    local(f"{site}/page/Gr\xfc\xdfe%20x?a=\xe9&b=c#part")
    assert Handler.asked == ["/page/Gr%C3%BC%C3%9Fe%20x?a=%C3%A9&b=c"]


def test_redirects_are_reported(site: str) -> None:
    fetched = local(f"{site}/to/to/page")
    assert fetched.url == f"{site}/page"
    assert [str(problem) for problem in fetched.problems] == [
        f"{site}/to/to/page leads to {site}/to/page, which was read",
        f"{site}/to/page leads to {site}/page, which was read",
    ]
    assert {problem.kind for problem in fetched.problems} == {"redirect"}


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("none", "404 Not Found"),
        ("to/" * 6 + "page", "more than 5 times"),
        ("out/file_///etc/hostname", "not the address of a page"),
        ("out/ftp_//a.example/b", "not the address of a page"),
        ("picture", "image/png"),
        ("packed", "gzip"),
        ("big", "more than 1 MB"),
    ],
)
def test_what_is_refused(site: str, path: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        local(f"{site}/{path}")
    assert Handler.sent == [], "no more than the limit is taken"


@pytest.mark.parametrize("path", ["slow", "drip"])
def test_a_slow_server(site: str, path: str) -> None:
    with pytest.raises(InputError, match="in time"):
        local(f"{site}/{path}", timeout=0.4)
    assert Handler.sent == [], "nobody waits for the end"


def test_where_a_redirect_may_lead() -> None:
    assert _web._onward("https://a.example/b?c", "d/e#f") == "https://a.example/d/e"
    with pytest.raises(InputError, match="which is not encrypted"):
        _web._onward("https://a.example/b", "http://a.example/b")


def test_a_server_that_hangs_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            server.accept()[0].close()

        threading.Thread(target=hang_up, daemon=True).start()
        with pytest.raises(InputError, match="127"):
            local(f"http://127.0.0.1:{server.getsockname()[1]}/", timeout=5)


@pytest.mark.parametrize(
    "url", ["http://", "http://a b.example/", "http://a.example:x/", "http://[::1/", "x://a.example"]
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(UsageError, match="address"):
        local(url)


def test_passwords_are_not_sent() -> None:
    with pytest.raises(UsageError, match="password"):
        local("http://ana:secret@127.0.0.1/")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.20.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "2130706433",
     "[::1]", "[fe80::1]", "[fc00::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1"],
)  # fmt: skip
def test_private_addresses_are_refused(host: str) -> None:
    with pytest.raises(InputError, match="private network"):
        fetch(f"http://{host}/", LIMIT)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e"])
def test_public_addresses(address: str) -> None:
    assert _web._is_public(address)


@contextmanager
def resolver(monkeypatch: pytest.MonkeyPatch, *answers: str) -> Iterator[list[str]]:
    """A resolver that gives one answer after the other; yields the names that it is asked for."""
    asked: list[str] = []
    left = list(answers)

    def getaddrinfo(host: str, port: int, **_: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (left.pop(0), port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    yield asked


def test_the_address_that_was_checked_is_asked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is resolved anew for the connection could lead into the private network."""
    monkeypatch.setattr(_web, "_is_public", lambda address: address == "127.0.0.1")
    port = site.rpartition(":")[2]
    with resolver(monkeypatch, "127.0.0.1", "10.0.0.1") as asked:
        assert fetch(f"http://rebind.example:{port}/page", LIMIT).data == PAGE
    assert asked == ["rebind.example"]


def test_a_redirect_into_the_private_network_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_web, "_is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(InputError, match="private network"):
        fetch(f"{site}/out/http_//10.0.0.1/page", LIMIT)


def test_a_page_that_its_server_alone_describes(site: str) -> None:
    reading = load(Url(f"{site}/plain"), ConvertOptions(allow_private=True))
    assert plain(reading.article.body).startswith("Grüße aus dem Hafen")
    assert [node.target for node in walk(reading.article.body) if isinstance(node, Link)] == [f"{site}/b"]
    assert reading.article.metadata.url == f"{site}/plain"


def test_convert(site: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="127"):
        copydesk.convert(f"{site}/page", tmp_path / "a.md")
    copydesk.convert(f"{site}/page", tmp_path / "a.md", allow_private=True)
    assert "The wheel that would not stop" in (tmp_path / "a.md").read_text("utf-8")


def test_the_command(site: str, tmp_path: Path, run: Callable[..., Run]) -> None:
    shown = run(f"{site}/to/page", "-t", "md", "--allow-private")
    assert b"The wheel that would not stop" in shown.out
    assert f"note: {site}/to/page leads to {site}/page" in shown.err
    run(f"{site}/page", "-t", "md", "-O", str(tmp_path), "--allow-private", "-q")
    assert [path.name for path in tmp_path.iterdir()] == ["the-wheel-that-would-not-stop.md"]
    run(f"{site}/page", "-o", str(tmp_path / "b.json"), "--allow-private", "-q")
    assert run(f"{site}/page", "-o", str(tmp_path / "c.json")).code == InputError.exit_code
    assert run("a.txt", "-o", f"{site}/page").code == UsageError.exit_code
    assert {path.name for path in tmp_path.iterdir()} == {"the-wheel-that-would-not-stop.md", "b.json"}


def test_a_failed_fetch_is_one_failure_among_others(site: str, tmp_path: Path, run: Callable[..., Run]) -> None:
    (tmp_path / "rain.txt").write_text("Rain at last\n\nIt rained on the lake for the first time in May.\n", "utf-8")
    out = tmp_path / "out"
    result = run(tmp_path / "rain.txt", f"{site}/absent", f"{site}/page", "-t", "md", "-O", out, "--allow-private")
    assert result.code == InputError.exit_code
    assert {path.name for path in out.iterdir()} == {"rain.md", "the-wheel-that-would-not-stop.md"}
    assert f"copydesk: {site}/absent: the server answers 404" in result.err
    assert "copydesk: 3 articles, 1 failed" in result.err
