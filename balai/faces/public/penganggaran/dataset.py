"""A year's budget as schema.org data for search engines (JSON-LD). Totals only; no person is named."""

from typing import Any

from balai.rooms.penganggaran.apbdes.shape import Year

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_FORMATS = {"csv": "text/csv", "json": "application/json"}


def dataset(year: Year, base: str) -> dict[str, Any]:
    """The Dataset of a year. `base`: this installation's public address, empty if it does not know it."""
    desa = year.desa
    page = f"{base}/desa/{desa.kode}/anggaran/{year.tahun}/"
    found: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "Dataset", "name": f"APB Desa {desa.nama} {year.tahun}",
        "description": f"APB Desa {desa.nama}, Kecamatan {desa.kecamatan}, {desa.kabupaten}, {year.tahun}.",
        "identifier": f"{desa.kode}-{year.tahun}", "license": LICENCE, "temporalCoverage": str(year.tahun),
        "isAccessibleForFree": True, "inLanguage": "id", "version": year.berlaku.versi,
        "creator": {"@type": "GovernmentOrganization", "name": f"Pemerintah Desa {desa.nama}"},
        "spatialCoverage": {"@type": "AdministrativeArea", "name": f"Desa {desa.nama}", "identifier": desa.kode},
    }  # fmt: skip
    if year.diperbarui:
        found["dateModified"] = year.diperbarui.isoformat()
    if base:
        found["url"] = page
        found["distribution"] = [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{page}unduh/apbdes.{name}"}
            for name, kind in _FORMATS.items()
        ]
    return found
