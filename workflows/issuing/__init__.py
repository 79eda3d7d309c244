"""Issuing: documents that people issue by an act of their own, one by one or for every party at once."""
