"""Every route, what each kind of caller hears of it, and the house that this is tried in."""
