"""Worker processes: how they are started, asked, ended and started again."""
