"""What people do with knowledge: write, publish, read, walk, vote, announce; and what is counted about it."""
