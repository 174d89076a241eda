"""Searching all reports: what to look for, and where it was found."""
