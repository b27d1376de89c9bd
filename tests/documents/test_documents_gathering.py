"""Drafts of known pages: what translations agree on is a token, the rest is left open."""

from __future__ import annotations

from pathlib import Path

import pytest
from disconspec.conformance.documents import read_page
from disconspec.conformance.documents.across.gathering import gather, main
from disconspec.spec.known_pages import Edition, KnownPage
from document_pages import HEAD

BODY = """# <a name="frob"></a>frob

{text}

## <a name="parameters"></a>Parameters

|A|B|
|--|--|
|{cell}|**{value}**|

## <a name="examples"></a>Examples

```
frob "a b"
```
"""
TEXTS = {
    "de-DE": {
        "text": "Mit **select frob** oder **bitte**, FrobCount, EinZwei und **FrobName**.",
        "cell": "/mode:`<name>`",
        "value": "schnell",
    },
    "fr-FR": {
        "text": "Avec **select frob** ou **merci**, FrobCount, UnDeux et **FrobName**.",
        "cell": "/mode:\\<name>",
        "value": "fast",
    },
    "ja-JP": {"text": "**select frob** **どうぞ**", "cell": "/モード", "value": "fast"},
}


def written(folder: Path) -> Path:
    """A folder with the pages, one of which has no id."""
    for locale, pieces in TEXTS.items():
        path = folder / locale.lower() / "frob.md"
        path.parent.mkdir(parents=True)
        path.write_text(HEAD.format(title="frob", locale=locale) + BODY.format(**pieces), encoding="utf-8")
    (folder / "none.md").write_text("# no id\n", encoding="utf-8")
    return folder


def test_what_translations_agree_on_is_known(tmp_path: Path) -> None:
    """What two translations agree on is known; words of prose and what only one has are not."""
    pages = [read_page(path.read_bytes(), str(path)) for path in sorted(written(tmp_path).rglob("*.md"))]
    edition = Edition("tr", (("select frob", None, "FrobName"), ("/mode:<name>", "fast")))
    identity = "00000000-0000-4000-8000-000000000001"
    quoted, plain = ('frob "a b"',), ("FrobCount",)
    assert list(gather(pages)) == [KnownPage(identity, ("frob",), (edition,), quoted, plain)]


def test_the_draft_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The draft is printed, a page a line."""
    main([str(written(tmp_path))])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    assert '"select frob"' in lines[0]
