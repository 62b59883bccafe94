"""From sound to a command: docs/decisions/0006-listening.md."""
