"""HTML of strangers: made harmless, and made readable as text."""
