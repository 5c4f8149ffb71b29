"""A read file as JSON and back: for holding it between two screens."""

from typing import Any

from balai.adapters.sheets.grid import FileRead, Grid, Row


def to_json(file: FileRead) -> dict[str, Any]:
    """Plain values."""
    return {
        "kind": file.kind,
        "masked": file.masked,
        "notes": file.notes,
        "grids": [
            {
                "sheet": g.sheet, "text": list(g.text), "empty": list(g.formulas_without_value),
                "merged": list(g.merged_down),
                "rows": [[r.row, r.page, list(r.cells)] for r in g.rows],
            }
            for g in file.grids
        ],
    }  # fmt: skip


def from_json(value: dict[str, Any]) -> FileRead:
    """The same file again."""
    grids = tuple(
        Grid(
            g["sheet"],
            tuple(Row(tuple(c), row, page) for row, page, c in g["rows"]),
            tuple(g["text"]),
            tuple(g["empty"]),
            tuple((a, b, c) for a, b, c in g.get("merged", ())),
        )
        for g in value["grids"]
    )
    return FileRead(value["kind"], grids, value["masked"], value["notes"])
