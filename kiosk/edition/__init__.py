"""An edition: a pack (an illness) in one language, read again whenever its files change."""
