"""Handing over what an agent has in hand: asked for by admins, worked off in steps."""
