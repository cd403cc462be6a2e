"""Keeping order: dates on which a topic closes or opens, topics split and united, put aside, taken away."""
