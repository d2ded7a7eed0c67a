"""Private characters that carry from the HTML to the splitter where a quote starts and ends."""

BLOCK = "\ue000"  # a quote starts
MAYBE = "\ue001"  # an indented block starts: a quote when there is other text
END = "\ue002"  # the last one started ends
REST = "\ue003"  # all that follows is a quote
OWN = "\ue004"  # an indented block that is the sender's own unless a line before says who wrote it
SIGNED = "\ue005"  # the program sets the signature below this
OPENING = BLOCK + MAYBE + OWN
ALL = BLOCK + MAYBE + END + REST + OWN + SIGNED
_NONE = str.maketrans("", "", ALL)


def without(text: str) -> str:
    """`text` as a reader sees it."""
    if not any(mark in text for mark in ALL):
        return text
    kept = [line.translate(_NONE) for line in text.split("\n") if not line.strip() or line.strip(ALL + " ")]
    return "\n".join(kept)
