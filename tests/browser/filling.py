"""How addresses are filled in from the demonstration."""

from collections.abc import Callable
from types import SimpleNamespace

Values = dict[str, object]
Fill = Callable[[SimpleNamespace], Values]


def of(**values: Callable[[SimpleNamespace], object]) -> Fill:
    return lambda w: {name: value(w) for name, value in values.items()}


PLAIN = of()
