"""What each state of a ticket does to each kind of clock, as data that a desk may change."""

import enum
from collections.abc import Mapping

from helpdesk.domain.decoding import to_struct
from helpdesk.domain.errors import Invalid
from helpdesk.domain.policies import ClockKind


class ClockEffect(enum.StrEnum):
    """MEET: the state itself fulfils the promise; STOP: it ends it unmet, without alarms."""

    RUN = "run"
    PAUSE = "pause"
    MEET = "meet"
    STOP = "stop"


ClockBehaviour = Mapping[str, Mapping[ClockKind, ClockEffect]]
"""By state, then by kind of clock. What is not named runs."""

_DONE = {
    ClockKind.FIRST_RESPONSE: ClockEffect.STOP,
    ClockKind.NEXT_RESPONSE: ClockEffect.STOP,
    ClockKind.RESOLUTION: ClockEffect.MEET,
    ClockKind.OLA: ClockEffect.MEET,
}

DEFAULT_BEHAVIOUR: ClockBehaviour = {
    # Only the customer's own delay is theirs: answers stay owed, and a supplier's delay is the operator's.
    "waiting-customer": {ClockKind.RESOLUTION: ClockEffect.PAUSE, ClockKind.OLA: ClockEffect.PAUSE},
    # The team's internal promise waits for the other party; what the customer was promised does not.
    "waiting-other": {ClockKind.OLA: ClockEffect.PAUSE},
    "solved": _DONE,
    "closed": _DONE,
}


def effect_of(behaviour: ClockBehaviour, state: str, kind: ClockKind) -> ClockEffect:
    """What the state does to such a clock."""
    return behaviour.get(state, {}).get(kind, ClockEffect.RUN)


def read_behaviour(raw: object, states: frozenset[str]) -> ClockBehaviour:
    """A desk's own behaviour, laid over the default. Raises Invalid naming the field."""
    given = to_struct(raw, dict[str, dict[ClockKind, ClockEffect]])
    for state, effects in given.items():
        if state not in states:
            raise Invalid(field=state, reason=f"is not a state; use {', '.join(sorted(states))}")
        if effects.get(ClockKind.FIRST_RESPONSE) is ClockEffect.PAUSE:
            raise Invalid(field=f"{state}.first-response", reason="no state pauses the first response")
    return {
        state: {**DEFAULT_BEHAVIOUR.get(state, {}), **given.get(state, {})}
        for state in {*DEFAULT_BEHAVIOUR, *given}
    }
