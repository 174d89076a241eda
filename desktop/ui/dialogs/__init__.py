"""Windows that ask: one a file."""
