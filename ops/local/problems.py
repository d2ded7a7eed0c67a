"""What can go wrong around the local cloud, said as one sentence and what to do about it."""


class Problem(Exception):  # noqa: N818 - says what it is
    """Something the person at the keyboard can put right."""

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy
