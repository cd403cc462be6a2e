"""Verbs of the room: each changes things and says what happened."""
