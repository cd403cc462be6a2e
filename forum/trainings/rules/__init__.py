"""What people may do with trainings."""

from forum.trainings.rules import attendance, registration, training  # noqa: F401
