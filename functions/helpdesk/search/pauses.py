"""Waiting before trying again, so that writers who met do not meet again."""

import random
import time

FIRST, LONGEST = 0.05, 2.0


def jittered(attempt: int) -> None:
    """Sleep up to FIRST, doubled with every attempt, at most LONGEST seconds."""
    time.sleep(random.uniform(0, min(LONGEST, FIRST * 2**attempt)))  # noqa: S311 - not a secret
