"""What is said of a page: damage of a token, findings with their codes, which of them are wanted."""
