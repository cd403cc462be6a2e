"""Why a file is refused."""

from typing import Any


class Unacceptable(ValueError):
    """The file cannot be taken; ``message`` says why and what to do, in the reader's language."""

    def __init__(self, message: Any):
        super().__init__(message)
        self.message = message
