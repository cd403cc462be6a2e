"""Every changing route asks a rule (``require``), or is listed in ``doors.py`` with its reason."""

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable

from tests.house.doors import OPEN, OWN

CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


def changing_views(app) -> dict[str, Callable]:
    """The view of every endpoint that accepts a changing method."""
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules() if CHANGING & (rule.methods or set())}
    return {endpoint: app.view_functions[endpoint] for endpoint in sorted(endpoints)}


def asks_a_rule(view: Callable) -> bool:
    """Does the view call ``require``, itself or through a function of the views of its room?"""
    bare = inspect.unwrap(view)
    names = called_names(bare)
    neighbours = vars(sys.modules[bare.__module__])
    own = [neighbours[n] for n in names if inspect.isfunction(neighbours.get(n)) and _is_of(neighbours[n], bare)]
    return "require" in names or any("require" in called_names(function) for function in own)


def _is_of(function: Callable, other: Callable) -> bool:
    views = {one.__module__.rpartition(".")[0] for one in (function, other)}
    return len(views) == 1


def called_names(function: Callable) -> set[str]:
    """Names of the functions and decorators that ``function`` calls."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(function))))
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {getattr(call, "id", getattr(call, "attr", "")) for call in calls}


def needs_login(view: Callable) -> bool:
    """Is ``login_required`` among the view's wrappers?"""
    while view is not None:
        if getattr(view, "needs_login", False):
            return True
        view = getattr(view, "__wrapped__", None)  # type: ignore[assignment]
    return False


def test_every_changing_route_asks_a_rule_or_is_listed(house):
    views = changing_views(house)
    listed = OPEN.keys() | OWN.keys()
    assert not [name for name, view in views.items() if name not in listed and not asks_a_rule(view)]


def test_what_is_about_oneself_needs_signing_in(house):
    views = changing_views(house)
    assert not [name for name in OWN if name in views and not needs_login(views[name])]


def test_the_list_names_only_routes_that_exist(house):
    assert not [name for name in (OPEN | OWN) if name not in house.view_functions]


def test_every_route_has_a_name_and_one_home(house):
    """No two rules answer the same address and method."""
    seen = [
        (rule.rule, method, str(rule.host))
        for rule in house.url_map.iter_rules()
        for method in (rule.methods or set()) - {"OPTIONS"}
    ]
    assert not {door for door in seen if seen.count(door) > 1}


def careless():
    """A view that changes something and asks nobody."""
    return print("done")


def careful():
    require("reply", object())  # noqa: F821
    return careless()


def test_a_careless_view_is_seen():
    assert not asks_a_rule(careless)
    assert asks_a_rule(careful)
