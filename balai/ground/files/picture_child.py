"""The limited child that opens a stranger's picture: bytes on stdin; `ok` or a reason on one line, then bytes out.

It may use 600 MB of address space, 30 s of CPU, and write no file.
"""

import io
import sys
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

MEGABYTE = 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_PAGES = 20
LONGEST = 2400  # pixels of the longer side: an A4 sheet stays readable at 200 dots per inch
FORMATS = ("JPEG", "PNG", "WEBP")


class Refuse(Exception):
    """With the reason's code."""


def limit() -> None:
    """Set the limits of this process, where the system knows them."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (600 * MEGABYTE, 600 * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def picture(data: bytes) -> bytes:
    """One picture as a JPEG of ours: upright, no larger than needed, nothing but pixels. Raises Refuse."""
    try:
        found = Image.open(io.BytesIO(data), formats=FORMATS)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Refuse("bukan_gambar") from error
    if found.width * found.height > MAX_PIXELS:
        raise Refuse("terlalu_luas")
    try:
        found.draft("RGB", (LONGEST, LONGEST))  # a JPEG is opened no larger than needed
        upright = ImageOps.exif_transpose(found) or found
        return _jpeg(upright)
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise Refuse("rusak") from error


def _jpeg(found: Image.Image) -> bytes:
    small = found.copy()
    small.thumbnail((LONGEST, LONGEST))
    if small.mode in {"RGBA", "LA", "P"}:
        seen = small.convert("RGBA")
        small = Image.new("RGB", seen.size, "white")
        small.paste(seen, mask=seen.getchannel("A"))
    out = io.BytesIO()
    small.convert("RGB").save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def scan(data: bytes) -> bytes:
    """A PDF of the pictures of a PDF's pages: no script, no attachment, no hidden text. Raises Refuse."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refuse("sandi" if "password" in str(error).lower() else "rusak") from error
    if not 0 < len(document) <= MAX_PAGES:
        raise Refuse("terlalu_panjang" if len(document) else "rusak")
    pages = []
    for page in document:
        width, height = page.get_size()
        scale = LONGEST / max(width, height, 1)
        pages.append(page.render(scale=min(scale, 3)).to_pil().convert("RGB"))
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150, quality=80)
    return out.getvalue()


def main() -> None:
    """Read, answer, end. A refusal is an answer too."""
    kind = sys.argv[1]
    data = sys.stdin.buffer.read()
    limit()
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        made = scan(data) if kind == "pdf" else picture(data)
        sys.stdout.buffer.write(b"ok\n" + made)
    except Refuse as refused:
        print(refused.args[0])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError):
        print("terlalu_luas")


if __name__ == "__main__":
    main()
