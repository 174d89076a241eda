"""The desktop application: rooms for reading, suggesting, reviewing, releasing and showing."""
