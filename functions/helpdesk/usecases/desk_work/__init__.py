"""What makes a desk's day quicker: counts, ready-made texts, who is on which ticket, who is calling."""
