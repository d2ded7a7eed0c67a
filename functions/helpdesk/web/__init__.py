"""HTTP at the edge: request -> principal and typed input, answer -> JSON, errors -> problem documents.

The only importer of chalice. A view never sees an event, and never lets an exception out.
"""
