"""What an adapter may declare: systems and capabilities that the specification knows."""

from __future__ import annotations

from ..reports.document import AdapterIdentity
from ..spec import capabilities, systems
from .errors import AdapterError
from .nearest import nearest


def check_declaration(identity: AdapterIdentity) -> None:
    """Hold an adapter's declaration to the names of the specification.

    Raises:
        AdapterError: it has no name, claims no system, or declares a name that does not exist; the hint has
            the nearest.

    """
    if not identity.name.strip():
        raise AdapterError("the adapter gives no name", hint="initialize has to say who is speaking")
    if not identity.systems:
        raise AdapterError("the adapter claims no system", hint=f"systems are {', '.join(systems())}")
    for kind, declared, known in (
        ("system", identity.systems, systems()),
        ("capability", identity.capabilities, tuple(capabilities())),
    ):
        for name in declared:
            if name not in known:
                near = nearest(name, known)
                hint = f"did you mean {near!r}?" if near else f"one of {', '.join(known)}"
                raise AdapterError(f"the adapter declares an unknown {kind} {name!r}", hint=hint)
