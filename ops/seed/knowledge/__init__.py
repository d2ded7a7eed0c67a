"""The demo's knowledge: spaces, articles (a Markdown file per language), a decision tree, a bulletin."""
