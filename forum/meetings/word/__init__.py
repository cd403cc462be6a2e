"""Minutes written elsewhere: a Word document becomes blocks."""

from forum.meetings.word.opening import NotADocument
from forum.meetings.word.reading import Picture, read

__all__ = ["NotADocument", "Picture", "read"]
