"""What these verbs need besides the ports of tickets."""

import msgspec

from helpdesk.ports.knowledge import BulletinStore, FeedbackStore, KnowledgeStore


class KnowledgeDeps(msgspec.Struct, frozen=True, kw_only=True):
    """Knowledge of all desks. `portal_url`: where readers find articles."""

    store: KnowledgeStore
    bulletins: BulletinStore
    feedback: FeedbackStore
    portal_url: str
