"""What the desk makes of a wave: nothing, or one incident that the others stand under."""

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import HelpdeskError, Invalid, NotFound
from helpdesk.domain.people import Principal
from helpdesk.domain.relations import CHILD_OF
from helpdesk.domain.waves import Wave, WaveState
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import retrying
from helpdesk.usecases.suggesting.relating import relate
from helpdesk.usecases.tickets import find


class MadeIncident(msgspec.Struct, frozen=True, kw_only=True):
    """The wave, and which of its tickets stand under the incident now; `left` could not be linked."""

    wave: Wave
    linked: tuple[str, ...]
    left: tuple[str, ...]


def waves_of(deps: ApiDeps, principal: Principal, desk: str) -> tuple[Wave, ...]:
    """Those nobody has decided about, newest first. Raises NotFound for those not of the desk."""
    _check(principal, desk)
    return tuple(one for one in deps.searching.waves.waves(desk) if one.state is WaveState.OPEN)


def dismiss(deps: ApiDeps, principal: Principal, desk: str, wave: str) -> Wave:
    """It is none. Raises NotFound."""
    _check(principal, desk)
    return retrying(lambda: _put(deps, deps.searching.waves.wave(desk, wave), WaveState.DISMISSED, None))


def make_incident(deps: ApiDeps, principal: Principal, desk: str, wave: str, key: str) -> MadeIncident:
    """`key` is the incident; the wave's other tickets are linked under it, whosever they are.

    Doing it again links what a fault left out. Raises NotFound, and Invalid for a ticket of another desk.
    """
    _check(principal, desk)
    store = deps.stores.for_principal(principal).tickets
    try:
        parent = store.get(find(deps, key))
    except NotFound as error:
        raise Invalid(field="key", reason="there is no such ticket") from error
    if parent.ref.scope.desk != desk:
        raise Invalid(field="key", reason="that ticket belongs to another desk")
    linked: dict[str, None] = {}

    def take_all() -> MadeIncident:
        """What came while the others were linked is in the wave too, and has its turn."""
        found = deps.searching.waves.wave(desk, wave)
        others = [one.key for one in found.tickets if one.ref != parent.ref]
        left = [one for one in others if one not in linked and not _linked(deps, principal, one, parent.key)]
        linked.update(dict.fromkeys(one for one in others if one not in left))
        decided = _put(deps, found, WaveState.INCIDENT, parent.key)
        return MadeIncident(wave=decided, linked=tuple(linked), left=tuple(left))

    return retrying(take_all)


def _linked(deps: ApiDeps, principal: Principal, key: str, parent: str) -> bool:
    try:
        relate(deps, principal, key, parent, CHILD_OF)
    except HelpdeskError:  # erased, or being changed all the time: the others go on
        return False
    return True


def _put(deps: ApiDeps, known: Wave, state: WaveState, incident: str | None) -> Wave:
    """Raises VersionConflict when it is another wave by now."""
    if known.state is state and known.incident == incident:
        return known
    return deps.searching.waves.put(replace(known, state=state, incident=incident, updated_at=deps.now()))


def _check(principal: Principal, desk: str) -> None:
    if principal.ticket is not None or principal.on_desk(desk) is None:
        raise NotFound("there is no such desk")
