"""Spellings of names, mended together."""
