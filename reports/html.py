"""A report as one self-contained page: no script, nothing loaded from elsewhere, every value escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .characters import lines_of, one_line
from .document import Report
from .summary import (
    LEVELS,
    VERDICTS,
    closing_sentence,
    counts,
    exit_code,
    is_whole,
    of_standing,
    severities,
    unsuccessful,
    words_of,
    words_of_overall,
)

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE = Path(__file__).with_name("report.html.jinja")


def as_html(report: Report) -> str:
    """The report as an HTML page."""
    table = counts(report)
    return (
        _template().render(
            report=report,
            sentence=closing_sentence(report),
            overall=words_of_overall(report.footer.verdict),
            good=exit_code(report) == 0,
            whole=is_whole(report),
            counts=table,
            levels=[level for level in LEVELS if level in table],
            verdicts=[verdict for verdict in VERDICTS if any(row[verdict] for row in table.values())],
            failing=of_standing(report, "failing"),
            unsuccessful=unsuccessful,
            severities=severities(report.findings),
            alive=[mutant for mutant in report.proof.mutants if not mutant.killed],
            words_of=words_of,
            lines_of=lines_of,
        )
        + "\n"
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - only this format pays for it

    environment = Environment(
        autoescape=True, finalize=_visible, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8"))


def _visible(value: object) -> object:
    """A plain text with its control characters made visible; what is markup already stays as it is."""
    return one_line(value) if type(value) is str else value
