"""The face of the pipeline: one record of one file, whatever hangs on it."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pressmine.errors import StageError

if TYPE_CHECKING:
    from pressmine.pipeline import Pressmine


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """A mail whose PDF is broken."""
    message = EmailMessage()
    message["Subject"] = "Valdor ouvre un atelier"
    message["Date"] = "Tue, 17 Apr 2018 09:00:00 +0200"
    message.set_content("La société Valdor ouvre un atelier de 40 emplois à Dreux le 3 mai 2018.\n")
    message.add_attachment(b"%PDF-1.4 broken", maintype="application", subtype="pdf", filename="annexe.pdf")
    path = tmp_path / "mail.eml"
    path.write_bytes(message.as_bytes())
    return path


def test_a_broken_attachment_does_not_cost_the_mail_its_own_record(pm: Pressmine, mail: Path) -> None:
    assert pm.extract(mail).document.source == "mail.eml"


def test_all_records_of_a_mail_are_asked_for_and_one_fails(pm: Pressmine, mail: Path) -> None:
    with pytest.raises(StageError, match=r"mail\.eml/annexe\.pdf"):
        pm.extract_all(mail)


def test_a_text_without_french_is_refused_and_a_little_is_reported(pm: Pressmine) -> None:
    english = "The company has announced today that it will open a new factory with more than forty jobs by 2026. "
    with pytest.raises(StageError, match="The text is not French"):
        pm.extract_text(english * 10)
    for text in (english, english * 10 + "La région et la ville ont signé une convention avec le syndicat. " * 3):
        assert [note.code for note in pm.extract_text(text).diagnostics] == ["little-french"]
    assert pm.extract_text("La région et la ville ont signé une convention pour trois ans. " * 10).diagnostics == ()


def test_a_file_that_fails_says_so_by_its_name(pm: Pressmine, tmp_path: Path) -> None:
    (tmp_path / "vide.txt").write_text("", encoding="utf-8")
    with pytest.raises(StageError, match=r"vide\.txt: .*empty"):
        pm.extract(tmp_path / "vide.txt")
