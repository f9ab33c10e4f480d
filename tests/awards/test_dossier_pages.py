"""The pages on the way upwards: who sees and does what, in which words, with how many queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.models import Dossier, FormDeadline, NominationFile, Opinion, RequiredPart, SeasonDeadline
from awards.nominating import nomination_files, nominations
from awards.submitting import board, dossier_papers, dossier_parcels, opinions
from core import clock
from desk import todo
from documents import jobs
from documents.models import Shard
from members.models import Post
from tests.awards import scene, sent_up
from tests.awards.pages import account, errors, said, sheet_of, url
from tests.awards.scene import DEPUTY, HEAD, MEMBER
from tests.results import appraised

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.at(sent_up.DAY):
        yield sent_up.DAY


@pytest.fixture
def season():
    return sent_up.season()


@pytest.fixture
def head(client, season):
    """The browser of the head's clerk."""
    client.force_login(appraised.user_of(season, HEAD))
    return client


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_head_checks_a_members_and_reads_why_not_its_own(head, season):
    row, own = scene.nomination(season, code="pm-merit"), scene.nomination(season, HEAD, code="pm-merit")

    assert head.get(url("nomination", row)).context["checks"] is True
    answer = head.post(url("nomination_check", row), {"note": "Đã xem"}, follow=True)
    assert said(answer) == [f"Đã ghi kết quả kiểm tra {sent_up.again(row)}."]
    assert answer.context["nomination"].check_note == "Đã xem"
    assert head.get(url("nomination", own)).context["check_refusal"].startswith("Đề nghị này của Ban Một")
    refused = head.post(url("nomination_check", own), {"note": "Đã xem"})
    assert (refused.status_code, sent_up.again(own).checked_at) == (422, None)


def test_a_member_completes_what_came_back_and_is_reminded(client, head, season):
    row = scene.nomination(season, code="pm-merit")
    head.post(url("nomination_return", row), {"reason": "Thiếu số liệu", "due_on": "20/01/2026"})
    member = appraised.user_of(season, MEMBER)
    (line,) = [each for each in todo.of(member, season) if each.title.startswith("Bổ sung")]
    assert (line.title, line.due_on) == ("Bổ sung 1 đề nghị khen thưởng", date(2026, 1, 20))

    client.force_login(member)
    page = client.get(url("nomination_complete", row))
    assert page.context["meta"] == "Cần bổ sung: Thiếu số liệu"
    typed = {"achievement": "4 đề án", "achieved_from": "01/01/2023", "achieved_to": "31/12/2023"}
    assert client.post(url("nomination_complete", row), typed).url == row.get_absolute_url()
    assert client.post(url("nomination_complete", row), typed).status_code == 422  # the second click
    assert client.get(url("nomination_check", row)).status_code == 403


def test_the_board_counts_each_step_and_is_narrowed(head, season):
    endorsed = sent_up.endorsed(season)
    scene.nomination(season, code="pm-merit")
    sent_up.checked(scene.nomination(season, DEPUTY, code="pm-merit"))
    address = url("nomination_board", season)

    def lanes(query=""):
        return {lane.key: len(lane.cards) for lane in head.get(address + query).context["lanes"]}

    assert lanes() == {
        "waiting": 1,
        "returned": 0,
        "checked": 1,
        "endorsed": 1,
        "sent": 0,
        "granted": 0,
    }
    assert sum(lanes(f"?form={endorsed.form_id}").values()) == 1
    assert sum(lanes(f"?agency={scene.member(season, DEPUTY).pk}&form=abc").values()) == 1
    before = queries(head, address)
    sent_up.endorsed(season, DEPUTY)
    scene.nomination(season, HEAD, code="pm-merit")
    assert queries(head, address) == before


def test_the_board_leaves_what_is_over_to_the_list(head, season, monkeypatch):
    monkeypatch.setattr(board, "FEW", 1)
    for place in (HEAD, DEPUTY):
        nominations.drop(scene.nomination(season, place, code="pm-merit"), reason="Hết hạn", by=None)

    page = head.get(url("nomination_board", season))
    (over,) = [lane for lane in page.context["lanes"] if lane.key == "ended"]
    assert (len(over.shown), over.more) == (1, 1)
    assert 'Còn <span class="num">1</span> đề nghị, xem danh sách' in page.text


def test_files_and_answers_go_to_who_sees_the_nomination(client, season):
    row = scene.nomination(season, code="pm-merit")
    client.force_login(appraised.user_of(season, MEMBER))
    facts = {"upload": [sent_up.upload(), sent_up.upload("giả.pdf", words="x")], "kind": "evidence"}
    assert said(client.post(url("nomination_file_new", row), facts, follow=True)) == [
        "Đã thêm “minh chứng.pdf”.",
        "Đã thêm “giả.pdf”.",
    ]
    assert client.post(url("nomination_file_new", row), facts).status_code == 422
    file = NominationFile.objects.first()
    answer = client.get(url("nomination_file", file))
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Content-Disposition"][:10]) == (
        "nosniff",
        "attachment",
    )
    assert client.get(url("nomination_file_page", file, 7)).status_code == 404
    assert client.get(url("opinion_new", row)).status_code == 403
    asked = opinions.ask(row, asked_of="Bộ Tài chính", asked_on=date(2026, 1, 5), by=None)
    assert client.get(url("opinion_file", asked)).status_code == 404

    client.force_login(account(season, "stranger"))
    pages = [url("nomination_file", file), url("opinion_answer", asked), url("nomination_report", row)]
    assert [client.get(page).status_code for page in pages] == [404] * 3


def test_the_head_asks_notes_and_writes(head, season):
    row = scene.nomination(season, code="pm-merit")

    head.post(url("opinion_new", row), {"asked_of": "Bộ Tài chính", "asked_on": "05/01/2026"})
    opinion = Opinion.objects.get()
    assert opinion.due_on == date(2026, 1, 19)
    facts = {"answered_on": "12/01/2026", "answer": "agrees", "upload": sent_up.upload()}
    assert head.post(url("opinion_answer", opinion), facts).url == row.get_absolute_url()
    assert head.get(url("opinion_file", opinion)).status_code == 200
    head.post(url("nomination_report", row), {"results": "4 đề án"})
    assert [section.text for section in head.get(url("nomination", row)).context["written"]] == ["4 đề án"]


def test_a_dossier_is_begun_filled_sent_and_answered_on_its_pages(head, season):
    row = sent_up.endorsed(season)
    form = row.form
    typed = {"form": form.pk, "addressee": sent_up.MINISTER}
    first = head.post(url("dossier_new", season), typed).url
    assert head.post(url("dossier_new", season), typed).url == first  # the second click
    dossier = Dossier.objects.get()
    page = head.get(first).context
    assert ([case.pk for case, _ in page["cases"]], page["there"], len(page["items"])) == ([row.pk], 1, 5)
    head.post(url("dossier_draw_up", dossier))
    head.post(url("dossier_file_new", dossier), {"part": "minutes", "upload": [sent_up.upload()]})
    assert head.get(first).context["there"] == 4

    letter = {"letter_number": "05-TTr/KTĐ", "letter_on": "15/01/2026"}
    refused = head.post(url("dossier_send", dossier), letter)
    assert errors(refused)[0].startswith("Chưa trình được vì: chưa có báo cáo thành tích của Ban Ba")
    assert head.post(url("dossier_send", dossier), letter | {"despite": "Bổ sung sau"}).url == first
    given = {"nominations": [row.pk], "level": "state", "authority": "TTCP", "decided_on": "15/01/2026"}
    assert errors(head.post(url("dossier_outcome", dossier), given | {"outcome": "granted"})) == [
        "Được khen thưởng thì ghi số quyết định."
    ]
    head.post(url("dossier_outcome", dossier), given | {"outcome": "granted", "number": "9/QĐ-TTg"})
    assert head.get(url("nomination", row)).context["outcomes"][0].number == "9/QĐ-TTg"
    assert sheet_of(head.get(url("dossiers", season) + "?format=xlsx"))[-1][3] == "Đã trình"


def test_the_dossier_asks_the_same_for_one_and_three(head, season):
    scene.nomination(season, MEMBER, code="ministry-merit")
    dossier = sent_up.dossier(season, "ministry-merit")
    before = queries(head, url("dossier", dossier)), queries(head, url("dossiers", season))
    more = [scene.nomination(season, place, code="ministry-merit") for place in (HEAD, DEPUTY)]
    head.post(url("dossier_add", dossier), {"nomination": [row.pk for row in more]})

    assert Dossier.objects.get().lines.count() == 3
    assert (queries(head, url("dossier", dossier)), queries(head, url("dossiers", season))) == before


def test_members_find_no_dossier_and_deputies_only_read(client, season):
    sent_up.endorsed(season)
    dossier = sent_up.dossier(season)
    (paper, _) = dossier_papers.draw_up(dossier, by=None)
    parcel = dossier_parcels.request(dossier, by=None)
    client.force_login(appraised.user_of(season, MEMBER))
    pages = [
        url("dossier", dossier),
        url("dossier_parcel_progress", parcel),
        reverse("awards:dossier_paper_file", args=[paper.pk, "pdf"]),
    ]
    assert [client.get(page).status_code for page in pages] == [404] * 3
    assert client.get(url("dossiers", season)).status_code == 403

    client.force_login(appraised.user_of(season, DEPUTY))
    assert client.get(pages[0]).context["edits"] is False
    assert client.get(url("dossier_send", dossier)).status_code == 403
    assert client.get(url("dossier_parcel_file", parcel)).url == pages[1]
    jobs.work(Shard.objects.get(job=parcel.job).pk, dossier_parcels.pack)
    assert client.get(url("dossier_parcel_file", parcel)).headers["Content-Type"] == "application/zip"


def test_officers_keep_the_rules_and_the_head_its_own_days(client, head, season):
    scene.nomination(season, code="pm-merit")
    form = scene.form("pm-merit", season)
    typed = {"form": form.pk, "due_on": "01/02/2026", "source": "Công văn 7/HĐTĐKT"}
    head.post(url("season_deadline_new", season), typed)
    assert [(row.name, due.words) for row, due in head.get(url("dossiers", season)).context["due"]] == [
        (form.name, "còn 17 ngày")
    ]
    assert head.get(url("form_deadline_new")).status_code == 403
    head.post(url("season_deadline_remove", SeasonDeadline.objects.get()))
    assert SeasonDeadline.objects.count() == 0

    client.force_login(account(season, "officer"))
    row = FormDeadline.objects.get(form_code="national-fighter")
    page = client.get(url("form_deadline_edit", row)).context["form"]
    answer = client.post(
        url("form_deadline_edit", row), page.initial | {"span": "", "day": "30", "valid_to": ""}
    )
    assert (answer.status_code, sent_up.again(row).day) == (302, 30)
    part = RequiredPart.objects.get(form_code="national-fighter", part="minutes")
    page = client.get(url("required_part_edit", part)).context["form"]
    facts = {key: value for key, value in page.initial.items() if value is not None}
    assert client.post(url("required_part_edit", part), facts | {"source": "Điều 5"}).status_code == 302
    assert sent_up.again(part).source == "Điều 5"
    assert client.get(url("dossier_rules")).context["keeps"] is True


def test_a_certificate_officer_neither_checks_nor_files(client, season):
    row = scene.nomination(season, HEAD, code="pm-merit")
    nomination_files.add(row, upload=sent_up.upload(), by=None)
    client.force_login(appraised.user_of(season, HEAD, Post.Kind.CERTIFICATE_OFFICER))

    assert client.get(url("nomination_check", row)).status_code == 404
    assert client.get(url("dossiers", season)).status_code == 403
