"""What people may do with trainings."""

from forum.trainings.rules import attendance, registering, registration, training  # noqa: F401
