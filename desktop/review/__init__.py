"""The rules of review: checks, queues. Pure."""
