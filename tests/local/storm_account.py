"""What became of everything after a storm."""

from collections import Counter

import msgspec

from helpdesk.domain.deliveries import Delivery, DeliveryState
from tests.local.post import Piece


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What became of everything."""

    mails: int
    entries: int
    quarantined: int
    stopped: int
    lost: list[str]
    doubled: list[str]
    sent: int
    held_back: int  # more than ten automatic answers to one person in three hours
    unsent: list[str]
    sent_again: int  # towards the world; the table knows each of them once
    dead_before: int
    dead: int
    failed_calls: int
    killed: int
    seconds: float


def is_unsent(delivery: Delivery, outward: Counter[str]) -> bool:
    """Still to be sent, or called sent without a mail."""
    if delivery.state is DeliveryState.STOPPED:
        return "automatic answers" not in delivery.reason
    return delivery.state is not DeliveryState.SENT or not outward[delivery.id]


def judge(pieces: list[Piece], landed: Counter[str]) -> tuple[list[str], list[str]]:
    """Which groups of mails landed too seldom, and which too often."""
    wanted: dict[str, int] = {}
    found: Counter[str] = Counter()
    for piece in pieces:
        wanted[piece.group] = 0 if piece.stopped else len(piece.recipients)
        found[piece.group] += landed[piece.key]
    lost = [group for group, count in wanted.items() if found[group] < count]
    return lost, [group for group, count in wanted.items() if found[group] > count]
