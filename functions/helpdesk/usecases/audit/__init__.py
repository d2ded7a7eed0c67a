"""Writing the audit, and reading it."""
