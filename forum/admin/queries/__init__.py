"""What the pages of the administration list."""
