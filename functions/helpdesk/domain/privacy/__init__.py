"""One person: what is kept of them, and making it go."""
