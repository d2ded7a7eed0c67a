"""What is counted to be limited: attempts, wrong answers, automatic answers."""

from datetime import UTC, datetime, timedelta

from helpdesk.storage.keys.parts import Key, digest, instant, normal_address


def attempts(what: str, at: datetime, window: timedelta) -> Key:
    """The row that counts `what` in the window `at` falls in; such windows follow each other without gaps."""
    first = datetime(1970, 1, 1, tzinfo=UTC)
    start = first + (at - first) // window * window
    return Key(f"ATTEMPTS#{digest(what)}", f"{instant(start)}#{int(window.total_seconds())}")


def misses(what: str) -> Key:
    return Key(f"MISSES#{digest(what)}", "MISSES")


def automatic(recipient: str) -> str:
    return f"AUTOMATIC#{digest(normal_address(recipient))}"


def automatic_answer(recipient: str, subject: str, at: datetime) -> Key:
    return Key(automatic(recipient), f"{instant(at)}#{subject_mark(subject)}")


def subject_mark(subject: str) -> str:
    return digest(" ".join(subject.lower().split()))[:16]
