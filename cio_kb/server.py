"""How the site is served: the port, the number of processes, and granian's command line."""

import errno
import socket
import sys

BLOCKING_THREADS = (
    4  # a process; each holds a database connection, so granian's default is too many
)
SECONDS_TO_FINISH = 5  # for requests under way, or a worker still starting, when we are stopped


class Refused(ValueError):
    """The server cannot start like this; the message is one line and names the remedy."""


def whole_number(environ, name, default, highest):
    """The value of an environment variable, from 1 to `highest`."""
    text = environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= highest):
        raise Refused(f"{name} is {text!r}: it must be a whole number from 1 to {highest}.")
    return int(text)


def require_free(host, port):
    """Refuse a port that cannot be bound, where granian would print its backtrace."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            other = port + 1 if 1024 <= port < 65535 else 8001
            reason = {
                errno.EADDRINUSE: "is taken",
                errno.EACCES: "is reserved for the system",
            }.get(error.errno, f"cannot be used ({error.strerror})")
            raise Refused(f"Port {port} {reason}: try PORT={other} make run") from error


def granian(host, port, workers, folder):
    """The command line that serves the site from its `folder`, static files included."""
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": port,
        "--workers": workers,
        "--blocking-threads": BLOCKING_THREADS,
        "--workers-kill-timeout": SECONDS_TO_FINISH,
        "--working-dir": folder,
        "--log-level": "warning",
    }
    words = [str(word) for option in options.items() for word in option]
    return [sys.executable, "-m", "granian", *words, "--no-ws", "cio_kb.wsgi:application"]
