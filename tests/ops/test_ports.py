"""Ports for servers of tests and measurements."""

import socket
from itertools import chain

from ops.local.cloud import HOST
from ops.local.ports import _candidates, free_ports

OUTGOING = 32_768  # from here on Linux gives ports to connections of its own


def test_no_port_is_given_out_twice_or_could_be_that_of_a_connection() -> None:
    found = list(chain.from_iterable(free_ports(count) for count in (1, 3, 5)))

    assert len(set(found)) == 9
    assert max(found) < OUTGOING


def test_a_port_that_somebody_listens_on_is_passed_over() -> None:
    (port,) = free_ports(1)
    with socket.socket() as taken:
        taken.bind((HOST, port))
        taken.listen()
        _candidates.cache_clear()  # begin again

        assert port not in free_ports(3)
