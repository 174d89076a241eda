"""Measurements: each against the bare thing in the same run, so that the figure is a ratio and not the machine's."""
