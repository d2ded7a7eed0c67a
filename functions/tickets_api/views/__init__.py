"""What the API shows: structs that say exactly what leaves the house, and how they are made."""
