"""The models that understand speech, each in its own file."""
