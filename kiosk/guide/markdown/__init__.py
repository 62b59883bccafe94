"""A section's Markdown file, read into screens."""
