"""Where records go. A sink sees the record and nothing of how it came about."""
