"""Finding meetings and what belongs to them, one file a noun."""
