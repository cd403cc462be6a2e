"""Images are decoded and written anew: upright, without EXIF (no GPS position), of a reasonable size."""

import io
import warnings
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageOps

from forum.core.i18n import lazy
from forum.uploads.errors import Unacceptable
from forum.uploads.kinds import GIF, JPEG, PNG, WEBP, Kind

LONGEST_SIDE = 2560  # pixels kept
MAX_PIXELS = {JPEG: 120_000_000, PNG: 30_000_000, WEBP: 30_000_000, GIF: 10_000_000}  # JPEG decodes at a reduced size
FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", GIF: "GIF"}


@dataclass(frozen=True)
class Clean:
    """An image written anew."""

    file: BinaryIO
    kind: Kind
    width: int
    height: int


def clean(file: BinaryIO, kind: Kind) -> Clean:
    """Decode and re-encode ``file``; Unacceptable when it is no image of its kind or holds too many pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            Image.MAX_IMAGE_PIXELS = max(MAX_PIXELS.values())
            with Image.open(file, formats=[FORMATS[kind]]) as image:
                return _write_anew(_decode(image, kind))
    except Unacceptable:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unacceptable(_TOO_MANY) from error
    except Exception as error:  # decoders raise all sorts of things on broken files; the file is refused either way
        raise Unacceptable(lazy("Cette image est abîmée : elle ne s’ouvre pas. Choisissez-en une autre.")) from error


_TOO_MANY = lazy("Cette image a trop de pixels. Réduisez ses dimensions, puis réessayez.")


def _decode(image: Image.Image, kind: Kind) -> Image.Image:
    if image.width * image.height > MAX_PIXELS[kind]:
        raise Unacceptable(_TOO_MANY)
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # JPEG only: the decoder skips detail instead of filling memory
    image.load()
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return upright


def _write_anew(image: Image.Image) -> Clean:
    """As PNG when it may be transparent or is a drawing of few colours, else as JPEG."""
    is_drawing = image.mode in ("RGBA", "LA", "PA", "P", "1", "L")
    kind = PNG if is_drawing else JPEG
    pixels = image.convert("RGBA" if is_drawing else "RGB")
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)  # pixels alone: no metadata comes along
    out = io.BytesIO()
    bare.save(out, "PNG", optimize=False) if is_drawing else bare.save(out, "JPEG", quality=85, progressive=True)
    out.seek(0)
    return Clean(out, kind, *bare.size)
