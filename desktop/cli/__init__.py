"""The command line: the same use cases as the window's, without one. It never imports ui."""
