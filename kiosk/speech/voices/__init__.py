"""The speech engines, each in its own process."""
