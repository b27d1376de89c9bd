"""Example commands held against the page's own syntax, and on the model where the command is modelled."""
