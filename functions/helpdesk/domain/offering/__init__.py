"""What requesters can order from the catalogue, and the questions that go with it."""
