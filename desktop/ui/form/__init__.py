"""The current record in editors."""
