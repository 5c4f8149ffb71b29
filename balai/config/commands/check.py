"""`balai check`: is this installation set up as it must be? Every problem has a name and a way out."""

import argparse
from collections.abc import Iterator

from balai.config import boot

HELP = "Periksa apakah Balai terpasang sebagaimana mestinya."
_CATALOGUE = """
SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'desa_id'
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(args: argparse.Namespace) -> int:
    """0: all well; 1: problems named; 2: cannot look."""
    with boot.database() as server:
        boot.setup()
        if server is not None:
            boot.migrate()
        found = list(problems())
    for name, words in found:
        print(f"{name}: {words}")
    print("Semua baik." if not found else f"{len(found)} masalah.")
    return 1 if found else 0


# What the runtime role must never have, wherever the tables came from (a restore by hand, grants of one's own).
_TOO_MUCH = """
SELECT t FROM (VALUES ('django_migrations', 'UPDATE'), ('trace_head', 'UPDATE'), ('trace_event', 'INSERT'),
  ('cetakan_cetakan', 'DELETE'), ('people_person', 'DELETE'), ('people_pengguna', 'UPDATE'), ('utas_nomor', 'DELETE'))
  AS v(t, p) WHERE to_regclass(t) IS NOT NULL AND has_table_privilege(t, p)
"""


def problems() -> Iterator[tuple[str, str]]:
    """(name, what to do) of each problem."""
    from django.conf import settings
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        superuser, bypass = cursor.fetchone()
        if superuser or bypass:
            yield (
                "peran_terlalu_kuat",
                "DATABASE_URL memakai peran yang menembus pagar desa. Buat peran biasa tanpa BYPASSRLS.",
            )
        cursor.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
        )
        if cursor.fetchone()[0]:
            yield (
                "peran_pemilik",
                "DATABASE_URL memakai pemilik tabel. Pisahkan pemilik (DATABASE_OWNER_URL) dari peran kerja.",
            )
        cursor.execute("SHOW server_version_num")
        if int(cursor.fetchone()[0]) < 150000:
            yield "postgresql_lama", "Balai memerlukan PostgreSQL 15 atau lebih baru."
        cursor.execute(_CATALOGUE)
        for (table,) in cursor.fetchall():
            yield "tanpa_pagar", f"Tabel {table} tidak berpagar desa. Jalankan `balai migrate`."
        cursor.execute(_TOO_MUCH)
        for (table,) in cursor.fetchall():
            yield (
                "hak_berlebih",
                f"Peran kerja boleh terlalu banyak pada tabel {table}. Jalankan `balai migrate`; bila tetap, cabut dengan REVOKE.",
            )
        for function in (
            "balai_beku()",
            "balai_jejak()",
            "trace_append(bigint,text[],text,text,jsonb)",
            "sent_claim(bigint,text)",
        ):
            cursor.execute("SELECT to_regprocedure(%s)", [function])
            if cursor.fetchone()[0] is None:
                yield "fungsi_hilang", f"Fungsi {function} tidak ada. Jalankan `balai migrate`."
    if boot.behind():
        yield "skema_lama", "Skema belum mutakhir. Jalankan `balai migrate`."
    if not settings.BALAI_URL:
        yield (
            "tanpa_alamat",
            "BALAI_URL belum disetel: poster tanpa kode QR, dan kuki tidak dikunci ke HTTPS.",
        )
    elif not settings.BALAI_URL.startswith("https://"):
        yield "tanpa_https", "BALAI_URL bukan https; kata sandi dapat dibaca di jalan."
