"""Files of content: how they are read, and how what is wrong in them is told."""
