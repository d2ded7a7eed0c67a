"""What a ticket does to those that stand under it."""
