"""What a person does, counted as the keystroke-level model does, and how long the app made them wait.

The model and its times: Card, Moran and Newell, "The keystroke-level model for user performance time with
interactive systems", Communications of the ACM 23(7), 1980. Thumbs type slower than ten fingers: 36.2 words
a minute, which are 0.33 s a key (Palin, Feit, Kim, Kristensson, Oulasvirta, MobileHCI 2019).
"""

import time
from collections.abc import Callable
from typing import Final

import msgspec
from playwright.sync_api import Locator, Page, expect

KEY_S: Final = 0.28
THUMB_S: Final = 0.33
POINT_S: Final = 1.1
THINK_S: Final = 1.35
KEYBOARD_PX: Final = 320
"""What a phone's keyboard covers while somebody types."""


class Strokes(msgspec.Struct):
    """One person at one page. `wait_s` is how long they stood before something that was not there yet."""

    page: Page
    keys: int = 0
    points: int = 0
    thoughts: int = 0
    wait_s: float = 0

    def think(self) -> None:
        """Of the next step."""
        self.thoughts += 1

    def tap(self, there: Locator) -> None:
        """With a flick before, or the keyboard put away, where a phone would not show it at once."""
        self._wait_for(there)
        self.points += 1 if self._in_sight(there) else 2
        there.tap()

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.keys += len(words)

    def press(self, key: str) -> None:
        """One key, or several at once: each is one stroke."""
        self.page.keyboard.press(key)
        self.keys += key.count("+") + 1

    def walk_to(self, there: Locator, key: str = "Tab", most: int = 20) -> None:
        """By pressing the key until the focus is there."""
        self._wait_for(there)
        for _ in range(most):
            self.press(key)
            if there.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"not reached with {most} times {key}")

    def until(self, there: Locator) -> None:
        """They cannot go on before this is there."""
        self._wait_for(there)

    def until_cursor(self, there: Locator) -> None:
        """They cannot type before the cursor is there."""
        self._wait(lambda: expect(there).to_be_focused())

    def person_s(self, key_s: float) -> float:
        """What the person needs of it."""
        return self.keys * key_s + self.points * POINT_S + self.thoughts * THINK_S

    def said(self, name: str, key_s: float) -> str:
        person = self.person_s(key_s)
        return (
            f"{name}: {self.keys} keys, {self.points} taps, {self.thoughts} thoughts = {person:.1f} s; "
            f"the app {self.wait_s:.1f} s; together {person + self.wait_s:.1f} s"
        )

    def _in_sight(self, there: Locator) -> bool:
        box, size = there.bounding_box(), self.page.viewport_size
        assert box
        assert size
        types = self.page.evaluate("document.activeElement?.matches('input, textarea') ?? false")
        return box["y"] >= 0 and box["y"] + box["height"] <= size["height"] - (KEYBOARD_PX if types else 0)

    def _wait_for(self, there: Locator) -> None:
        self._wait(lambda: expect(there).to_be_visible())

    def _wait(self, until: Callable[[], None]) -> None:
        began = time.monotonic()
        until()
        self.wait_s += time.monotonic() - began
