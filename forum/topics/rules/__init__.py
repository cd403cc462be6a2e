"""Who may do what to topics and messages. Seeing the category comes first: being an organiser opens no closed room."""

from forum.topics.rules import post, topic  # noqa: F401
