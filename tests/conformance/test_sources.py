"""What stands after --adapter, and what becomes of it when nothing is called so."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from disconspec.conformance.fakes import fake_names
from disconspec.conformance.reference import Reference
from disconspec.conformance.remote import RemoteAdapter
from disconspec.conformance.sources import adapter_source, ready_adapters, split_command
from disconspec.spec import DisconspecError

ADAPTER = """
from helper import NAME
from disconspec.conformance.reference import Reference

def make():
    return Reference()

def broken():
    return object()

def fails():
    raise ValueError("no")

not_callable = 3
"""


@pytest.fixture
def adapter_file(tmp_path: Path) -> Path:
    """An adapter in a file, with a module beside it."""
    (tmp_path / "helper.py").write_text("NAME = 'helper'\n", encoding="utf-8")
    file = tmp_path / "my_adapter.py"
    file.write_text(ADAPTER, encoding="utf-8")
    return file


def test_the_reference_and_the_fakes_are_there() -> None:
    """The reference and the fakes are there."""
    assert isinstance(adapter_source("reference").open(), Reference)
    assert adapter_source("reference").trusted
    assert len(fake_names()) >= 30
    for name in fake_names():
        source = adapter_source(f"fake:{name}")
        assert source.open() is not None
        assert source.trusted == (name == "perfect")
    assert adapter_source("fake:broken:TSDISCON-CONSOLE-001").trusted


def test_a_python_file_is_an_adapter_and_may_import_its_neighbours(adapter_file: Path) -> None:
    """A python file is an adapter and may import its neighbours."""
    before = list(sys.path)
    source = adapter_source(f"{adapter_file}:make")
    assert source.open().initialize().name == "reference model"
    assert not source.trusted
    assert sys.path == before


def test_a_module_is_an_adapter_also_from_the_current_folder(
    adapter_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module is an adapter also from the current folder."""
    monkeypatch.chdir(adapter_file.parent)
    assert adapter_source("my_adapter:make").open().initialize().name == "reference model"
    monkeypatch.delitem(sys.modules, "my_adapter")
    monkeypatch.delitem(sys.modules, "helper", raising=False)
    assert adapter_source("disconspec.conformance.reference:Reference").open() is not None


def test_a_command_is_an_adapter_and_is_split_as_a_shell_would() -> None:
    """A command is an adapter and is split as a shell would."""
    source = adapter_source("exec:python3 'my adapter.py' --fast")
    assert source.remote
    assert isinstance(source.open(), RemoteAdapter)
    assert split_command("python3 'my adapter.py' --fast") == ["python3", "my adapter.py", "--fast"]


@pytest.mark.parametrize(
    ("text", "complaint", "code"),
    [
        ("referense", "did you mean 'reference'", 2),
        ("fake:perfekt", "did you mean 'perfect'", 2),
        ("fake:broken:TSDISCON-CONSOL-001", "TSDISCON-CONSOLE-001", 2),
        ("fake:", "no fake", 2),
        ("exec:", "names no command", 2),
        ("exec:'python3", "cannot be read", 2),
        ("no_such_module_here:make", "no module", 2),
        ("nowhere.py:make", "no such file", 2),
        (":make", "names no adapter", 2),
        ("json:no-identifier", "names no adapter", 2),
        ("json:dums", "did you mean 'dumps'", 2),
    ],
)
def test_what_nothing_is_called_is_wrong_usage(text: str, complaint: str, code: int) -> None:
    """What nothing is called is wrong usage."""
    with pytest.raises(DisconspecError) as error:
        adapter_source(text)
    assert complaint in str(error.value)
    assert error.value.exit_code == code


def test_a_factory_that_is_none_is_wrong_usage(adapter_file: Path) -> None:
    """A factory that is none is wrong usage."""
    with pytest.raises(DisconspecError, match="cannot be called"):
        adapter_source(f"{adapter_file}:not_callable")


def test_what_a_factory_makes_has_to_be_an_adapter(adapter_file: Path) -> None:
    """What a factory makes has to be an adapter."""
    with pytest.raises(DisconspecError, match="has no initialize, arrange") as error:
        adapter_source(f"{adapter_file}:broken").open()
    assert error.value.exit_code == 3


def test_a_module_that_cannot_be_imported_could_not_be_driven(tmp_path: Path) -> None:
    """A module that cannot be imported could not be driven."""
    file = tmp_path / "bad.py"
    file.write_text("1 / 0", encoding="utf-8")
    with pytest.raises(DisconspecError, match="ZeroDivisionError") as error:
        adapter_source(f"{file}:make")
    assert error.value.exit_code == 3
    missing = tmp_path / "missing.py"
    missing.write_text("import no_such_module_at_all", encoding="utf-8")
    with pytest.raises(DisconspecError, match="no_such_module_at_all"):
        adapter_source(f"{missing}:make")


def test_every_ready_adapter_is_told_of_and_can_be_made() -> None:
    """The modules of the folder are the adapters of the guide; a helper among them would be neither."""
    guide = (Path(__file__).parents[2] / "docs" / "REAL_PROGRAMS.md").read_text(encoding="utf-8")
    names = ready_adapters()
    assert names
    assert set(names) == set(re.findall(r"^\| `(\w+)` \|", guide, re.MULTILINE))
    for name in names:
        assert callable(adapter_source(name).open)
