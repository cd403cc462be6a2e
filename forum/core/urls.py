"""Whole addresses, for mails: built on BASE_URL, never on the Host that a request claims."""

from typing import Any

from flask import current_app


def absolute(endpoint: str, **values: Any) -> str:
    """The address of a page as one pastes it elsewhere; works outside requests too (jobs, commands)."""
    adapter = current_app.url_map.bind("localhost")
    return current_app.config["BASE_URL"] + adapter.build(endpoint, values)


def with_host(path: str) -> str:
    """A path of the site as a whole address."""
    return current_app.config["BASE_URL"] + path
