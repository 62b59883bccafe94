"""Folders of content that these tests break: content_folders.py."""

from tests.content_folders import change, faults, guide, shipped_copy, small

__all__ = ["change", "faults", "guide", "shipped_copy", "small"]
