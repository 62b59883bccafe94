"""A pack (an illness) in a language, with all that depends on either, kept as its files are now."""
