"""A file becomes a Reading: pages of text, boxes, spans and anchors. Pure: no Qt, no store."""
