"""What is shown, turned into what is said."""
