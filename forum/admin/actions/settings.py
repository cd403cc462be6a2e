"""Changing settings."""

from typing import Any

from forum.accounts.models import User
from forum.admin.events import SettingChanged
from forum.core.events import emit
from forum.core.settings import get


def change_settings(wanted: dict[str, Any], by: User) -> list[str]:
    """Store the settings (by key) whose value is another one; the keys of those that changed."""
    changed = {key: value for key, value in wanted.items() if get(key).value != value}
    for key, value in changed.items():
        setting = get(key)
        before = setting.value
        setting.set(value)
        emit(
            SettingChanged(setting, actor=by, before={"key": key, "value": before}, after={"key": key, "value": value})
        )
    return list(changed)
