"""Is a port free? And which ones are, for tests."""

import os
import socket
from collections.abc import Iterator
from functools import cache
from itertools import cycle, islice

from ops.local.cloud import HOST, LocalCloud
from ops.local.problems import Problem


def check_free(cloud: LocalCloud) -> None:
    """Raises Problem naming the first port of this cloud that something else listens on."""
    for option, port in cloud.ports.items():
        if not _bindable(port):
            raise Problem(
                f"Port {port} on {HOST} is taken by another program.",
                f"Stop that program, or choose another port with --{option}.",
            )


def free_ports(count: int) -> list[int]:
    """That many ports nobody listens on right now; none is given out twice by this process."""
    return list(islice(filter(_bindable, _candidates()), count))


@cache
def _candidates() -> Iterator[int]:
    """Ports that no outgoing connection is given (Linux begins at 32768): one of those could be in use by the
    time that a server listens. Each process begins at a place of its own."""
    first, last, each = 15_000, 32_000, 50
    start = os.getpid() * each % (last - first)
    return cycle([*range(first + start, last), *range(first, first + start)])


def _bindable(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
