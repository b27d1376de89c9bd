"""The ids of the four documented systems, for those who need nothing else of the ledger."""

from __future__ import annotations

# In the order of the documents.
SYSTEMS = ("wdsutil", "iwdstransportclient", "tsdiscon", "disconnect-wmssession")
