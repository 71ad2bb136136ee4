"""Fetching the one page that a person names by its address, and nothing else.

A name is resolved once, and the connection goes to the very address that was checked, so that no server can lead a
request into the network that this computer stands in. No proxy is used: it would resolve the name anew.
"""

from __future__ import annotations

import re
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from copydesk.errors import InputError, UsageError

if TYPE_CHECKING:
    from http.client import HTTPConnection, HTTPResponse

    from copydesk.problems import Problem

__all__ = ["Fetched", "Url", "fetch", "is_url"]

TIMEOUT = 30.0
"""Seconds after which a fetch is given up, redirects included."""
MOST_REDIRECTS = 5
_CHUNK = 2**16
_TEXTS = re.compile(r"(?:text/[\w.+-]+|application/[\w.+-]+|multipart/related)", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml+xml")
_REDIRECTS = (301, 302, 303, 307, 308)
_TRANSLATED = 0x64FF9B << 96  # the first of the IPv6 addresses behind which a translator has the IPv4 ones
_LOCAL = "Save the page and name its file, or add --allow-private if you trust the address"
_SAVE = "Open it in a browser, save the page, and name its file"


class Url(str):
    """The address of a page: an absolute URL of the scheme http or https."""

    __slots__ = ()


class Fetched(NamedTuple):
    """A page: its bytes, the address that they came from in the end, the encoding that the server declares, whether it
    declares HTML, and the redirects as Problems."""

    data: bytes
    url: str
    charset: str | None
    is_html: bool
    problems: tuple[Problem, ...]


def is_url(source: object) -> bool:
    """Whether a text is the address of a page, and not the name of a file."""
    return isinstance(source, str) and re.match(r"https?://", source, re.IGNORECASE) is not None


def fetch(url: str, limit: int, *, allow_private: bool = False, timeout: float = TIMEOUT) -> Fetched:
    """The page at an address, at most ``limit`` bytes of it and within ``timeout`` seconds.

    Addresses of a private network, and of this computer, are refused unless ``allow_private``. Raises UsageError for a
    text that is no address, and InputError if the page cannot be had.
    """
    deadline = time.monotonic() + timeout
    from copydesk.problems import Problem

    problems: list[Problem] = []
    for _ in range(MOST_REDIRECTS + 1):
        answer = _request(url, limit, deadline, allow_private)
        if isinstance(answer, Fetched):
            return answer._replace(problems=tuple(problems))
        problems.append(Problem("redirect", None, f"{url} leads to {answer}, which was read"))
        url = answer
    raise InputError(f"the address leads on to others more than {MOST_REDIRECTS} times", "Name the last of them")


def _request(url: str, limit: int, deadline: float, allow_private: bool) -> Fetched | str:
    """The page at an address, or the address that the server names instead."""
    from http.client import HTTPException

    parts = _parts(url)
    host, port = str(parts.hostname), parts.port or (443 if parts.scheme == "https" else 80)
    address = _resolve(host, port, allow_private)
    connection = _connection(parts.scheme, host, port, address, deadline)
    watch = threading.Timer(max(0.0, deadline - time.monotonic()), _hang_up, (connection,))
    try:
        connection.connect()
        watch.start()
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        if parts.query:
            target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
        headers = {"User-Agent": "copydesk", "Accept": "text/html, */*;q=0.5", "Accept-Encoding": "identity"}
        connection.request("GET", target, headers={**headers, "Connection": "close"})
        response = connection.getresponse()
        if response.status in _REDIRECTS and response.getheader("Location"):
            return _onward(url, str(response.getheader("Location")))
        return _fetched(url, response, limit, deadline)
    except (OSError, HTTPException) as error:
        if isinstance(error, TimeoutError) or time.monotonic() >= deadline:
            raise InputError(f"{host} did not answer in time", "Try again later, or save the page") from None
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise InputError(f"{host} cannot be read: {reason}", "Check the address and the connection") from None
    finally:
        watch.cancel()
        connection.close()


def _hang_up(connection: HTTPConnection) -> None:
    """Ends a connection, so that a server that sends a byte now and then does not hold it for ever."""
    import socket

    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        valid = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        valid = False
    if not valid or any(ord(character) <= 32 for character in url):
        raise UsageError(f"{url!r} is not the address of a page", "Write it as in https://example.org/article")
    if parts.username is not None or parts.password is not None:
        raise UsageError("an address with a name and a password in it is not read", _SAVE)
    return parts


def _onward(url: str, location: str) -> str:
    onward = urljoin(url, location.strip())
    if not is_url(onward):
        raise InputError(f"the address leads to {onward!r}, which is not the address of a page", _SAVE)
    if urlsplit(url).scheme == "https" and urlsplit(onward).scheme != "https":
        raise InputError(f"the address leads to {onward}, which is not encrypted", "Name that address, if you trust it")
    return onward.partition("#")[0]


class _Address(NamedTuple):
    """An address of the network: its family and what ``socket.connect`` takes."""

    family: int
    sockaddr: tuple[object, ...]


def _resolve(host: str, port: int, allow_private: bool) -> _Address:
    """The first address of a host that may be asked."""
    import socket

    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise InputError(f"there is no host {host}", "Check the address and the connection") from None
    addresses = [_Address(family, tuple(sockaddr)) for family, _, _, _, sockaddr in found]
    allowed = [each for each in addresses if allow_private or _is_public(str(each.sockaddr[0]))]
    if not allowed:
        raise InputError(f"{host} is an address of this computer or of a private network", _LOCAL)
    return allowed[0]


def _is_public(text: str) -> bool:
    """Whether an address is one of the public network, also where it stands for another."""
    from ipaddress import IPv4Address, IPv6Address, ip_address

    address = ip_address(text.partition("%")[0])
    inner: list[IPv4Address | IPv6Address | None] = [address]
    if isinstance(address, IPv6Address):
        inner += [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if int(address) - _TRANSLATED in range(2**32):
            inner.append(IPv4Address(int(address) - _TRANSLATED))
    return all(each.is_global and not each.is_multicast for each in inner if each is not None)


def _connection(scheme: str, host: str, port: int, address: _Address, deadline: float) -> HTTPConnection:
    """A connection to an address, which is told the name of the host."""
    import socket
    from http.client import HTTPConnection

    class Connection(HTTPConnection):
        default_port = 443 if scheme == "https" else 80

        def connect(self) -> None:
            self.sock = socket.socket(address.family, socket.SOCK_STREAM)
            self.sock.settimeout(_left(deadline))
            self.sock.connect(address.sockaddr)
            if scheme == "https":
                import ssl

                self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=host)

    return Connection(host, port)


def _left(deadline: float) -> float:
    """The seconds left. Raises TimeoutError if there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _fetched(url: str, response: HTTPResponse, limit: int, deadline: float) -> Fetched:
    if response.status != 200:
        raise InputError(f"the server answers {response.status} {response.reason}".rstrip(), "Check the address")
    kind = response.headers.get_content_type()
    if not _TEXTS.fullmatch(kind):
        raise InputError(f"the address holds no page but {kind}", "Name the address of an article")
    encoding = (response.getheader("Content-Encoding") or "identity").lower()
    if encoding != "identity":
        raise InputError(f"the server sends the page as {encoding}, though it was asked not to", _SAVE)
    chunks: list[bytes] = []
    size = 0
    while size <= limit:
        _left(deadline)
        chunk = response.read1(_CHUNK)
        if not chunk:
            _left(deadline)
            break
        chunks.append(chunk)
        size += len(chunk)
    if size > limit:
        raise InputError(f"the page holds more than {limit // 2**20} MB", "Save the part that you need")
    return Fetched(b"".join(chunks), url, response.headers.get_content_charset(), kind in _PAGES, ())
