"""The work plan of a year: issued on paper, issued again when it has changed, every version kept."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from blocs import activities, leadership, phases, states, work_plans
from blocs.models import WorkPlan
from core import clock
from core.rules import RuleError
from documents import papers
from documents.models import Document
from members.models import Post
from tests import world
from tests.documents.reading import pages, word_words
from tests.security.test_hostile_text import HARMFUL

pytestmark = pytest.mark.django_db

FEBRUARY, JULY = date(2023, 2, 10), date(2023, 7, 14)


@pytest.fixture(autouse=True)
def july():
    with clock.at(JULY):
        yield


@pytest.fixture
def season(client):
    """A planned year with a movement and an activity; a clerk of the head agency is signed in."""
    season = world.planned(world.season())
    activities.add_movement(season, name="Văn hóa công sở", launched_by="Thủ tướng Chính phủ", by=None)
    host = world.members(season.bloc)[1]
    days = {"starts_on": date(2023, 8, 3), "ends_on": date(2023, 8, 4), "due_on": date(2023, 8, 31)}
    activities.plan(season, name="Về nguồn", host=host, place="Tuyên Quang", **days, by=None)
    client.force_login(world.head_of(season))
    return season


def at(name, thing, *more):
    return reverse(f"blocs:{name}", args=[thing.pk, *more])


def refusal_of(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, by=None, **facts)
    return str(refusal.value)


def words_of(plan):
    return " ".join(" ".join(pages(papers.render_bytes(plan.paper, "pdf"))).split())


def test_the_plan_is_issued_with_all_it_holds(season):
    plan = work_plans.issue(season, issued_on=FEBRUARY, by=None)

    said = words_of(plan)
    for words in (
        "Số -KH/KTĐ",
        "ngày 10 tháng 02 năm 2023",
        "hoạt động năm 2023 của Khối thử",
        "chủ đề “Đoàn kết, sáng tạo”",
        "Ký giao ước 15/03/2023",
        "Văn hóa công sở Thủ tướng Chính phủ",
        "Về nguồn Ban Hai 03/08/2023 đến 04/08/2023 Hạn: 31/08/2023 Tuyên Quang",
        "KHỐI TRƯỞNG",
        "Các đơn vị thành viên",
    ):
        assert words in said
    assert word_words(papers.render_bytes(plan.paper, "docx")).count("Tuyên") == 1
    assert (plan.version, plan.paper.kind, plan.paper.sample) == (1, Document.Kind.PLAN, False)


def test_a_state_bloc_issues_it_in_state_form():
    season = world.season(world.bloc(name="Khối Nhà nước"))
    season.bloc.form = season.form = "state"
    season.save()

    plan = work_plans.issue(season, issued_on=JULY, by=None)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words_of(plan)
    assert "Các hoạt động chung do Khối trưởng thông báo sau." in words_of(plan)


def test_an_unchanged_plan_is_not_issued_twice_and_a_changed_one_says_why(season):
    first = work_plans.issue(season, issued_on=FEBRUARY, by=None)
    assert refusal_of(work_plans.issue, season, issued_on=FEBRUARY, reason="Thêm") == (
        "Kế hoạch không có gì thay đổi so với bản ban hành ngày 10/02/2023. "
        "Hãy sửa lịch, phong trào hoặc hoạt động trước khi ban hành lại."
    )
    assert not work_plans.is_outdated(season)

    activities.plan(season, name="Hội thao", by=None)
    assert work_plans.is_outdated(season)
    assert refusal_of(work_plans.issue, season, issued_on=JULY) == (
        "Ban hành lại kế hoạch thì phải ghi lý do sửa đổi."
    )
    assert refusal_of(work_plans.issue, season, issued_on=date(2023, 2, 9), reason="Thêm") == (
        "Bản trước ban hành ngày 10/02/2023; hãy chọn từ ngày đó trở đi."
    )
    second = work_plans.issue(season, issued_on=JULY, reason="Bổ sung hội thao.", by=None)

    assert [plan.version for plan in work_plans.versions(season)] == [2, 1]
    assert (
        "Kế hoạch này thay kế hoạch ban hành lần thứ 1 ngày 10/02/2023. Lý do sửa đổi: Bổ sung hội thao."
        in words_of(second)
    )
    assert "Hội thao" not in words_of(first)


def test_the_same_plan_looks_the_same_on_another_day(season):
    before = work_plans.digest(season)

    with clock.at(date(2023, 9, 1)):
        assert work_plans.digest(season) == before


def test_what_was_cancelled_is_no_longer_planned(season):
    work_plans.issue(season, issued_on=FEBRUARY, by=None)
    activities.cancel(season.activities.get(), reason="Mưa bão", by=None)

    plan = work_plans.issue(season, issued_on=JULY, reason="Hoãn", by=None)
    assert "Về nguồn" not in words_of(plan)


def test_no_plan_without_a_head_for_a_day_to_come_or_in_a_closed_year(season):
    assert refusal_of(work_plans.issue, season, issued_on=date(2023, 7, 15)) == (
        "Ngày 15/07/2023 chưa tới. Kế hoạch ghi ngày ban hành không muộn hơn hôm nay."
    )
    headless = world.season(world.bloc(name="Khối khác", names=("A", "B")), led=False)
    assert leadership.head_of(headless) is None
    assert refusal_of(work_plans.issue, headless, issued_on=JULY) == (
        "Năm này chưa ghi Khối trưởng nên chưa có đơn vị ban hành kế hoạch."
    )
    for phase in states.KEYS[:-1]:
        phases.advance(season, frm=phase, by=None)
    assert refusal_of(work_plans.issue, season, issued_on=JULY) == (
        "Năm thi đua 2023 đã khép lại; kế hoạch chỉ còn xem được."
    )


@pytest.mark.parametrize("facts", [{"version": 2}, {"reason": "Vì thế"}])
def test_the_database_refuses_a_version_that_contradicts_itself(season, facts):
    paper = work_plans.issue(season, issued_on=FEBRUARY, by=None).paper
    usual = {"season": season, "version": 1, "issued_on": JULY, "sha256": "0", "paper": paper}

    with pytest.raises(IntegrityError), transaction.atomic():
        WorkPlan.objects.create(**usual | facts)


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_harmful_text_is_shown_and_printed_as_typed(client, season, text):
    activities.plan(season, name=text, place=text, by=None)
    activities.add_movement(season, name=text, launched_by=text[:150], content=text, by=None)

    page = client.get(at("work_plan", season)).text
    assert "alert(1)</script>" not in page
    answer = client.post(at("work_plan_issue", season), {"issued_on": "10/02/2023"})
    plan = WorkPlan.objects.get()
    assert answer.url == at("work_plan", season)
    assert papers.render_bytes(plan.paper, "pdf")[:5] == b"%PDF-"
    assert " ".join(text.split()) in word_words_joined(plan)


def word_words_joined(plan):
    return " ".join(word_words(papers.render_bytes(plan.paper, "docx")))


def test_the_head_issues_it_and_members_take_it_away(client, season):
    form = client.post(at("work_plan_issue", season), {"issued_on": "15/07/2023"}).context["form"]
    assert form.errors == {"issued_on": ["Nhập ngày không muộn hơn 14/07/2023."]}
    client.post(at("work_plan_issue", season), {"issued_on": "10/02/2023"})
    again = client.post(at("work_plan_issue", season), {"issued_on": "10/02/2023", "reason": "Lại"})
    assert list(again.context["form"].errors) == ["__all__"]
    assert "Lần thứ 1, ngày" in client.get(season.get_absolute_url()).text

    member = world.members(season.bloc)[2]
    plan = WorkPlan.objects.get()
    client.force_login(world.person(member, Post.Kind.CLERK, username="don-vi").user)
    assert client.get(at("work_plan", season)).status_code == 200
    assert client.post(at("plan_paper_request", plan, "pdf")).url == at("plan_paper_progress", plan, "pdf")
    assert client.get(at("plan_paper_progress", plan, "pdf")).status_code == 200
    assert client.post(at("plan_paper_request", plan, "exe")).status_code == 404
    assert client.post(at("work_plan_issue", season)).status_code == 403

    client.force_login(world.person(world.agency("Ngoài"), Post.Kind.CLERK, username="la").user)
    assert client.get(at("work_plan", season)).status_code == 404
    assert client.post(at("plan_paper_request", plan, "pdf")).status_code == 404
