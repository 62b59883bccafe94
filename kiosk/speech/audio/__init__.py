"""Sound: samples, their loudness, and their files."""
