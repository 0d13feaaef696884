"""What French is, without documents: pure functions over strings, and the word lists (``.toml``) that they read."""
