"""The list of reports and the list of records."""
