"""Measurements: `python -m bench.NAME` runs one, `python -m bench` those in its MODULES."""
