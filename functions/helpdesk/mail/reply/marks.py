"""Private characters that carry from the HTML to the splitter where a quote starts and ends."""

BLOCK = "\ue000"  # a quote starts
MAYBE = "\ue001"  # an indented block starts: a quote when a line before it says so
END = "\ue002"  # the last one started ends
REST = "\ue003"  # all that follows is a quote
ALL = BLOCK + MAYBE + END + REST
_NONE = str.maketrans("", "", ALL)


def without(text: str) -> str:
    """`text` as a reader sees it."""
    if not any(mark in text for mark in ALL):
        return text
    lines = text.split("\n")
    return "\n".join(line.translate(_NONE) for line in lines if not line.strip() or line.strip(ALL + " "))
