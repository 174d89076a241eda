"""The group check: like values of many records on one sheet."""
