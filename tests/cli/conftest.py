"""A command that hears does so with the models that the tests of listening have loaded."""

from tests.listening.conftest import loaded

__all__ = ["loaded"]
