"""What sheets that cover report and form have in common."""
