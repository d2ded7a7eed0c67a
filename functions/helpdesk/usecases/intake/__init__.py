"""From an arrived mail to its place: a ticket, an entry on one, the quarantine, or a deliberate stop."""
