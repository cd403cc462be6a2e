"""Loading trainings, as their viewer sees them."""
