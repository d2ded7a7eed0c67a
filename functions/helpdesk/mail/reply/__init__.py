"""What a reply says that is new, apart from the history it quotes and the signature under it."""
