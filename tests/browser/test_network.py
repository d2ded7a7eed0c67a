"""The way that can be taken away: it carries all, and leaves nothing open behind it."""

import contextlib
import gc
import socket
import threading
import warnings
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.browser.network import Network

_GREETING, _ASK = b"\x05\x01\x00", b"\x05\x01\x00\x01\x7f\x00\x00\x01"
_MUCH = bytes(8 << 20)  # more than the kernel takes in for somebody who does not read


@pytest.fixture
def talker() -> Iterator[int]:
    """The port of one who says much to whoever comes, and then stops."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=_talk, args=(door,), daemon=True).start()
        yield door.getsockname()[1]


def _talk(door: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while True:
            with door.accept()[0] as guest, contextlib.suppress(OSError):
                guest.sendall(_MUCH)


def _through(network: Network, port: int) -> socket.socket:
    way = urlsplit(network.address)
    ours = socket.create_connection((way.hostname or "", way.port or 0), timeout=30)
    ours.sendall(_GREETING + _ASK + port.to_bytes(2))
    assert ours.recv(2, socket.MSG_WAITALL) == b"\x05\x00"
    return ours


def test_all_of_it_arrives(talker: int) -> None:
    with contextlib.closing(Network()) as network, _through(network, talker) as ours:
        answer = ours.recv(10, socket.MSG_WAITALL)
        said = b"".join(iter(lambda: ours.recv(1 << 16), b""))
    assert answer[1] == 0
    assert len(said) == len(_MUCH)


def test_who_does_not_read_is_let_go_at_the_end(talker: int) -> None:
    gc.collect()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        with contextlib.closing(Network()) as network, _through(network, talker) as ours:
            assert ours.recv(10, socket.MSG_WAITALL)[1] == 0
        gc.collect()
    assert [str(one.message) for one in said] == []


def test_who_has_only_just_come_is_let_go_too() -> None:
    gc.collect()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        for _ in range(50):
            with contextlib.closing(Network()) as network:
                way = urlsplit(network.address)
                guests = [socket.create_connection((way.hostname or "", way.port or 0)) for _ in range(8)]
            for guest in guests:
                guest.close()
        gc.collect()
    assert [str(one.message) for one in said] == []
