"""Measurements; each by `python -m bench.<name>`, all by `python -m bench`."""
