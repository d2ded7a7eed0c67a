"""What is true of every screen: it fits, can be pressed and read, and is open to everybody."""

from playwright.sync_api import Page, expect

from tests.browser.axe import violations


def is_whole(page: Page, *, phone: bool = False) -> None:
    """Open to everybody, nothing beside the screen, everything large enough to be pressed and read."""
    expect(page.locator("[data-skeleton]")).to_have_count(0)
    assert violations(page) == []
    assert overflow(page) <= 0
    assert small_targets(page) == []
    if phone:
        assert small_text(page) == []


def overflow(page: Page) -> int:
    """Pixels that the page is wider than its window."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide


def small_targets(page: Page) -> list[str]:
    """What can be pressed and is lower or narrower than 44 px; links inside running text may be.

    A tick or a choice is pressed by the whole label around it.
    """
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, select, input, textarea, summary')]
            .filter(e => !e.closest('.words') && !e.classList.contains('skip') && e.checkVisibility())
            .map(e => [e, (/checkbox|radio/.test(e.type) && e.closest('label') || e).getBoundingClientRect()])
            .filter(([e, r]) => r.width > 0 && (r.height < 43.5 || r.width < 43.5))
            .map(([e, r]) => `${e.outerHTML.slice(0, 120)} ${r.width}x${r.height}`)"""
    )
    return found


def small_text(page: Page) -> list[str]:
    """Text on screen that is set smaller than 16 px."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('#main *')]
            .filter(e => e.checkVisibility() && !e.closest('[aria-hidden=true]')
                && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
                && parseFloat(getComputedStyle(e).fontSize) < 16)
            .map(e => e.outerHTML.slice(0, 120))"""
    )
    return found
