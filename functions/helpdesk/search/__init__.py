"""Full-text search and ranking: the only importer of tantivy and, lazily, of the sentence encoder."""
