"""Every minute, from EventBridge: exports and erasures that are under way."""

from typing import Any

import msgspec
from aws_lambda_powertools.utilities.typing import LambdaContext

from helpdesk import bootstrap, observe
from helpdesk.usecases.privacy.deps import PrivacyDeps
from helpdesk.usecases.privacy.working import work

_RESERVE_MS = 25_000
"""Begin no further step when less is left; the next run goes on."""


def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001 - nothing in it is needed
    """Lambda entry point."""
    return respond(bootstrap.privacy(), context)


def respond(deps: PrivacyDeps, context: LambdaContext) -> dict[str, Any]:
    """Go on with what is due, and say what was done."""
    worked = work(deps, lambda: context.get_remaining_time_in_millis() > _RESERVE_MS)
    done: dict[str, Any] = msgspec.to_builtins(worked)
    log = observe.logger("privacy")
    (log.error if worked.failed else log.info)("worked", extra={"worked": done})
    return done
