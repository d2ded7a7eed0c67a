"""What the API's verbs about search keep."""

import msgspec

from helpdesk.ports.desk_searches import ViewStore, WaveStore


class Searching(msgspec.Struct, frozen=True, kw_only=True):
    """Saved searches, and waves that were noticed."""

    views: ViewStore
    waves: WaveStore
