"""Voices as settings and files name them. What speaks with one is in speech/voices/."""

# In the order in which they are offered.
VOICES = ("natural", "clear")
