"""Placeholder, written by the folder's owner."""
