"""Packs of words and shapes: numbers, dates, money, countries. Pure."""
