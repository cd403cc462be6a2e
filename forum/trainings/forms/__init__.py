"""Forms of trainings."""
