"""What may be done with topics and messages. Actions flush and tell; who may is the rules' business."""

from forum.topics.actions.bookmark import keep_post, let_go, let_go_of_all, note_bookmark
from forum.topics.actions.close import close, pin, reopen, unpin
from forum.topics.actions.create import create_topic
from forum.topics.actions.edit import StaleEdit, edit_post
from forum.topics.actions.move import move, rename
from forum.topics.actions.remove import delete_post, delete_topic, restore_post, restore_topic
from forum.topics.actions.reply import reply
from forum.topics.actions.share import reserve, share
from forum.topics.actions.solve import route, set_state, solve, unsolve
from forum.topics.actions.tag import tag
from forum.topics.actions.thank import take_back_thanks, thank

__all__ = [
    "StaleEdit", "close", "create_topic", "delete_post", "delete_topic", "edit_post", "keep_post", "let_go",
    "let_go_of_all", "move", "note_bookmark", "pin", "rename", "reopen", "reply", "reserve", "restore_post",
    "restore_topic", "route", "set_state", "share", "solve", "tag", "take_back_thanks", "thank", "unpin", "unsolve",
]  # fmt: skip
