"""The one process that is the local cloud: emulator, portal, API, mail doors, state."""
