"""Fakes of what search keeps for a desk: the same rules over dictionaries."""

from dataclasses import dataclass, field

from msgspec.structs import replace

from helpdesk.domain.errors import NotFound, VersionConflict
from helpdesk.domain.views import View
from helpdesk.domain.waves import Wave


@dataclass
class KeptSearches:
    """What the table would hold."""

    waves: dict[tuple[str, str], Wave] = field(default_factory=dict)
    views: dict[tuple[str, str], View] = field(default_factory=dict)


class FakeWaves:
    """Waves in memory."""

    def __init__(self, kept: KeptSearches) -> None:
        self._kept = kept

    def waves(self, desk: str) -> tuple[Wave, ...]:
        found = [wave for (where, _), wave in self._kept.waves.items() if where == desk]
        return tuple(sorted(found, key=lambda wave: wave.last_at, reverse=True))

    def wave(self, desk: str, wave: str) -> Wave:
        if (desk, wave) not in self._kept.waves:
            raise NotFound("there is no such wave")
        return self._kept.waves[desk, wave]

    def put(self, wave: Wave) -> Wave:
        place = (wave.desk, wave.id)
        known = self._kept.waves.get(place)
        if (known.version if known else 0) != wave.version:
            raise VersionConflict(current=known)
        self._kept.waves[place] = replace(wave, version=wave.version + 1)
        return self._kept.waves[place]


class FakeViews:
    """Views in memory."""

    def __init__(self, kept: KeptSearches) -> None:
        self._kept = kept

    def views(self, desk: str) -> tuple[View, ...]:
        return tuple(self._kept.views[place] for place in sorted(self._kept.views) if place[0] == desk)

    def put(self, view: View) -> View:
        self._kept.views[view.desk, view.id] = view
        return view

    def delete(self, desk: str, view: str) -> None:
        self._kept.views.pop((desk, view), None)
