"""The sample network of the demonstration: After Care on real territory, with plainly invented bodies and people."""

from workflows.samples.loading import load_sample

__all__ = ["load_sample"]
