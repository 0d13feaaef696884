"""Rules that users write in YAML: read strictly and compiled to the same `Rule`s as the built-in ones."""
