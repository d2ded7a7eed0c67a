"""Answers before questions: articles and tickets like what is being written, and what kind of work it is."""
