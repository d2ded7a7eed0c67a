"""Putting mail right after something went wrong: dead letters again, raw mail again. Local cloud and AWS."""
