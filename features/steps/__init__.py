"""What the sentences of the feature files do: Given steps describe a world, When steps ask, Then steps look.

The modules are named by what their sentences speak of. Their functions are found by pytest-bdd through
`features/conftest.py`, so there is nothing to import from this folder.
"""

__all__: list[str] = []
