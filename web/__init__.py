"""Pages, programming interface and command line: the two thin ways in."""
