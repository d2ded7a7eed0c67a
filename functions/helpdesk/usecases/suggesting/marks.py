"""How the timeline tells that a suggestion filled in a field by itself."""

GUESSED = "suggested with "
"""Begins the reason of such a change."""
