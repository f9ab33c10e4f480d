"""The pages of the reply and the second reading, the head's list, the desk, and who may open them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from blocs.models import Season
from core import clock
from desk import todo
from members.models import Post
from results import second_reading
from results.models import Evidence, Reply

from . import appraised, replied
from .appraised import DEPUTY, HEAD, MEMBER

pytestmark = pytest.mark.django_db

LEADER = Post.Kind.LEADER


@pytest.fixture
def season():
    return replied.year()


@pytest.fixture
def sheet(season):
    return appraised.sheet(season)


@pytest.fixture(autouse=True)
def last_day():
    with clock.at(replied.LAST):
        yield


def browser(client, season, place, kind=Post.Kind.CLERK):
    client.force_login(appraised.user_of(season, place, kind))
    return client


def url(name, obj):
    return reverse(f"results:{name}", args=[obj.pk])


def sent(sheet, code="I.1", asked="50", grounds=replied.GROUNDS):
    line = appraised.line(sheet, code)
    return {f"asked-{line.pk}": asked, f"grounds-{line.pk}": grounds}


def answered(reply, outcome="changed", points="49,5", reason="Quyết định ký trong năm", **more):
    row = replied.row(reply)
    facts = {"outcome": outcome, "points": points, "reason": reason, "version": row.version}
    return {f"{name}-{row.pk}": value for name, value in facts.items()} | {
        f"{name}-{row.pk}": value for name, value in more.items()
    }


def titles(user, season):
    return [(row.title, row.detail) for row in todo.of(user, Season.objects.get(pk=season.pk))]


# the member


def test_the_leader_of_the_member_asks_and_reads_its_reply(client, season, sheet):
    leader = browser(client, season, MEMBER, LEADER)
    why = leader.get(url("why", sheet)).content.decode()
    assert "Được đề nghị phúc tra đến hết ngày 12/01/2024." in why
    assert f'href="{url("reply_new", sheet)}"' in why

    answer = leader.post(url("reply_new", sheet), sent(sheet))

    reply = Reply.objects.get()
    assert answer.url == url("reply", reply)
    assert replied.GROUNDS in leader.get(answer.url).content.decode()
    assert leader.get(url("reply_new", sheet)).url == url("reply", reply)


def test_what_was_typed_comes_back_with_a_refusal(client, season, sheet):
    leader = browser(client, season, MEMBER, LEADER)
    answer = leader.post(url("reply_new", sheet), sent(sheet, asked="70"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ô I.1: nhập từ 0 đến 60 điểm." in page
    assert 'value="70"' in page
    assert replied.GROUNDS in page


def test_a_member_that_may_not_ask_is_told_why(client, season, sheet):
    leader = browser(client, season, MEMBER, LEADER)
    with clock.at(replied.LATE):
        page = leader.get(url("reply_new", sheet)).content.decode()

    assert "Thời hạn đề nghị phúc tra đã hết ngày 12/01/2024." in page
    assert "<textarea" not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [((MEMBER, LEADER), 200), ((MEMBER, Post.Kind.CLERK), 403), ((HEAD, LEADER), 403)],
)
def test_only_who_hands_the_sheet_in_asks(client, season, sheet, who, status):
    assert browser(client, season, *who).get(url("reply_new", sheet)).status_code == status


def test_the_member_withdraws(client, season, sheet):
    reply = replied.filed(season)
    leader = browser(client, season, MEMBER, LEADER)
    assert leader.post(url("reply_withdraw", reply)).url == url("why", sheet)

    assert Reply.objects.get().state == "withdrawn"


def test_answers_stay_hidden_from_the_member_until_all_are_given(client, season, sheet):
    reply = replied.reading(season)
    replied.answer(reply)
    leader = browser(client, season, MEMBER, LEADER)
    for address in (url("reply", reply), url("why", sheet)):
        assert "Quyết định ký trong năm" not in leader.get(address).content.decode()
    second_reading.close(reply, by=None)
    for address in (url("reply", reply), url("why", sheet)):
        assert "Quyết định ký trong năm" in leader.get(address).content.decode()


def test_another_member_does_not_find_the_reply(client, season):
    reply = replied.filed(season)
    stranger = appraised.user_of(season, DEPUTY)
    client.force_login(stranger)
    assert client.post(url("reading_begin", reply)).status_code in (403, 404)
    assert Reply.objects.get().state == "filed"


def test_evidence_is_added_by_the_member_until_the_last_day_is_over(client, season, sheet):
    reply = replied.filed(season)
    line = appraised.line(sheet)
    pages = [url("reply", reply), url("line_evidence", line)]

    def offered(user):
        client.force_login(user)
        page, proofs = [client.get(address).content.decode() for address in pages]
        return f'href="{pages[1]}"' in page, 'name="upload"' in proofs

    own, head = [appraised.user_of(season, place) for place in (MEMBER, HEAD)]
    assert (offered(own), offered(head)) == ((True, True), (False, False))
    with clock.at(replied.LATE):
        assert offered(own) == (False, False)


def test_evidence_that_may_not_be_changed_shows_no_form(client, season, sheet):
    reply = replied.filed(season)
    proof = appraised.line(sheet).evidence.get()

    def shown():
        answer = client.get(url("evidence_describe", proof))
        return answer.status_code, answer.context.get("sentence")

    client = browser(client, season, HEAD)
    assert shown() == (
        409,
        "Trong lúc chờ phúc tra, minh chứng của dòng này chỉ do chính đơn vị thêm, sửa, gỡ.",
    )
    client = browser(client, season, MEMBER)
    assert shown() == (200, None)
    Evidence.objects.update(added_at=reply.appraised_at - timedelta(days=1))
    assert shown() == (
        409,
        "Minh chứng này đã được thẩm định nên giữ nguyên. Hãy thêm minh chứng mới.",
    )
    client.force_login(appraised.user_of(season, DEPUTY))
    assert client.get(url("evidence_describe", proof)).status_code in (403, 404)


# the head


def test_the_head_reads_and_answers(client, season):
    reply = replied.filed(season)
    head = browser(client, season, HEAD)
    head.post(url("reading_begin", reply))
    assert "Thiếu minh chứng" in head.get(url("reply", reply)).content.decode()
    head.post(url("reading_save", reply), answered(reply))
    assert Reply.objects.get().state == "reading"
    head.post(url("reading_close", reply), answered(reply))

    assert Reply.objects.get().state == "answered"
    assert replied.row(reply).reason == "Quyết định ký trong năm"


def test_a_refused_answer_comes_back_as_it_was_typed(client, season):
    reply = replied.reading(season)
    head = browser(client, season, HEAD)
    answer = head.post(url("reading_close", reply), answered(reply, points="75"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ô I.1: nhập từ 0 đến 60 điểm." in page
    assert 'value="75"' in page
    assert Reply.objects.get().state == "reading"


def test_somebody_elses_answer_is_told_and_the_second_try_counts(client, season):
    reply = replied.reading(season)
    late = answered(reply, reason="Ý kiến sau")
    replied.answer(reply, outcome="kept", text="", reason="Ý kiến trước")
    head = browser(client, season, HEAD)
    page = head.post(url("reading_save", reply), late).content.decode()
    assert "Người khác vừa trả lời dòng này: giữ nguyên, “Ý kiến trước”. Lưu lần nữa để ghi đè." in page

    head.post(url("reading_save", reply), answered(reply, reason="Ý kiến sau"))
    assert replied.row(reply).reason == "Ý kiến sau"


def test_a_reason_that_was_picked_counts_where_none_is_typed(client, season):
    reply = replied.reading(season)
    head = browser(client, season, HEAD)
    facts = answered(reply, outcome="kept", points="", reason="")
    head.post(url("reading_save", reply), facts | {f"reason-{replied.row(reply).pk}-pick": "Nộp chậm"})

    assert replied.row(reply).reason == "Nộp chậm"


def test_nobody_reads_the_own_agencys_reply(client, season):
    with clock.at(replied.DAY):
        appraised.finished(season, HEAD)
    reply = replied.filed(season, HEAD, I_1="49")
    assert browser(client, season, HEAD).post(url("reading_begin", reply)).status_code == 403
    client.logout()
    assert browser(client, season, DEPUTY).post(url("reading_begin", reply)).status_code == 302


def test_the_list_shows_every_reply_and_goes_to_excel(client, season):
    replied.filed(season)
    head = browser(client, season, HEAD)
    page = head.get(url("replies", season)).content.decode()
    assert "I.1 (49 → 50)" in page

    book = load_workbook(BytesIO(head.get(url("replies", season) + "?format=xlsx").content))
    rows = [[cell for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert rows[1][1:3] + rows[1][5:9] == ["Ban Ba", "Chờ phúc tra", "I.1", 49, 50, replied.GROUNDS]


def test_the_list_asks_a_constant_number_of_questions(client, season):
    head = browser(client, season, HEAD)
    replied.all_appraised(season)
    replied.filed(season)
    counts = []
    for place in (None, HEAD, DEPUTY):
        if place:
            replied.filed(season, place, I_1="49")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            head.get(url("replies", season))
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_the_page_of_the_appraisal_tells_what_keeps_it_from_being_concluded(client, season):
    replied.all_appraised(season)
    head = browser(client, season, HEAD)
    page = head.get(url("appraisals", season)).content.decode()
    assert "Còn trong thời hạn đề nghị phúc tra: Ban Một (đến hết ngày 12/01/2024)" in page
    assert url("appraisal_conclude", season) in page

    replied.filed(season)
    page = head.get(url("appraisals", season)).content.decode()
    assert "Chưa trả lời đề nghị phúc tra: Ban Ba." in page
    assert url("appraisal_conclude", season) not in page


# the desk


def test_the_desk_tells_the_member_until_when_it_may_ask(season):
    member = appraised.user_of(season, MEMBER, LEADER)
    assert (
        "Xem kết quả thẩm định năm 2023",
        "Được đề nghị phúc tra đến hết ngày 12/01/2024",
    ) in titles(member, season)
    replied.filed(season)
    assert "Xem kết quả thẩm định năm 2023" not in dict(titles(member, season))


def test_the_desk_tells_the_head_how_many_wait(season):
    replied.all_appraised(season)
    head, deputy = appraised.user_of(season, HEAD), appraised.user_of(season, DEPUTY)
    replied.filed(season)
    replied.filed(season, HEAD, I_1="49")

    assert "1 đề nghị phúc tra chờ trả lời" in dict(titles(head, season))
    assert "Chốt điểm toàn Khối" not in dict(titles(head, season))
    assert "1 đề nghị phúc tra chờ trả lời" in dict(titles(deputy, season))
