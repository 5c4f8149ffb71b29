"""QR codes as vector paths, for papers that lead back to the screen."""

from collections.abc import Iterable

import segno


def qr_svg(url: str) -> str:
    """A QR code for `url` with its quiet zone of four modules, as an SVG of one path.

    Correction level M: a wall poster is scratched and rained on, a longer code would be harder to scan.
    """
    code = segno.make_qr(url, error="m")
    matrix = tuple(code.matrix_iter(border=4))
    runs = [
        f"M{start} {y}h{end - start}v1h-{end - start}z"
        for y, row in enumerate(matrix)
        for start, end in _runs(row)
    ]
    side = len(matrix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path fill="#000" d="{"".join(runs)}"/></svg>'
    )


def _runs(row: Iterable[int]) -> list[tuple[int, int]]:
    """Stretches of dark modules in a row, as (start, end)."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for x, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            runs.append((start, x))
            start = None
    return runs
