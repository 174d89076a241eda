"""What the journal's entries make of the project: the same code in live use, replay and migration."""
