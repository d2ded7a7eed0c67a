"""The demo: two desks, four tenants, people, and tickets with a history, told through the real use cases."""

from collections.abc import Callable

from ops.local.cloud import LocalCloud
from ops.local.outputs import Outputs


def run(cloud: LocalCloud, outputs: Outputs, tell: Callable[[str], None]) -> None:
    """Make it in the running `cloud`. `tell` hears what is being done."""
    from ops.seed.telling import make  # noqa: PLC0415 - the product's libraries take a moment to load

    make(cloud, outputs, tell)
