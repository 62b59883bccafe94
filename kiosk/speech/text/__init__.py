"""Turns shown text into spoken text."""
