"""Processes that may crash or hang: reading and rendering."""
