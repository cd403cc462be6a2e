"""QR codes, drawn as SVG: an opaque word in an address of ours, and nothing about the person."""

import segno
from markupsafe import Markup

from forum.core.urls import absolute
from forum.trainings.models import Registration


def drawn(registration: Registration) -> Markup:
    """The code a phone at the door reads: the address of ``code_page``."""
    return svg(absolute("trainings.code_page", code=registration.code))


def svg(address: str) -> Markup:
    """``address`` as a QR code, dark on white in both themes; the size is the style sheet's."""
    code = segno.make(address, error="m", micro=False)
    options = {"border": 4, "dark": "#000", "light": "#fff", "omitsize": True, "svgclass": "qr", "lineclass": None}
    return Markup(code.svg_inline(**options))  # noqa: S704  (made of numbers by the library)
