"""The suite reads, says something, and the sample holds each capability to its floor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.behaviours.change import CHANGES, moved, other_order
from tests.behaviours.expand import expand
from tests.behaviours.fill import BehaviourError, Row, fill, fillers
from tests.behaviours.floors import FLOORS, earlier_floors, read_floors
from tests.behaviours.judge import complaints
from tests.behaviours.lists import counted_otherwise, stale, word_lists
from tests.behaviours.run import results
from tests.behaviours.table import Tally
from tests.behaviours.template import CAPABILITIES, Template, layouts, read_templates, templates

if TYPE_CHECKING:
    from pressmine.pipeline import Pressmine

#: Articles of each template and sort that `make test` runs.
SAMPLE = 2


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_capability_keeps_its_floor(capability: str, pm: Pressmine) -> None:
    chosen = [template for template in templates() if template.capability == capability]
    tally = Tally(chosen, results(chosen, pm, SAMPLE))
    worse = [line for template in chosen if not template.known for line in tally.failures_of(template.id, 1)]
    assert not worse, "\n".join(["These passed. Mend the product, or write into `known` why they fail:", *worse])
    passed, total = (sum(counts) for counts in zip(*(tally.of(template.id) for template in chosen), strict=True))
    floor = read_floors(FLOORS.read_text(encoding="utf-8"))[capability]
    assert passed >= floor, f"{capability}: {passed} of {total} sampled articles pass, the floor is {floor}"


def test_a_floor_is_never_lowered() -> None:
    floors = read_floors(FLOORS.read_text(encoding="utf-8"))
    assert floors.keys() == set(CAPABILITIES)
    try:
        earlier = list(earlier_floors())
    except LookupError as error:
        pytest.skip(f"no git history here, so that earlier floors are not known: {error}")
    for commit, before in earlier:
        lowered = {name: f"{floors[name]} < {floor}" for name, floor in before.items() if floors[name] < floor}
        assert not lowered, f"commit {commit} had more: {lowered}"


def test_every_filler_is_used() -> None:
    used = {instance.rstrip("23456789") for template in templates() for instance in template.rows}
    assert not fillers().keys() - used


def test_every_word_list_is_run() -> None:
    """Each of its entries comes up in an article of a template that names the list: 100 %."""
    run = {row.columns["list"] for template in templates() if template.lists for row in template.rows["entry"]}
    without = word_lists().keys() - run
    assert not without, f"no template runs the entries of {', '.join(sorted(without))}: see `lists` in README.md"
    gone = stale(pattern for template in templates() for pattern in template.lists)
    assert not gone, f"templates name lists that there are none of: {', '.join(gone)}"


def test_no_list_loses_an_entry_unnoticed() -> None:
    """A word that is taken out takes its article with it: only the number of entries tells."""
    changed = counted_otherwise()
    assert not changed, f"if that is meant, write the numbers with `python -m tests.behaviours --entries`: {changed}"


def test_every_template_expands() -> None:
    assert sum(1 for template in templates() for _ in expand(template, None if template.lists else 3)) > 1_000


def test_the_same_seed_gives_the_same_articles() -> None:
    template = templates()[0]
    assert list(expand(template)) == list(expand(template))
    assert list(expand(template, 2)) != list(expand(template, 2, seed=1))


def test_changes_change_something() -> None:
    text = "# À l'eau\n\n" + "« L'École – de l'été » coûte 12 € : " * 6 + "\n\nFin."
    for name, change in CHANGES.items():
        assert change(text) != text, name


def test_sentences_that_lean_on_nothing_come_in_reverse() -> None:
    free = "Le pont ouvre en mai. M. Roy paie 12 M€ en 2024. La ville ferme la rue."
    assert other_order(free) == "La ville ferme la rue. M. Roy paie 12 M€ en 2024. Le pont ouvre en mai."
    for kept in ("Le pont ouvre. Il est long.", "« Le pont ouvre. La rue ferme. »", "Un pont.", "Un pont.\n\nLa rue."):
        assert other_order(kept) == kept


def test_each_layout_has_another_order() -> None:
    for layout in layouts().values():
        lines = [line for line in layout.text.splitlines() if line]
        other = [line for line in moved(layout.text).splitlines() if line]
        assert sorted(other) == sorted(lines)
        assert other != lines


WRONG: dict[str, str] = {
    "unknown: founds": "- {id: a, sentence: b, founds: {dates: [{value: c}]}}",
    "asserts nothing": "- {id: a, sentence: b}",
    "exactly one of": "- {id: a, sentence: b, article: c, nothing: [dates]}",
    "no filler 'citie'": "- {id: a, sentence: '{citie}', nothing: [dates]}",
    "is no reference": "- {id: a, sentence: '{town', nothing: [dates]}",
    "no reference to person": "- {id: a, sentence: b, nothing: [dates], where: {person: {gender: masculine}}}",
    "no line of the filler fits": "- {id: a, sentence: '{person}', nothing: [dates], where: {person: {gender: x}}}",
    "has no column 'sex'": "- {id: a, sentence: '{person}', nothing: [dates], where: {person: {sex: x}}}",
    "dates has no of": "- {id: a, sentence: b, found: {dates: [{of: c}]}}",
    "no field 'date'": "- {id: a, sentence: b, found: {date: [{value: c}]}}",
    "the id is taken": "- {id: a, sentence: b, nothing: [dates]}\n- {id: a, sentence: c, nothing: [dates]}",
    "twice: id": "- {id: a, id: b, sentence: c, nothing: [dates]}",
    "found and nothing at once": "- {id: a, sentence: b, found: {dates: [{value: c}]}, nothing: [dates]}",
    "more of what is not found": "- {id: a, sentence: b, more: [dates], nothing: [figures]}",
    "the reason, in words": "- {id: a, sentence: b, nothing: [dates], known: yes}",
    "in a layout only": "- {id: a, article: b, nothing: [dates], order: it stands where the head is}",
    "a source has exactly one": "- {id: a, source: b, nothing: [dates]}",
}


@pytest.mark.parametrize("message", WRONG)
def test_reader_refuses(message: str, tmp_path: Path) -> None:
    (tmp_path / "dates").mkdir()
    (tmp_path / "dates" / "topic.yaml").write_text(WRONG[message], encoding="utf-8")
    with pytest.raises(BehaviourError, match=message):
        list(read_templates(tmp_path))


@pytest.fixture
def judged(pm: Pressmine, tmp_path: Path) -> Callable[[str], list[str]]:
    """What is complained of in the first article of a template."""

    def judge(entry: str) -> list[str]:
        (tmp_path / "dates").mkdir()
        (tmp_path / "dates" / "topic.yaml").write_text(entry, encoding="utf-8")
        template: Template = next(read_templates(tmp_path))
        article = next(expand(template))
        return complaints(article, pm.extract_text(article.content.decode()))

    return judge


TEXT = "- {id: a, sentence: Le dossier a été déposé le 3 mai 2023 à Dreux., "


def test_judge_passes_what_is_right(judged: Callable[[str], list[str]]) -> None:
    assert (
        judged(TEXT + "found: {dates: [{text: 3 mai 2023, value: ['2022', '2023-05-03']}]}, nothing: [figures]}") == []
    )


@pytest.mark.parametrize(
    ("rest", "complaint"),
    [
        ("found: {dates: [{value: 2023-05-04}]}}", "dates: wanted value='2023-05-04', got value='2024-03-04'"),
        ("found: {dates: [{value: null}]}}", "dates: wanted value=None"),
        ("nothing: [dates]}", "dates: too much: text='3 mai 2023', value='2023-05-03'"),
        ("found: {dates: [{value: 1999}]}, more: [dates]}", "dates: wanted value=1999"),
        ("forbid: {dates: [{value: 2023-05-03}]}}", "dates: forbidden: text='3 mai 2023'"),
        ("dropped: [a été déposé]}", "article: not of it: 'a été déposé'"),
        ("kept: [a été perdu]}", "article: lost: 'a été perdu'"),
        ("found: {document: {place: Nulle-Part}}}", "document: wanted place='Nulle-Part'"),
    ],
)
def test_judge_complains(rest: str, complaint: str, judged: Callable[[str], list[str]]) -> None:
    (said,) = judged(TEXT + rest)
    assert said.startswith(complaint)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{de company}", "d'Orvelle"),
        ("{le body}, {de body}, {à body}", "le Relais, du Relais, au Relais"),
        ("{Le body}", "Le Relais"),
        ("{person: nommé / nommée} {function:person.capital}", "nommée Présidente"),
        ("{company.upper} {{}}", "ORVELLE {}"),
        ("{day.two}-{day.month.two}", "one-04"),
    ],
)
def test_references(text: str, filled: str) -> None:
    choice = {
        "company": Row("Orvelle", {"name": "Orvelle"}),
        "body": Row("Relais", {"name": "Relais", "article": "le"}),
        "person": Row("Claire Morel", {"gender": "feminine"}),
        "day": Row("4", {"two": "one", "month": "4"}),  # a column goes before a change of the same name
        "function": Row("président", {"masculine": "président", "feminine": "présidente"}),
    }
    assert fill(text, choice) == filled
