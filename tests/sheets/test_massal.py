"""Bulk import: what becomes of each file, whatever else lies beside it. Figures are tested in test_samples."""

import csv
import json
import zipfile
from pathlib import Path

import pytest

from balai.adapters.sheets import massal
from balai.adapters.sheets.guard import SheetRefused
from balai.adapters.sheets.massal import FileReport, Place, read_massal
from balai.config.commands.import_massal import read_daftar
from balai.plain.findings import Level

BERKAS = Path(__file__).resolve().parents[1] / "berkas"
SENT = zipfile.ZipFile(BERKAS / "massal.zip")
CONTOH_05 = SENT.read("Kec. Contoh Lor/apbdes_contoh05_fix.csv")  # prints its code 33.99.01.2005
CONTOH_16 = SENT.read("Kec. Contoh Kidul/contoh16.csv")


@pytest.fixture(scope="module")
def daftar() -> list[Place]:
    with open(BERKAS / "massal.desa.csv", newline="", encoding="utf-8") as file:
        return [Place(r["kode_desa"], r["desa"], r["kecamatan"]) for r in csv.DictReader(file)]


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in files.items():
            book.writestr(name, data)
    return path


def changed(data: bytes, *pairs: tuple[str, str]) -> bytes:
    """The print with words replaced; each must be there, else the test tests nothing."""
    text = data.decode("cp1252")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text.encode("cp1252")


def outcome(reports: list[FileReport]) -> dict[str, tuple[str, str, list[str]]]:
    """berkas → (hasil, kode_desa, codes of questions and refusals)."""
    grave = {Level.QUESTION, Level.REFUSAL}
    return {
        r.berkas: (r.hasil, r.kode_desa, [f.code for f in r.findings if f.level in grave]) for r in reports
    }


def sent(tmp_path: Path, daftar: list[Place], **files: bytes) -> dict[str, tuple[str, str, list[str]]]:
    return outcome(
        read_massal(zipped(tmp_path / "kiriman.zip", {f"{n}.csv": d for n, d in files.items()}), daftar)
    )


def test_a_folder_says_the_same_as_its_zip(tmp_path: Path, daftar: list[Place]) -> None:
    SENT.extractall(tmp_path)
    found = outcome(read_massal(tmp_path, daftar))
    control = json.loads((BERKAS / "massal.kontrol.json").read_text())["per_berkas"]
    assert {name: hasil for name, (hasil, _desa, _codes) in found.items()} == {
        w["berkas"]: w["hasil"] for w in control
    }


def test_the_order_is_the_order_of_the_zip(tmp_path: Path, daftar: list[Place]) -> None:
    found = sent(tmp_path, daftar, z=CONTOH_05, a=b"halo", m=CONTOH_16)
    assert list(found) == ["z.csv", "a.csv", "m.csv"]


def test_junk_is_passed_over_and_a_path_out_of_the_zip_is_only_a_name(
    tmp_path: Path, daftar: list[Place]
) -> None:
    junk = (".DS_Store", "a/Thumbs.db", "a\\Thumbs.db", "__MACOSX/a/._b.csv", "~$b.xlsx", "x/desktop.ini")
    archive = zipped(tmp_path / "k.zip", {**dict.fromkeys(junk, b"x"), "../../b.csv": CONTOH_05})
    before = sorted(tmp_path.parent.rglob("*.csv"))
    assert outcome(read_massal(archive, daftar)) == {"../../b.csv": ("diterima", "33.99.01.2005", [])}
    assert sorted(tmp_path.parent.rglob("*.csv")) == before, "nothing is unpacked to disk"


def test_a_bomb_a_torn_and_a_locked_entry_do_not_stop_the_rest(tmp_path: Path, daftar: list[Place]) -> None:
    path = zipped(
        tmp_path / "k.zip", {"bom.csv": b"0" * 19_000_000, "sobek.csv": CONTOH_16, "baik.csv": CONTOH_05}
    )
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as book:
        torn = book.getinfo("sobek.csv").header_offset + 200
    data[torn : torn + 40] = b"\xff" * 40
    path.write_bytes(bytes(data))
    assert outcome(read_massal(path, daftar)) == {
        "bom.csv": ("rusak", "", ["bom"]),
        "sobek.csv": ("rusak", "", ["rusak"]),
        "baik.csv": ("diterima", "33.99.01.2005", []),
    }


def test_an_entry_with_a_password_is_told_so(tmp_path: Path, daftar: list[Place]) -> None:
    path = zipped(tmp_path / "k.zip", {"a.csv": CONTOH_05})
    data = bytearray(path.read_bytes())
    data[6] |= 1  # general purpose bit 0 of the local header and of the directory: encrypted (APPNOTE 4.4.4)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    assert outcome(read_massal(path, daftar)) == {"a.csv": ("rusak", "", ["sandi"])}


def test_a_reader_that_fails_spoils_one_report_only(
    tmp_path: Path, daftar: list[Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = massal.read_file

    def failing(data: bytes, name: str):
        if name == "a.csv":
            raise ZeroDivisionError
        return real(data, name)

    monkeypatch.setattr(massal, "read_file", failing)
    found = sent(tmp_path, daftar, a=CONTOH_16, b=CONTOH_05)
    assert found == {"a.csv": ("rusak", "", ["rusak"]), "b.csv": ("diterima", "33.99.01.2005", [])}


def test_the_same_bytes_twice_are_one_print(tmp_path: Path, daftar: list[Place]) -> None:
    found = sent(tmp_path, daftar, a=CONTOH_05, b=CONTOH_05)
    assert [hasil for hasil, *_ in found.values()] == ["diterima", "digantikan"]


def dated(data: bytes, day: str) -> bytes:
    """The print with another printer's date; "" takes the date away."""
    found = next(r for r in data.decode("cp1252").splitlines() if "Printed by" in r)
    return changed(data, (found, f"Printed by Siskeudes {day}" if day else ""))


@pytest.mark.parametrize("names", ["ab", "ba"])
def test_the_newer_date_holds_whatever_the_names(tmp_path: Path, daftar: list[Place], names: str) -> None:
    old, new = names
    found = sent(tmp_path, daftar, **{old: dated(CONTOH_05, "09/01/2025 08:00:00"), new: dated(CONTOH_05, "10/01/2025 07:00:00")})  # fmt: skip
    assert {n: h for n, (h, *_rest) in found.items()} == {
        f"{old}.csv": "digantikan",
        f"{new}.csv": "diterima",
    }


@pytest.mark.parametrize("days", [("09/01/2025 08:00:00",) * 2, ("", ""), ("09/01/2025 08:00:00", "")])
def test_prints_that_no_date_tells_apart_all_wait(
    tmp_path: Path, daftar: list[Place], days: tuple[str, str]
) -> None:
    one, two = dated(CONTOH_05, days[0]), dated(CONTOH_05, days[1]) + b"\r\n"
    found = sent(tmp_path, daftar, a=one, b=two)
    assert {h for h, *_ in found.values()} == {"pertanyaan"}, "the file's name must not decide"
    assert all(codes == ["cetakan_mana"] for *_, codes in found.values())


def test_a_newer_print_with_a_question_still_replaces_the_older(tmp_path: Path, daftar: list[Place]) -> None:
    older = dated(CONTOH_05, "09/01/2025 08:00:00")
    newer = changed(dated(CONTOH_05, "10/01/2025 08:00:00"), ("PENDAPATAN;;;1.168.626.000,00", "PENDAPATAN;;;1.168.626.001,00"))  # fmt: skip
    found = sent(tmp_path, daftar, a=older, b=newer)
    assert [found["a.csv"][0], found["b.csv"][0]] == ["digantikan", "pertanyaan"]


def test_another_year_is_told_by_the_argument_or_by_the_most(tmp_path: Path, daftar: list[Place]) -> None:
    other = changed(CONTOH_16, ("TAHUN ANGGARAN 2025", "TAHUN ANGGARAN 2024"))
    path = zipped(tmp_path / "k.zip", {"a.csv": CONTOH_05, "b.csv": other, "c.csv": CONTOH_16})
    assert [r.hasil for r in read_massal(path, daftar)] == ["diterima", "tahun_lain", "diterima"]
    assert [r.hasil for r in read_massal(path, daftar, 2024)] == ["tahun_lain", "diterima", "tahun_lain"]


CODE, VILLAGE = "Kode Desa : 33.99.01.2005", "DESA CONTOH 05"


def test_a_name_in_two_kecamatan_without_kecamatan_is_asked(tmp_path: Path, daftar: list[Place]) -> None:
    twin = [*daftar, Place("33.99.02.2099", "Desa Contoh 05", "Contoh Kidul")]
    nameless = changed(CONTOH_05, (CODE, ""), ("KECAMATAN CONTOH LOR", ""))
    path = zipped(
        tmp_path / "k.zip", {"33.99.02.2099.csv": nameless, "b.csv": changed(CONTOH_05, (CODE, ""))}
    )
    first, second = read_massal(path, twin)
    assert (first.hasil, first.kode_desa) == ("pertanyaan", ""), "the file's name is no proof"
    assert first.findings[-1].params["calon"] == ["33.99.01.2005", "33.99.02.2099"]
    assert second.kode_desa == "33.99.01.2005", "the kecamatan tells them apart"


@pytest.mark.parametrize("spelling", ["Desa  Contoh   05", "DESA : CONTOH 05", "PEMERINTAH DESA CONTOH 05"])
def test_spellings_of_one_village(tmp_path: Path, daftar: list[Place], spelling: str) -> None:
    data = changed(CONTOH_05, (CODE, ""), (VILLAGE, spelling))
    assert sent(tmp_path, daftar, a=data)["a.csv"][:2] == ("diterima", "33.99.01.2005")


def test_a_code_that_is_another_village_s_is_asked(tmp_path: Path, daftar: list[Place]) -> None:
    data = changed(CONTOH_05, (CODE, "Kode Desa : 33.99.01.2004"))
    assert sent(tmp_path, daftar, a=data)["a.csv"] == ("pertanyaan", "33.99.01.2004", ["desa_beda"])


def test_a_village_outside_the_list_is_asked_and_the_file_s_name_offered(
    tmp_path: Path, daftar: list[Place]
) -> None:
    data = changed(CONTOH_05, (CODE, ""), (VILLAGE, "DESA ENTAH"))
    path = zipped(tmp_path / "k.zip", {"33.99.01.2007 apbdes.csv": data})
    (report,) = read_massal(path, daftar)
    assert (report.hasil, report.kode_desa) == ("pertanyaan", "")
    assert report.findings[-1].params["calon"] == ["33.99.01.2007"]


def test_bytes_are_kept_of_accepted_files_only(tmp_path: Path, daftar: list[Place]) -> None:
    path = zipped(tmp_path / "k.zip", {"a.csv": CONTOH_05, "b.csv": CONTOH_05, "c.csv": b"halo"})
    assert [r.data for r in read_massal(path, daftar, keep=True)] == [CONTOH_05, b"", b""]
    assert [r.data for r in read_massal(path, daftar)] == [b"", b"", b""]


def many(path: Path) -> Path:
    return zipped(path, {f"{n}.csv": b"" for n in range(massal.MOST_FILES + 1)})


def test_what_is_no_collection_is_refused(tmp_path: Path, daftar: list[Place]) -> None:
    text = tmp_path / "a.txt"
    text.write_text("halo")
    cases = {
        "tidak_ada": tmp_path / "tidak-ada.zip",
        "bukan_kumpulan": text,
        "terlalu_banyak": many(tmp_path / "banyak.zip"),
    }
    for code, path in cases.items():
        with pytest.raises(SheetRefused) as told:
            read_massal(path, daftar)
        assert told.value.code == code
    with pytest.raises(SheetRefused, match="satu lembar kerja"):
        read_massal(BERKAS / "penjabaran-siskeudes.xlsx", daftar)


def test_a_list_of_villages_as_excel_saves_it(tmp_path: Path) -> None:
    wanted = read_daftar(BERKAS / "massal.desa.csv")
    saved = tmp_path / "d.csv"
    saved.write_text((BERKAS / "massal.desa.csv").read_text().replace(",", ";"), encoding="utf-8-sig")
    assert read_daftar(saved) == wanted
    saved.write_text("kode_desa,desa,kode_kecamatan,kecamatan\n33.99.01.2001,,33.99.01,Contoh Lor\n")
    with pytest.raises(ValueError, match="baris 2: kolom desa kosong"):
        read_daftar(saved)
    with pytest.raises(ValueError, match="tidak dapat dibuka"):
        read_daftar(tmp_path / "tidak-ada.csv")
