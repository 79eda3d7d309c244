"""The municipalities of a region as SVG paths that share their borders: read by `make.py` only."""

import math
from itertools import pairwise
from typing import Any

import shapely  # type: ignore[import-not-found, import-untyped, unused-ignore]

WIDTH = 900
TOLERANCE = 0.0008  # degrees: the side of the square of a corner that may be cut


def outlines(shapes: dict[str, Any]) -> dict[str, Any]:
    """SVG paths, one per municipality, simplified together so that neighbours still share their border."""
    codes = sorted(shapes)
    simple = shapely.coverage_simplify([shapes[code] for code in codes], TOLERANCE)
    west, south, east, north = shapely.total_bounds(simple)
    shrink = math.cos(math.radians((south + north) / 2))
    unit = WIDTH / ((east - west) * shrink)

    def place(longitude: float, latitude: float) -> tuple[int, int]:
        return round((longitude - west) * shrink * unit), round((north - latitude) * unit)

    paths, labels = {}, {}
    for code, shape in zip(codes, simple, strict=True):
        polygons = shape.geoms if shape.geom_type == "MultiPolygon" else [shape]
        rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
        paths[code] = "".join(drawn([place(*point) for point in ring.coords]) for ring in rings)
        labels[code] = place(*shapely.maximum_inscribed_circle(shape).coords[0])
    return {"view_box": [0, 0, *place(east, south)], "paths": paths, "labels": labels}


def drawn(points: list[tuple[int, int]]) -> str:
    """A closed ring as an SVG path with relative steps; nothing where it shrank to less than a triangle."""
    steps = [f"{x - a} {y - b}" for (a, b), (x, y) in pairwise(points) if (a, b) != (x, y)]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps[:-1])}z" if len(steps) > 2 else ""
