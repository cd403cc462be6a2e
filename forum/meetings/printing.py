"""Pictures of a document that carries them with itself."""

import re
from dataclasses import replace
from typing import Any

from forum.core import pdf
from forum.core.rules import can
from forum.core.storage import storage
from forum.meetings.blocks import Block
from forum.uploads.queries import by_tokens

PICTURE = re.compile(r'src="/fichiers/([A-Za-z0-9_-]{1,100})/[^"]*"')


def carried(block: Block, viewer: Any) -> Block:
    """The block, its pictures within: those that ``viewer`` may see."""
    shown = by_tokens(PICTURE.findall(block.html))
    pictures = {one.token: one for one in shown if one.is_image and can(viewer, "see", one)}

    def inside(found: re.Match) -> str:
        upload = pictures.get(found[1])
        if upload is None:
            return ""
        with storage().open(upload.digest) as file:
            return f'src="{pdf.picture(file, upload.content_type)}"'

    return replace(block, html=PICTURE.sub(inside, block.html))
