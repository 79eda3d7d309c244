"""Migrations: numbered, each applied once, read in order like a list."""
