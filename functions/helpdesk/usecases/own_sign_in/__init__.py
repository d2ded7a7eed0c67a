"""One's own way in: sessions, and the second factor."""
