"""A package, so that `tests` means these: textstat's wheel puts another in site-packages."""
