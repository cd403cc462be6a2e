"""What is typed about meetings, one file a noun."""
