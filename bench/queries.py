"""How many queries a page makes: the same requests once more, in this process, with the statements counted."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import Engine, event

from bench.pages import Case


def counted(app: Flask, cases: list[Case]) -> dict[Case, int]:
    """The statements that the second request of each case sends (the first may fill what a process keeps)."""
    return {case: [_ask(app, case) for _ in range(2)][-1] for case in cases}


def _ask(app: Flask, case: Case) -> int:
    request = case.request()
    client = app.test_client(use_cookies=False)
    with _statements() as seen:
        client.open(request.path, method=request.method, data=request.body, headers=request.all_headers).close()
    return len(seen)


@contextmanager
def _statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)
