"""The desk of the secretary and the pages around it: quick forms with and without script, rights, files."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conferences import agenda
from conferences.closing import follow_ups
from conferences.models import AgendaPaper, FollowUp, Picture, Resolution, Speech
from conferences.running import agenda_papers, course, meetings, pictures, speeches
from tests import sent, world
from tests.awards import scene as honours
from tests.blocs.pictures import upload
from tests.security.test_hostile_text import HARMFUL

from . import polled, scene

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def conference():
    return polled.hall(3)


@pytest.fixture
def item(conference):
    """A point of the agenda."""
    return agenda.add(conference, title="Thảo luận", by=None)


@pytest.fixture
def head(client, conference):
    """The head's clerk is signed in."""
    client.force_login(polled.opener())
    return client


def url(name, row, *args):
    return reverse(f"conferences:{name}", args=[row.pk, *args])


@pytest.mark.parametrize("headers", [SCRIPT, {}], ids=["script", "plain"])
def test_what_is_sent_after_the_closing_is_refused_and_what_was_typed_stays(head, conference, headers):
    meetings.conclude(conference, conclusion="Xong.", by=None)
    meetings.close(conference, by=None)
    agency = world.members(conference.season.bloc)[0].pk
    sent_late = {
        "speech": {"speaker": "Ông Khách"},
        "resolution": {},
        "follow_up": {"agency": agency, "due_on": "01/03/2024"},
    }

    for name, facts in sent_late.items():
        page = head.post(url(f"{name}_new", conference), facts | {"text": "Ghi muộn"}, headers=headers)
        assert ("Ghi muộn" in page.text, "đã bế mạc" in page.text) == (True, True), name
    assert (Speech.objects.count(), Resolution.objects.count(), FollowUp.objects.count()) == (0, 0, 0)


def test_a_quick_form_with_script_answers_its_section_and_keeps_the_focus(head, conference, item):
    course.begin(item, by=None)
    facts = {"speaker": "Ông Khách", "text": "Nhất trí.", "item": item.pk}

    page = head.post(url("speech_new", conference), facts, headers=SCRIPT).text

    assert Speech.objects.get().item == item
    assert page.lstrip().startswith('<section class="kt-panel" id="y-kien"')
    assert ("autofocus" in page, "Đã ghi ý kiến." in page, "Nhất trí." in page) == (True, True, True)
    refused = head.post(url("speech_new", conference), {"text": "Của ai?"}, headers=SCRIPT)
    assert refused.context["speech_form"].non_field_errors() == [
        "Hãy chọn đại biểu, hoặc ghi tên người phát biểu."
    ]
    assert "Của ai?</textarea>" in refused.text


@pytest.mark.parametrize(
    ("name", "facts", "kept"),
    [
        ("speech_new", {"speaker": "Ông Khách", "text": "A"}, (Speech, "y-kien")),
        ("resolution_new", {"text": "A", "notes": "1"}, (Resolution, "nghi-quyet")),
        ("follow_up_new", {"text": "A", "due_on": "15/02/2024"}, (FollowUp, "viec-giao")),
    ],
)
def test_without_script_the_same_form_leads_back_to_the_desk_and_a_second_click_adds_nothing(
    head, conference, name, facts, kept
):
    model, section = kept
    if model is FollowUp:
        facts = facts | {"agency": honours.member(conference.season, 2).pk}

    first, second = (head.post(url(name, conference), facts) for _ in range(2))

    assert first.url == second.url == f"{url('notes', conference)}#{section}"
    assert model.objects.count() == 1
    empty = head.post(url(name, conference), {"notes": "1"})
    assert (empty.status_code, model.objects.count()) == (200, 1)
    (change,) = (url(name.replace("_new", "_change"), model.objects.get()),)
    assert head.get(change, {"notes": "1"}).status_code == 200
    assert head.post(url(name.replace("_new", "_up"), model.objects.get()) + "?notes=1").status_code == 302
    removed = head.post(url(name.replace("_new", "_remove"), model.objects.get()) + "?notes=1")
    assert (removed.status_code, model.objects.count()) == (302, 0)


def test_what_runs_is_moved_on_with_one_click_and_shown_to_every_member(head, conference, item):
    page = head.post(url("item_begin", item), {"notes": "1"}, headers=SCRIPT).text
    assert ("Thảo luận" in page, "Kết thúc mục này" in page) == (True, True)
    assert head.post(url("item_end", item)).url == conference.get_absolute_url()
    assert head.post(url("item_resume", item), {"notes": "1"}).url == url("notes", conference)
    assert head.get(url("course_now", conference)).url == conference.get_absolute_url()

    head.force_login(polled.voter(conference, 3))
    seen = head.get(url("course_now", conference), headers=SCRIPT).text
    assert ("Thảo luận" in seen, "Kết thúc mục này" in seen) == (True, False)
    assert head.post(url("item_end", item)).status_code == 403


def everything(conference, item):
    """One of each thing the course of a conference knows."""
    return {
        "speech_change": speeches.add(conference, text="A", speaker="B", by=None),
        "follow_up_change": follow_ups.add(
            conference,
            text="A",
            agency=honours.member(conference.season, 2),
            due_on=date(2024, 2, 15),
            by=None,
        ),
        "picture_caption": pictures.add(conference, upload=upload(), by=None),
        "agenda_paper": agenda_papers.attach(
            item, upload=SimpleUploadedFile("Báo cáo.pdf", sent.pdf()), by=None
        ),
        "agenda_paper_new": item,
        "notes": conference,
        "picture_new": conference,
    }


def test_members_read_papers_and_photos_and_strangers_find_nothing(client, conference, item):
    found = everything(conference, item)
    names = list(found)

    def answers(user):
        client.force_login(user)
        return [client.get(url(name, found[name])).status_code for name in names]

    assert answers(polled.opener()) == [200] * 7
    assert answers(polled.voter(conference, 3)) == [403, 403, 403, 200, 403, 403, 403]
    assert client.get(url("picture", found["picture_caption"])).status_code == 200
    stranger = world.person(world.agency("Ngoài khối"), username="xa").user
    assert answers(stranger) == [404] * 7
    assert client.get(url("picture", found["picture_caption"])).status_code == 404
    assert client.post(url("item_begin", item)).status_code == 404
    assert client.post(url("follow_up_plan", found["follow_up_change"])).status_code == 404


def test_a_task_is_handed_on_from_the_page_once(head, conference, item):
    task = everything(conference, item)["follow_up_change"]
    assert f'action="{url("follow_up_plan", task)}"' in head.get(conference.get_absolute_url()).text

    first, second = (head.post(url("follow_up_plan", task), follow=True) for _ in range(2))

    assert [str(message) for message in first.context["messages"]] == [
        f"Đã đưa “A” vào kế hoạch hoạt động {conference.season.named}."
    ]
    assert second.status_code == 409 or "đã được đưa vào kế hoạch" in second.text
    assert conference.season.activities.count() == 1


def test_files_are_sent_in_by_the_pages_and_wrong_ones_are_told(head, conference, item):
    wrong = SimpleUploadedFile("a.exe", b"MZ")
    assert head.post(url("agenda_paper_new", item), {"upload": wrong}).context["form"].errors
    head.post(
        url("agenda_paper_new", item), {"upload": SimpleUploadedFile("a.pdf", sent.pdf()), "name": "Báo cáo"}
    )
    head.post(url("picture_new", conference), {"upload": upload(), "caption": "Toàn cảnh"})

    paper, picture = AgendaPaper.objects.get(), Picture.objects.get()
    assert (paper.name, picture.caption) == ("Báo cáo", "Toàn cảnh")
    shown = head.get(url("agenda_paper", paper))
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert head.get(url("agenda_paper_file", paper, "pdf")).status_code == 404  # a file is no document
    assert head.post(url("picture_caption", picture), {"caption": "Khai mạc"}).status_code == 302
    assert head.post(url("picture_remove", picture)).status_code == 302
    assert head.post(url("agenda_paper_remove", paper)).status_code == 302
    assert (AgendaPaper.objects.count(), Picture.objects.count()) == (0, 0)


def test_hostile_words_stand_on_the_pages_as_they_were_typed(head, conference):
    for text in HARMFUL.values():
        point = agenda.add(conference, title=text, presenter=text, by=None)
        speeches.add(conference, text=text, speaker=text, body=text, item=point, by=None)
        task = {"agency": honours.member(conference.season, 2), "due_on": date(2024, 2, 15)}
        follow_ups.add(conference, text=text, **task, by=None)
    course.begin(point, by=None)
    for address in (conference.get_absolute_url(), url("notes", conference)):
        page = head.get(address).text
        assert ("alert(1)</script>" in page, '" onmouseover="' in page) == (False, False)


def test_rows_do_not_add_queries(head, conference, item):
    def queries(address):
        with CaptureQueriesContext(connection) as asked:
            assert head.get(address).status_code == 200
        return len(asked)

    pages = (conference.get_absolute_url(), url("notes", conference))
    everything(conference, item)
    few = [queries(page) for page in pages]
    for number in range(3):
        point = agenda.add(conference, title=f"Mục {number}", by=None)
        agenda_papers.attach(
            point, upload=SimpleUploadedFile(f"{number}.pdf", sent.pdf()), name=str(number), by=None
        )
        speeches.add(conference, text="A", speaker=f"B{number}", item=point, by=None)
        task = {"agency": honours.member(conference.season, 3), "due_on": date(2024, 2, 16)}
        follow_ups.add(conference, text=f"Việc {number}", **task, by=None)
    assert [queries(page) for page in pages] == few


def test_after_the_closing_the_desk_is_only_read(head, conference, item):
    meetings.conclude(conference, conclusion="Xong.", by=None)
    meetings.close(conference, by=None)

    page = head.get(url("notes", conference))
    assert page.context["writes"] is False
    late = head.post(url("speech_new", conference), {"speaker": "A", "text": "B"})
    assert late.context["speech_form"].non_field_errors() == [
        "Hội nghị đã bế mạc, biên bản đã lập; chỉ còn xem được."
    ]
    assert scene.now(conference).speeches.count() == 0
