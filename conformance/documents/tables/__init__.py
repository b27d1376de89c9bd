"""Parameter tables against the syntax: the tokens of their first columns, and what a row must repeat."""
