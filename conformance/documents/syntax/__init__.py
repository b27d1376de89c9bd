"""Syntax blocks by themselves, against the table and the examples, and the help of cmdlets."""
