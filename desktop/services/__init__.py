"""Use cases that join the rooms with the store; every write returns Changes."""
