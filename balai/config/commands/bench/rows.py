"""The rows of `balai bench`. `python -m balai.config.commands.bench.rows NAME ROUNDS` measures one, as JSON.

Budgets: 300 lines whole within 1 s; a Penjabaran within 0.3 s, outside the request.
"""

import contextlib
import hashlib
import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import balai
from balai.config.commands.bench.yardstick import Work, measure

SAMPLES = Path(balai.__file__).parent / "contoh" / "berkas"
CHECKOUT = Path(balai.__file__).parents[1] / "tests" / "berkas"  # the long PDF is no part of the wheel
CODE, YEAR = "33.99.99.2001", 2025
MANY = 300
Row = Callable[[], contextlib.AbstractContextManager[Work]]


@contextlib.contextmanager
def xlsx() -> Iterator[Work]:
    """Read and judge 294 lines; beside it calamine's bare reading of the same cells."""
    from python_calamine import CalamineWorkbook

    data = (SAMPLES / "penjabaran-siskeudes.xlsx").read_bytes()

    def bare(_n: int) -> object:
        return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()

    yield Work("read and judge 294 lines, XLSX", _import(data, "cetakan.xlsx"), bare, "calamine", 1000)


@contextlib.contextmanager
def pdf() -> Iterator[Work]:
    """Read and judge 294 lines of 19 pages; beside it the bare text of the pages."""
    import pypdfium2

    file = CHECKOUT / "penjabaran-siskeudes.pdf"
    if not file.exists():
        raise FileNotFoundError("PDF 19 halaman hanya ada di salinan kode sumber, bukan di paket.")
    data = file.read_bytes()

    def bare(_n: int) -> object:
        return [p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(data)]

    yield Work(
        "read and judge 294 lines, PDF of 19 pages", _import(data, "cetakan.pdf"), bare, "pdfium text", 0
    )


def _import(data: bytes, name: str) -> Callable[[int], object]:
    from balai.adapters.sheets.apbdes.receive import Choice, receive
    from balai.config.commands.import_ import village

    desa = village(CODE)
    assert desa is not None  # noqa: S101 - the sample village
    return lambda _n: receive(data, name, desa, Choice(tahun=YEAR))


@contextlib.contextmanager
def store() -> Iterator[Work]:
    """Receive and publish through the gate, in a throw-away database."""
    from balai.adapters.sheets.apbdes.receive import Choice, receive
    from balai.config.commands.import_ import village
    from balai.config.commands.publish import published, throw_away

    desa = village(CODE)
    assert desa is not None  # noqa: S101 - the sample village
    data = (SAMPLES / "penjabaran-siskeudes.xlsx").read_bytes()
    first = receive(data, "cetakan.xlsx", desa, Choice(tahun=YEAR))
    with throw_away(""):
        publish = published(CODE)

        def take(n: int) -> object:
            other = data + b"\0" * n
            return publish(replace(first, data=other, sha256=hashlib.sha256(other).hexdigest()))

        yield Work("receive and publish 294 lines through the gate", take, budget_ms=1000)


@contextlib.contextmanager
def penjabaran() -> Iterator[Work]:
    """The Penjabaran of 294 lines, amounts changed each time."""
    from balai.adapters.papers.apbdes import penjabaran_pdf

    yield Work("Penjabaran PDF of 294 lines, warm, new data", _paper(penjabaran_pdf), budget_ms=300)


@contextlib.contextmanager
def poster() -> Iterator[Work]:
    """The A3 poster, amounts changed each time."""
    from balai.adapters.papers.apbdes import poster as wall

    yield Work("A3 poster, warm, new data", _paper(wall))


def _paper(make: Callable[..., bytes]) -> Callable[[int], object]:
    from balai.adapters.sheets.apbdes.receive import Choice, as_budget, receive
    from balai.config.commands.import_ import village

    desa = village(CODE)
    assert desa is not None  # noqa: S101 - the sample village
    data = (SAMPLES / "penjabaran-siskeudes.xlsx").read_bytes()
    received = receive(data, "cetakan.xlsx", desa, Choice(tahun=YEAR))
    budget = as_budget(received.printed, received.title, desa, received.name)

    def run(n: int) -> object:
        lines = tuple(
            replace(x, anggaran=x.anggaran + 1000 * n + at % 7) for at, x in enumerate(budget.lines)
        )
        return make(replace(budget, lines=lines), f"https://desa.invalid/{CODE}/{YEAR}/")

    return run


@contextlib.contextmanager
def bulk() -> Iterator[Work]:
    """300 small prints of all kinds in one ZIP, read and reported as `import massal --dry-run` does."""
    from balai.config.cli import main

    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(SAMPLES / "massal.zip") as source:
        entries = [e for e in source.infolist() if not e.is_dir()]
        file = Path(folder) / "massal.zip"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
            for n in range(MANY):
                entry = entries[n % len(entries)]
                target.writestr(f"{n:03}/{entry.filename}", source.read(entry))
        words = ["import", "massal", str(file), "--kabupaten", "33.99", "--dry-run", "--json"]
        words += ["--daftar-desa", str(SAMPLES / "massal.desa.csv"), "--tahun", str(YEAR)]

        def run(_n: int) -> object:
            with contextlib.redirect_stdout(io.StringIO()) as told:
                main(words)
            if len(json.loads(told.getvalue())["files"]) != MANY:
                raise RuntimeError("Tidak semua berkas dilaporkan.")
            return told

        yield Work(f"bulk of {MANY} small prints (XLSX, XLS, PDF, CSV)", run, long=True)


ROWS: dict[str, Row] = {
    "xlsx": xlsx, "pdf": pdf, "simpan": store, "penjabaran": penjabaran, "poster": poster, "massal": bulk,
}  # fmt: skip


def main(words: list[str]) -> int:
    """Measure one row and print it as one line of JSON."""
    name, rounds = words[0], int(words[1])
    with ROWS[name]() as work:
        found = measure(name, work, rounds)
    print(json.dumps(found.as_json()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
