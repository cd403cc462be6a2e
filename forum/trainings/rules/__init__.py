"""What people may do with trainings."""

from forum.trainings.rules import attendance, registering, training  # noqa: F401
