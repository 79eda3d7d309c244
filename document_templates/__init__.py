"""What papers say and how they look: facts in, bytes out."""
