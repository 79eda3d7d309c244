"""How things move and when: pathways, the one function that advances a dossier, clocks and follow-ups."""
