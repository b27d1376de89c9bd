"""A page against other pages: its original, its siblings in other languages, what is known of it."""
