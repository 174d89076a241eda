"""A Reading becomes suggestions with evidence and confidence. Pure."""
