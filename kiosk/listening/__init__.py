"""From the microphone's sound to a command; knows nothing of the web."""
