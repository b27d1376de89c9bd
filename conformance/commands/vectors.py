"""`disconspec vectors`: test vectors in JSON, for implementers who do not want to run Python."""

from __future__ import annotations

from pathlib import Path

import click

from ...spec import systems
from ...spec.errors import DisconspecError
from ...spec.loader import unknown
from ..vectors import Vector, vector_file, vector_schema, vectors

__all__ = ["command"]


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--system", "chosen", multiple=True, metavar="SYSTEM", help="Only this system; may be repeated."
)
@click.option(
    "--clause", "clauses", multiple=True, metavar="ID", help="Only vectors that this clause decides."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write a file for each system, and the schema, into this folder.",
)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the vectors instead.")
def command(chosen: tuple[str, ...], clauses: tuple[str, ...], output: Path | None, schema: bool) -> None:
    r"""Print test vectors: a world, a request, and what has to come of it.

    Compare the world afterwards and the fields of the outcome; no document fixes the wording of a text. A
    vector with `specified: false` is about a silence of the documents: any answer will do.

    \b
    Examples:
      disconspec vectors --system tsdiscon
      disconspec vectors --clause WMS-SELF-002
      disconspec vectors --output vectors/
    """
    if schema:
        click.echo(vector_schema(), nl=False)
        return
    selected = select(chosen, clauses)
    if output is None:
        click.echo(vector_file(selected), nl=False)
        return
    write(selected, output)


def select(chosen: tuple[str, ...], clauses: tuple[str, ...]) -> tuple[Vector, ...]:
    """The vectors of these systems and clauses; an unknown name is an error that suggests the nearest."""
    for name in chosen:
        if name not in systems():
            raise unknown("system", name, systems())
    deciding = {clause for vector in vectors() for clause in vector.expected.clauses}
    for clause in clauses:
        if clause not in deciding:
            raise unknown("clause with a vector", clause, deciding)
    selected = tuple(
        vector
        for vector in vectors()
        if (not chosen or vector.system in chosen)
        and (not clauses or any(clause in vector.expected.clauses for clause in clauses))
    )
    if not selected:
        raise DisconspecError(
            "No vector is selected", hint="no clause named decides a vector of the systems named"
        )
    return selected


def write(selected: tuple[Vector, ...], folder: Path) -> None:
    """One file for each system, and the schema beside them."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "vectors.schema.json").write_bytes(vector_schema())
        for system in dict.fromkeys(vector.system for vector in selected):
            of_system = tuple(vector for vector in selected if vector.system == system)
            (folder / f"{system}.json").write_bytes(vector_file(of_system))
            click.echo(f"{folder / system}.json: {len(of_system)} vectors", err=True)
    except OSError as error:
        raise DisconspecError(
            f"cannot write: {error.strerror}", path=str(error.filename or folder)
        ) from error
