"""A sentence -> sound and word times. Knows nothing of Flask, of the guide or of the screen."""
