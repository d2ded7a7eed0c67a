"""Tells webhooks what happened to tickets."""
