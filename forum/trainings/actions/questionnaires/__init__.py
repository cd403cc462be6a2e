"""Questionnaires: written once for a training action, sent to participants, answered without a name."""

from forum.trainings.actions.questionnaires.answer import AlreadyAnswered, answer
from forum.trainings.actions.questionnaires.send import invite_all, remind_all
from forum.trainings.actions.questionnaires.write import Asked, Stale, close, open_, save, start

__all__ = ["AlreadyAnswered", "Asked", "Stale", "answer", "close", "invite_all", "open_", "remind_all", "save", "start"]
