"""The sparse index of work that waits for its time: partitions, shards and what they sort by."""

import zlib

from helpdesk.domain.ids import check_id
from helpdesk.storage.keys.parts import Key, check_row_id, normal_address

OUTBOX_WORK = "WORK#OUTBOX#"
RECALCULATION_WORK = "WORK#RECALCULATION"
WEBHOOK_WORK = "WORK#WEBHOOKS"
PRIVACY_WORK = "WORK#PRIVACY"
HANDOVER_WORK = "WORK#HANDOVERS"


def shard_of(pk: str, shards: int) -> int:
    """Which shard of the work index takes the rows of this partition."""
    return zlib.crc32(pk.encode()) % shards


def sla_work(shard: int) -> str:
    return f"WORK#SLA#{shard}"


def outbox_work(shard: int) -> str:
    return f"{OUTBOX_WORK}{shard}"


def digest_work(shard: int) -> str:
    return f"WORK#DIGEST#{shard}"


def digest_reader(desk_id: str, recipient: str) -> str:
    """Whose digest it is: what held notices sort by first."""
    return f"{check_id(desk_id, 'desk')}#{normal_address(recipient)}"


def recalculations(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#RECALCULATIONS"


def recalculation(desk_id: str, job_id: str) -> Key:
    return Key(recalculations(desk_id), check_row_id(job_id))


def handovers(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#HANDOVERS"


def handover(desk_id: str, job_id: str) -> Key:
    return Key(handovers(desk_id), check_row_id(job_id))
