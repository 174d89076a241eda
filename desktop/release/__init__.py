"""Verified records become files: one format a module. Pure."""
