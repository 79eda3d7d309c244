"""Who takes part, what is known and what was decided: the facts, not their order."""
