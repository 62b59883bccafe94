"""Turns the microphone's sound into commands. Independent of the web server."""
