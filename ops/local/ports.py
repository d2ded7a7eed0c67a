"""Is a port free? And which ones are, for tests."""

import socket
from contextlib import ExitStack

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
    """That many ports nobody listens on right now."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind((HOST, 0))
        return [each.getsockname()[1] for each in sockets]


def _bindable(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
