import signal
import socket
import time
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

from cio_kb import server
from tests.processes import run, start


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def refusal(**variables):
    """The one line that `serve` says before it gives up."""
    status, output, errors = run("serve", **variables)
    assert status == 1
    assert output == ""
    assert errors.count("\n") == 1, errors
    return errors


def test_a_taken_port_is_refused_with_another(taken_port):
    said = refusal(PORT=str(taken_port))
    assert f"Port {taken_port} is taken" in said
    assert f"PORT={taken_port + 1} make run" in said


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "8000.5", "٨٠٠٠"])
def test_what_is_no_port_is_refused(port):
    assert "it must be a whole number from 1 to 65535" in refusal(PORT=port)


def test_what_is_no_number_of_workers_is_refused():
    assert "WORKERS is 'many'" in refusal(WORKERS="many")


def test_a_silent_database_server_is_named_without_its_password(free_port):
    said = refusal(
        DATABASE_URL=f"postgres://ada:hush@127.0.0.1:{free_port}/kb", PORT=str(free_port)
    )
    assert f"Cannot reach the database postgres://127.0.0.1:{free_port}/kb" in said
    assert "correct DATABASE_URL" in said
    assert "hush" not in said


def test_a_database_file_that_cannot_be_opened_is_named(tmp_path, free_port):
    said = refusal(DATABASE_URL=f"sqlite:///{tmp_path}/none/db.sqlite3", PORT=str(free_port))
    assert f"{tmp_path}/none/db.sqlite3" in said
    assert "must exist and be writable" in said


def test_granian_gets_few_threads_and_our_folder():
    words = server.granian("127.0.0.1", 8000, 2, settings.BASE_DIR)
    assert words[words.index("--blocking-threads") + 1] == str(server.BLOCKING_THREADS)
    assert words[words.index("--working-dir") + 1] == str(settings.BASE_DIR)


def answer(address, process):
    """The page at an address, once the server is up."""
    for _ in range(1800):
        try:
            return urlopen(address, timeout=10)
        except URLError:
            assert process.poll() is None, process.communicate()
            time.sleep(0.1)
    raise AssertionError("the server did not come up within three minutes")


@pytest.mark.slow
def test_the_site_starts_from_nothing_and_ctrl_c_stops_it(tmp_path, free_port):
    process = start(
        "serve", PORT=str(free_port), DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3", WORKERS="1"
    )
    try:
        page = answer(f"http://127.0.0.1:{free_port}/admin/login/", process).read().decode()
        style = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
        static = answer(f"http://127.0.0.1:{free_port}{style}", process)
    finally:
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=30)
    assert f"http://127.0.0.1:{free_port}/" in output
    assert "make admin" in output
    assert "immutable" in static.headers["Cache-Control"], "collected, and named by its hash"
    assert "Traceback" not in errors
    assert process.returncode == 0
