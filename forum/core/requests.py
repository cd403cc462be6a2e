"""What a browser sent, without the one character that no text has and PostgreSQL refuses."""

from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict


class Typed(ImmutableMultiDict):
    """Fields of an address or a form; NUL is taken out, so that both databases are given the same text."""

    def __init__(self, mapping: Any = None):
        super().__init__(mapping)
        for values in dict.values(self):  # lists of values, by name
            values[:] = [value.replace("\x00", "") if isinstance(value, str) else value for value in values]


class CleanRequest(Request):
    parameter_storage_class = Typed
