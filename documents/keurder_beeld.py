"""Judge a picture and write it anew, upright and without the place and device it was taken with.

Runs in the capped child only. Writing it anew also leaves behind whatever was hidden after the picture data.
"""

import io
from typing import Any

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

FOUT_KAPOT = "kapot"
FOUT_PIXELS = "pixels"
FOUT_SOORT = "soort"

JPG = "image/jpeg"
PNG = "image/png"
_TOEGESTAAN = {"JPEG", "MPO", "PNG", "HEIF"}

Image.MAX_IMAGE_PIXELS = None


def keur_beeld(data: bytes, opties: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        return _keur(data, opties)
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, IndexError, TypeError, KeyError):
        return {"fout": FOUT_KAPOT}, b""


def _keur(data: bytes, opties: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    if opties["soort"] == "heic":
        register_heif_opener(thumbnails=False)
    with Image.open(io.BytesIO(data)) as beeld:
        if beeld.format not in _TOEGESTAAN:
            return {"fout": FOUT_SOORT}, b""
        pixels = beeld.width * beeld.height
        if pixels > opties["max_pixels_verkleinbaar"]:
            return {"fout": FOUT_PIXELS}, b""
        verkleind = pixels > opties["max_pixels"]
        schaal = (opties["max_pixels"] / pixels) ** 0.5 if verkleind else 1.0
        doel = (max(1, int(beeld.width * schaal)), max(1, int(beeld.height * schaal)))
        if verkleind:
            beeld.draft(None, doel)
        als_png = beeld.format == "PNG"
        recht = ImageOps.exif_transpose(beeld)
    if verkleind:
        recht.thumbnail((max(doel), max(doel)))
    uit = _schrijf_png(recht) if als_png else _schrijf_jpg(recht)
    mime = PNG if als_png else JPG
    return {"fout": "", "mime": mime, "paginas": 1, "verwijderd": ["verkleind"] if verkleind else []}, uit


def _schrijf_png(beeld: Image.Image) -> bytes:
    if beeld.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
        beeld = beeld.convert("RGB")
    beeld.info = {k: v for k, v in beeld.info.items() if k == "transparency"}
    uit = io.BytesIO()
    beeld.save(uit, "PNG", optimize=False)
    return uit.getvalue()


def _schrijf_jpg(beeld: Image.Image) -> bytes:
    beeld = beeld if beeld.mode in ("L", "RGB") else beeld.convert("RGB")
    beeld.info = {}
    uit = io.BytesIO()
    beeld.save(uit, "JPEG", quality=88)
    return uit.getvalue()
