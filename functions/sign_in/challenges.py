"""The rules of a code sign-in as pure functions: what comes next, and whether an answer is right.

A code of "" is one that nobody can answer: for strangers, and whenever no mail went out. Otherwise whoever
makes us stop mailing could go on guessing.
"""

import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

import msgspec

CUSTOM: Final = "CUSTOM_CHALLENGE"
MOST_TRIES: Final = 3


class Round(msgspec.Struct, frozen=True, rename="camel"):
    """One challenge of the session, as Cognito remembers it for us."""

    challenge_name: str
    challenge_result: bool | None = None
    challenge_metadata: str | None = None


class Code(NamedTuple):
    """A code and until when it holds, in seconds since 1970."""

    code: str
    expires: int

    def written(self) -> str:
        """For the session, which only the triggers can read."""
        return f"{self.code}:{self.expires}"


class Verdict(NamedTuple):
    """What DefineAuthChallenge answers. Neither of the two: another challenge."""

    issue_tokens: bool = False
    fail: bool = False


def next_step(rounds: Sequence[Round], *, stranger: bool) -> Verdict:
    """Tokens for a right answer to our own challenge; at most MOST_TRIES; nothing else opens the door.

    A client can start this flow with Cognito's SRP challenges in front: their results count for nothing.
    """
    if any(one.challenge_name != CUSTOM for one in rounds):
        return Verdict(fail=True)
    if rounds and rounds[-1].challenge_result is True:
        return Verdict(fail=stranger, issue_tokens=not stranger)
    return Verdict(fail=len(rounds) >= MOST_TRIES)


def code_in_session(rounds: Sequence[Round]) -> Code | None:
    """The code mailed earlier in this session: a wrong answer gets another try at it, not another mail."""
    written = rounds[-1].challenge_metadata if rounds else None
    code, colon, expires = (written or "").rpartition(":")
    return Code(code, int(expires)) if colon and expires.isdecimal() else None


def is_right(answer: str, code: Code, now: datetime) -> bool:
    """Whether `answer` is the code, in time. Blanks that people type into it do not matter."""
    given = "".join(answer.split()).encode()
    same = hmac.compare_digest(given, code.code.encode())
    return same and code.code != "" and now.timestamp() < code.expires
