"""Writing minutes: begin, save, have read, approve, publish, amend. Actions flush and tell."""

from forum.meetings.actions.minutes.cooking import CannotCookBlock
from forum.meetings.actions.minutes.publish import publish
from forum.meetings.actions.minutes.save import StaleMinutes, save
from forum.meetings.actions.minutes.settle import settle
from forum.meetings.actions.minutes.start import start

__all__ = ["CannotCookBlock", "StaleMinutes", "publish", "save", "settle", "start"]
