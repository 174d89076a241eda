"""The project file: its model, its journal and its store."""
