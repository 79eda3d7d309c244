"""The faults that keep a pathway from being published, one module for each theme."""
