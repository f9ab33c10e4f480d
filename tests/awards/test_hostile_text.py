"""Text made to do harm, typed into what a nomination and a decision say."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from awards.models import Nomination
from documents.papers import render_bytes
from tests.awards import scene
from tests.documents.reading import pages, word_words
from tests.results import appraised
from tests.security.test_hostile_text import HARMFUL, UNSEEN

pytestmark = [pytest.mark.django_db, pytest.mark.hostile]


@pytest.fixture
def season():
    return scene.appraised_season()


@pytest.fixture
def head(client, season):
    client.force_login(appraised.user_of(season, scene.HEAD))
    return client


def put_forward(client, season, text):
    """Type `text` wherever the form takes some."""
    agency = scene.member(season)
    collective = scene.collective(season, name=text)
    scene.quota(season, total=0, source=text)
    facts = {
        "form": scene.form(season=season).pk,
        "subject": f"collective-{collective.pk}",
        "ground": "merit",
    }
    facts |= {"achieved_from": "01/01/2023", "achieved_to": "31/12/2023"}
    page = f"{reverse('awards:nomination_new', args=[season.pk])}?agency={agency.pk}"
    client.post(page, facts | {"achievement": text, "over_quota": text})
    return Nomination.objects.get()


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_harmful_text_is_shown_as_typed_and_does_nothing(head, season, text):
    row = put_forward(head, season, text)

    assert (row.achievement, row.over_quota, str(row.collective)) == (text, text, text)
    names = [("nominations", season), ("quotas", season), ("nomination", row), ("nomination_drop", row)]
    for name, obj in names:
        page = head.get(reverse(f"awards:{name}", args=[obj.pk])).text
        assert "alert(1)</script>" not in page
        assert '" onmouseover="' not in page


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_excel_and_papers_hold_it_as_text(head, season, text):
    row = put_forward(head, season, text)
    said = dict.fromkeys(("achievement", "signer_name", "signer_post", "backdated"), text)
    decision = scene.issued_decision(season, [row], **said)

    for name, obj in (("nominations", season), ("register", season), ("decision", decision)):
        answer = head.get(reverse(f"awards:{name}", args=[obj.pk]), {"format": "xlsx"})
        sheet = load_workbook(BytesIO(answer.content)).active
        cells = [cell for line in sheet.iter_rows(min_row=2) for cell in line if cell.value is not None]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert any(text in str(cell.value) for cell in cells)
    packed = "".join(text.split())
    assert packed in "".join(word_words(render_bytes(decision.paper, "docx")))
    assert packed in "".join("".join(page.split()) for page in pages(render_bytes(decision.paper, "pdf")))


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_what_cannot_be_seen_is_not_kept(head, season, text):
    row = put_forward(head, season, text)

    assert "".join(row.over_quota.split()) == "BanMột"
