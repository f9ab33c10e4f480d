"""A slip in the recorded election: the head's staff mend it with a reason until the conference is closed."""

import pytest
from django.urls import reverse

from blocs.models import Season, Term
from conferences.endorsing import elections
from conferences.models import Election
from conferences.running import meetings
from core.models import Entry
from core.rules import RuleError
from tests import world

from . import scene

pytestmark = pytest.mark.django_db
PLACES = Term.Place


@pytest.fixture
def conference():
    """An open conference that recorded the second member as head and the third as standing deputy."""
    conference = scene.opened(scene.season())
    scene.elected(conference, votes=3, base=3)
    return scene.now(conference)


def swapped(conference, votes=3, base=3):
    """The places the other way round."""
    second, third = world.members(conference.season.bloc)[1:]
    return [(PLACES.HEAD, third, votes, base), (PLACES.STANDING_DEPUTY, second, votes, base)]


def refused(conference, places, reason="Ghi nhầm"):
    with pytest.raises(RuleError) as refusal:
        elections.correct(conference, places=places, reason=reason, by=None)
    return str(refusal.value)


def elected():
    return [(line.post, line.agency.name) for line in Election.objects.get().lines.all()]


def led():
    return [(term.post, term.agency.name) for term in Season.objects.get(year=2024).terms.order_by("rank")]


RIGHT = [("head", "Ban Ba"), ("standing_deputy", "Ban Hai")]


def test_a_correction_writes_the_lines_and_the_lead_of_next_year_anew(conference):
    elections.correct(conference, places=swapped(conference), reason="Ghi nhầm vị trí", by=None)

    assert elected() == led() == RIGHT
    entry = Entry.objects.about(Election.objects.get()).first()
    assert (entry.act, entry.reason) == ("election.correct", "Ghi nhầm vị trí")
    assert Season.objects.filter(year=2024).count() == 1


def test_votes_alone_are_corrected_too(conference):
    places = scene.places(conference.season, votes=2, base=3)

    elections.correct(conference, places=places, reason="Nhầm số phiếu", by=None)

    assert set(Election.objects.get().lines.values_list("votes", "votes_base")) == {(2, 3)}


def test_a_correction_needs_a_reason_a_change_and_places_that_can_be(conference):
    same = scene.places(conference.season, votes=3, base=3)

    assert refused(conference, swapped(conference), " ") == "Hãy ghi lý do sửa kết quả bầu rồi gửi lại."
    assert refused(conference, same) == (
        "Kết quả vừa nhập giống kết quả đã ghi. Hãy sửa đơn vị hoặc số phiếu rồi gửi lại."
    )
    assert refused(conference, swapped(conference)[1:]).startswith("Hãy chọn một đơn vị Khối trưởng")
    assert Entry.objects.filter(act="election.correct").count() == 0


def test_nothing_is_corrected_before_it_is_recorded_or_after_the_minutes():
    season = scene.season()
    conference = scene.opened(season)
    places = swapped(conference)
    assert refused(conference, places) == "Hội nghị chưa ghi kết quả bầu. Hãy ghi kết quả trước."

    closed = scene.closed(scene.reread(season), "thematic")
    assert refused(closed, places) == "Hội nghị đã bế mạc, biên bản đã lập; chỉ còn xem được."
    scene.elected(conference)
    meetings.conclude(conference, conclusion="Kết luận.", by=None)
    meetings.close(scene.now(conference), by=None)
    assert refused(scene.now(conference), places) == (
        "Hội nghị đã bế mạc, biên bản đã lập; chỉ còn xem được."
    )


# pages


def url(name, conference):
    return reverse(f"conferences:{name}", args=[conference.pk])


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_the_head_corrects_after_seeing_what_it_does(client, conference):
    client.force_login(scene.user_of(conference.season))
    second, third = world.members(conference.season.bloc)[1:]
    page, shown = url("elect_change", conference), client.get(url("elect", conference))
    assert f'href="{page}"' in shown.text
    form = client.get(page).context["form"]
    assert [form[name].initial for name in ("head", "head_votes", "standing_deputy", "base", "reason")] == [
        second.pk,
        3,
        third.pk,
        3,
        None,
    ]
    facts = {"base": "3", "head": third.pk, "head_votes": "3", "standing_deputy": second.pk, "reason": "Nhầm"}

    confirm = client.post(page, facts)
    assert [term.name for term in confirm.context["effect"].replaces] == ["Ban Hai", "Ban Ba"]
    assert confirm.context["back"] == page
    assert led() != RIGHT
    first, again = (
        client.post(page, dict(confirm.context["hidden"]) | {"confirmed": "1"}, follow=True) for _ in range(2)
    )

    assert said(first) == ["Đã sửa kết quả bầu và lãnh đạo Khối năm 2024."]
    assert elected() == led() == RIGHT
    assert again.context["form"].non_field_errors()[0].startswith("Kết quả vừa nhập giống kết quả đã ghi.")
    assert Entry.objects.filter(act="election.correct").count() == 1


def test_a_correction_without_reason_keeps_what_was_chosen(client, conference):
    client.force_login(scene.user_of(conference.season))
    third = world.members(conference.season.bloc)[2]

    answer = client.post(url("elect_change", conference), {"head": third.pk, "reason": ""})

    assert answer.context["form"].errors == {"reason": ["Hãy điền mục này."]}
    assert str(answer.context["form"]["head"].value()) == str(third.pk)


def test_others_neither_see_the_button_nor_correct(client, conference):
    client.force_login(scene.user_of(conference.season, scene.MEMBER))

    assert url("elect_change", conference) not in client.get(url("elect", conference)).text
    assert client.get(url("elect_change", conference)).status_code == 403


def test_before_the_election_is_recorded_the_way_leads_to_recording_it(client):
    conference = scene.opened(scene.season())
    client.force_login(scene.user_of(conference.season))

    assert client.get(url("elect_change", conference)).url == url("elect", conference)
