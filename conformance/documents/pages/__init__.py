"""What a page is: its structure at exact places, the text that a reader sees, and what its syntax names."""
