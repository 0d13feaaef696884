"""Rules that a user writes in YAML: read strictly, compiled to the same `Rule`s as the built-in ones."""
