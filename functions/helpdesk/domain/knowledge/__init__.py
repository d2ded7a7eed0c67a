"""What a desk knows: spaces, articles, decision trees, bulletins, and who may read them. Pure."""
