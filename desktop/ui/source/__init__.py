"""The report as pages or text, with its highlights."""
