"""The registry of actions and their shortcuts."""
