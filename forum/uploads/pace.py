"""How many files one person may send."""

from forum.core.limits import limit
from forum.core.viewer import me

PACE = (60, 3600)  # files, seconds


def count_file() -> None:
    """One more; TooFast past sixty an hour. Before the request's first write, as every ``limit``."""
    limit("uploads", me().id, PACE)
