"""Turns a sentence into sound and word times. Independent of Flask, the guide and the screen."""
