"""Processes of one's own: started, asked, ended and started again."""
