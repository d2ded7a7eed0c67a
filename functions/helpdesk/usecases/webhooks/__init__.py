"""Webhooks: setting them up, telling them, and trying again."""
