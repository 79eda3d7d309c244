"""Papers: the facts of each document gathered from the dossier, and the bytes made after the commit."""

from workflows.papers.asking import PAPERS, ask
from workflows.papers.making import make_documents

__all__ = ["PAPERS", "ask", "make_documents"]
