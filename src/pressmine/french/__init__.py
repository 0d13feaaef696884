"""The knowledge of French, independent of documents: pure functions over strings, and the word lists they read."""
