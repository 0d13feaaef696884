"""The report behind a local server, which writes corrections that are made in its pages.

It answers on the loopback interface only. Every address begins with a token that only this process knows, so that a
page of another site can neither read nor write here; `Host` and `Origin` are checked besides.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pressmine.corrections.lines import parse
from pressmine.errors import RunError, refused_as

#: A correction is a few hundred bytes.
_LONGEST = 1 << 16


class Server(ThreadingHTTPServer):
    """Serves one report on 127.0.0.1. `address` is what to open; corrections are appended to `file`."""

    daemon_threads = True

    def __init__(self, report: Path, file: Path, port: int = 0) -> None:
        self.token = secrets.token_urlsafe(24)
        self.file = file
        handler: Callable[..., _Handler] = partial(_Handler, directory=str(report))
        with refused_as(f"port {port} can't be used", "; give --port"):
            super().__init__(("127.0.0.1", port), handler)

    @property
    def origin(self) -> str:
        """Where its pages come from."""
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def address(self) -> str:
        """The page to open."""
        return f"{self.origin}/{self.token}/index.html"


class _Handler(SimpleHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        """A file of the report."""
        if self._allowed():
            super().do_GET()

    def do_HEAD(self) -> None:
        """The same without the file."""
        if self._allowed():
            super().do_HEAD()

    def do_POST(self) -> None:
        """One correction, as JSON."""
        if not self._allowed():
            return
        if self.path != "/corrections" or self.headers.get("Content-Type") != "application/json":
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit() or int(length) > _LONGEST:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        try:
            correction = parse(self.rfile.read(int(length)), "the correction")
            with self.server.file.open("a", encoding="utf-8") as stream:
                stream.write(correction.model_dump_json(exclude_defaults=True) + "\n")
        except (RunError, OSError) as error:
            self.send_error(HTTPStatus.BAD_REQUEST, explain=str(error))
            return
        self.send_response(HTTPStatus.NO_CONTENT)
        self.end_headers()

    def end_headers(self) -> None:
        """What every answer says besides."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()

    def list_directory(self, path: object) -> None:
        """No folder is listed."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal is the user's."""

    def _allowed(self) -> bool:
        """True for a request of our own pages; the token is taken off the path."""
        head = f"/{self.server.token}/"
        origin = self.headers.get("Origin")
        host = self.headers.get("Host")
        own = f"127.0.0.1:{self.server.server_port}"
        if not self.path.startswith(head) or host != own or origin not in (None, self.server.origin):
            self.send_error(HTTPStatus.FORBIDDEN)
            return False
        self.path = self.path[len(head) - 1 :]
        return True
