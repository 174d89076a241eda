"""What the report says and no record cites: the worklist, its card, and the reviewer's look at what was left out."""
