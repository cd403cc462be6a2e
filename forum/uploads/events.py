"""What happens to files."""

from dataclasses import dataclass

from forum.uploads.models import Upload


@dataclass(frozen=True)
class TextRead:
    """The words of a document are known from now on: whatever carries it can be found by them."""

    upload: Upload
