"""All rewritings in one list: label → (file name, bytes, sample), of the small cut or of the whole budget."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.berkas.rakit.cetak_pdf import TATA, TATA_PERUBAHAN, pdf
from tests.berkas.rakit.ketikan import KETIKAN
from tests.berkas.rakit.ketikan_perubahan import KETIKAN_PERUBAHAN
from tests.berkas.rakit.pokok import PILIHAN, PILIHAN_PDF, Baris, penjabaran, perubahan, potong

AWAL, BERUBAH = "penjabaran-siskeudes", "apb-perubahan"


@dataclass(frozen=True, slots=True)
class Berkas:
    """One rewriting: `make()` gives file name and bytes; `kegiatan` are those kept, None for all."""

    label: str
    sample: str
    make: Callable[[], tuple[str, bytes]]
    kegiatan: tuple[str, ...] | None


def daftar(whole: bool = False) -> Iterator[Berkas]:
    """Every rewriting of both samples. `whole` takes all rows; the tests take a cut, which is quicker."""

    def rows(all_rows: tuple[Baris, ...], kegiatan: tuple[str, ...] = PILIHAN) -> tuple[Baris, ...]:
        return all_rows if whole else potong(all_rows, kegiatan)

    kept, kept_pdf = (None, None) if whole else (PILIHAN, PILIHAN_PDF)
    first, changed = rows(penjabaran()), rows(perubahan())
    for label, typed in KETIKAN.items():
        yield Berkas(label, AWAL, lambda f=typed: f(first), kept)
    for label, typed in KETIKAN_PERUBAHAN.items():
        yield Berkas(f"changed: {label}", BERUBAH, lambda f=typed: f(changed), kept)
    first_pdf, changed_pdf = rows(penjabaran(), PILIHAN_PDF), rows(perubahan(), PILIHAN_PDF)
    for label, tata in TATA.items():
        yield Berkas(f"pdf: {label}", AWAL, lambda t=tata: ("cetakan.pdf", pdf(first_pdf, t)), kept_pdf)
    for label, tata in TATA_PERUBAHAN.items():
        yield Berkas(
            f"pdf: {label}",
            BERUBAH,
            lambda t=tata: ("cetakan.pdf", pdf(changed_pdf, t, "PERUBAHAN APB DESA")),
            kept_pdf,
        )
