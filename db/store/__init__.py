"""Projections of the journal: one subject a module."""
