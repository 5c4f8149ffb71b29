"""Digests of what a print brought: they stand in the chain, so that no row can change unnoticed. No ids in them."""

import hashlib

from balai.ground.trace.verify import rows

_ROWS = (
    "SELECT urutan, bagian, kode_kegiatan, kode_rekening, uraian, sumber, anggaran, semula, volume, satuan, letak::text "
    "FROM penganggaran_baris WHERE desa_id = %s AND cetakan_id = %s ORDER BY urutan",
    "SELECT urutan, kunci, uraian, anggaran, semula, letak::text FROM penganggaran_jumlah "
    "WHERE desa_id = %s AND cetakan_id = %s ORDER BY urutan",
    "SELECT judul::text, nama::text, baris_dibaca FROM penganggaran_isi WHERE desa_id = %s AND cetakan_id = %s ORDER BY id",
)
_ABOUT = (
    "SELECT c.kind, c.year, c.version, c.dicetak, c.dasar, c.tanggal, c.received_office, c.received_words, "
    "b.name, b.size, b.media_type, b.stored, b.uploader, s.title, s.year, s.number "
    "FROM cetakan_cetakan c JOIN files_berkas b ON b.id = c.berkas_id JOIN utas_simpul s ON s.id = c.simpul_id "
    "WHERE c.desa_id = %s AND c.id = %s",
)
_FINDINGS = (
    "SELECT t.urutan, t.level, t.code, t.message, t.message_en, t.params::text, t.letak::text, t.public "
    "FROM utas_temuan t JOIN cetakan_cetakan c ON c.simpul_id = t.simpul_id "
    "WHERE t.desa_id = %s AND c.id = %s ORDER BY t.act, t.urutan",
)


def _digest(statements: tuple[str, ...], desa: int, print_id: int) -> str:
    whole = hashlib.sha256()
    for sql in statements:
        for row in rows(sql, desa, print_id):
            whole.update(repr(row).encode())
    return whole.hexdigest()


def rows_digest(desa: int, print_id: int) -> str:
    """Lines, stated sums, title and names of a print."""
    return _digest(_ROWS, desa, print_id)


def about_digest(desa: int, print_id: int) -> str:
    """What is known of the print and its file besides its rows."""
    return _digest(_ABOUT, desa, print_id)


def findings_digest(desa: int, print_id: int) -> str:
    """All findings of the print."""
    return _digest(_FINDINGS, desa, print_id)
