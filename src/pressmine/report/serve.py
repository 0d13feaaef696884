"""The report behind a local server, which writes corrections that are made in its pages.

It answers on the loopback interface only. Every address begins with a token that only this process knows, so that a
page of another site can neither read nor write here; `Host` and `Origin` are checked besides.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock

from pressmine.corrections import read_corrections
from pressmine.corrections.lines import Correction, parse, without_correction
from pressmine.errors import RunError, refused_as
from pressmine.sinks.whole_files import write_whole

#: A correction is a few hundred bytes.
_LONGEST = 1 << 16


class Server(ThreadingHTTPServer):
    """Serves one report on 127.0.0.1. `address` is what to open; corrections go to `file`, one request at a time."""

    daemon_threads = True

    def __init__(self, report: Path, file: Path, port: int = 0) -> None:
        self.token = secrets.token_urlsafe(24)
        self.file = file
        self.lock = Lock()
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
        """A file of the report, or the corrections so far as JSON."""
        if not self._allowed():
            return
        if self.path != "/corrections":
            super().do_GET()
            return
        with self._told(), self.server.lock:
            found = read_corrections(self.server.file) if self.server.file.exists() else []
            self._answer(HTTPStatus.OK, json.dumps([c.model_dump(exclude_defaults=True) for c in found]))

    def do_HEAD(self) -> None:
        """The same without the file."""
        if self._allowed():
            super().do_HEAD()

    def do_POST(self) -> None:
        """One correction, as JSON: it is added to the file."""
        correction = self._sent()
        if correction is not None:
            with self._told(), self.server.lock:
                with self.server.file.open("a", encoding="utf-8") as stream:
                    stream.write(correction.model_dump_json(exclude_defaults=True) + "\n")
                self._answer(HTTPStatus.NO_CONTENT)  # once it is in the file

    def do_DELETE(self) -> None:
        """One correction, as JSON: it is taken out of the file."""
        correction = self._sent()
        if correction is not None:
            with self._told(), self.server.lock:
                left = without_correction(self.server.file, correction)
                if left is not None:
                    with refused_as(f"{self.server.file} can't be written"):
                        write_whole(self.server.file, left.decode())
                self._answer(HTTPStatus.NO_CONTENT)

    def _sent(self) -> Correction | None:
        """The correction of a request; None if it was refused."""
        if not self._allowed():
            return None
        if self.path != "/corrections" or self.headers.get("Content-Type") != "application/json":
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit() or int(length) > _LONGEST:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return None
        try:
            return parse(self.rfile.read(int(length)), "the correction")
        except (RunError, OSError) as error:
            self._answer(HTTPStatus.BAD_REQUEST, str(error), "text/plain")
            return None

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong with the file is the answer, as a sentence."""
        try:
            yield
        except (RunError, OSError) as error:
            self._answer(HTTPStatus.BAD_REQUEST, str(error), "text/plain")

    def _answer(self, status: HTTPStatus, text: str = "", kind: str = "application/json") -> None:
        data = text.encode()
        self.send_response(status)
        if data:
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

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
