"""The sample network of the demonstration: After Care on real territory, with plainly invented bodies and people."""

from workflows.samples.loading import Sample, load_sample

__all__ = ["Sample", "load_sample"]
