"""The pages of the honours: who may open them, what a click does, and how many queries a list takes."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.deciding import decisions
from awards.models import Nomination, Quota
from awards.nominating import nominations
from blocs.models import Season
from core.models import User
from tests.awards import scene
from tests.awards.pages import account, at, errors, sheet_of, url
from tests.awards.scene import DEPUTY, HEAD, MEMBER
from tests.results import appraised

pytestmark = pytest.mark.django_db


# who


SEASON_PAGES = ("nominations", "quotas", "decisions", "register", "nomination_new", "quota_new")
MORE_PAGES = ("decision_new", "decision_record", "register_open")


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("head", (200,) * 9),
        ("deputy", (200, 200, 200, 200, 200, 403, 403, 403, 403)),
        ("officer", (200, 200, 200, 200, 403, 200, 403, 200, 403)),
        ("member", (200, 200, 200, 403, 200, 403, 403, 403, 403)),
        ("printer", (200, 200, 200, 200, 403, 403, 403, 403, 403)),
        ("stranger", (404,) * 9),
    ],
)
def test_each_opens_the_pages_of_the_year_that_are_his(client, season, who, statuses):
    client.force_login(account(season, who))
    pages = [url(name, season) for name in (*SEASON_PAGES, *MORE_PAGES)]

    assert tuple(client.get(page).status_code for page in pages) == statuses


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("head", (200, 403, 200)),
        ("deputy", (200, 403, 403)),
        ("officer", (200, 403, 403)),
        ("member", (200, 200, 403)),
        ("printer", (404, 404, 404)),
        ("stranger", (404, 404, 404)),
    ],
)
def test_a_nomination_is_opened_by_its_agency_and_the_lead(client, season, who, statuses):
    row = scene.nomination(season)
    client.force_login(account(season, who))
    pages = [url(name, row) for name in ("nomination", "nomination_withdraw", "nomination_drop")]

    assert tuple(client.get(page).status_code for page in pages) == statuses


def test_another_members_nomination_does_not_exist(member, season):
    row = scene.nomination(season, DEPUTY)

    assert member.get(url("nomination", row)).status_code == 404
    assert member.post(url("nomination_withdraw", row), {"reason": "x"}).status_code == 404
    page = member.get(url("nominations", season))
    assert [found.nomination for found in page.context["found"]] == []


def test_a_draft_does_not_exist_for_a_member_and_an_issued_decision_does(member, season):
    draft = scene.draft(season)
    decisions.add(draft, [scene.nomination(season, DEPUTY)], by=None)
    assert member.get(url("decision", draft)).status_code == 404
    assert member.get(url("decisions", season)).context["decisions"].count() == 0

    decisions.issue(draft, by=None)

    assert member.get(url("decision", draft)).status_code == 200
    assert member.post(url("decision_issue", draft)).status_code == 403


def test_a_member_is_not_told_which_other_member_is_above_its_quota(client, season):
    scene.quota(season, per_member=1)
    scene.nomination(season, DEPUTY)
    scene.nomination(season, DEPUTY, over_quota="Có giải")
    client.force_login(appraised.user_of(season, MEMBER))
    assert [meter.over for meter in client.get(url("nominations", season)).context["meters"]] == [[]]
    client.force_login(appraised.user_of(season, HEAD))
    meters = client.get(url("nominations", season)).context["meters"]
    assert [meter.over for meter in meters] == [[("Ban Hai", 2, 1)]]


def test_the_catalogue_is_open_to_everybody_signed_in(client, season):
    assert client.get(url("catalogue")).status_code == 302
    client.force_login(account(season, "stranger"))

    assert client.get(url("catalogue")).status_code == 200
    assert len(client.get(url("catalogue") + "?all=1").context["rows"]) == 28


# nominations


def typed(season, subject, **changed):
    facts = {
        "form": scene.form("head-merit", season).pk,
        "subject": subject,
        "ground": "merit",
        "achievement": "Hoàn thành 4 đề án",
        "achieved_from": "01/01/2023",
        "achieved_to": "31/12/2023",
    }
    return facts | changed


def test_a_member_puts_its_person_forward_through_the_form(member, season):
    person = scene.person(season)

    answer = member.post(url("nomination_new", season), typed(season, f"person-{person.pk}"))

    row = Nomination.objects.get()
    assert answer.url == row.get_absolute_url()
    assert (row.person, row.agency, row.achieved_to) == (person, scene.member(season), date(2023, 12, 31))
    assert member.get(answer.url).context["withdraws"] is True


def test_the_form_offers_only_the_own_agencys_people(member, season):
    own, other = scene.person(season), scene.person(season, DEPUTY)

    form = member.get(url("nomination_new", season)).context["form"]
    assert f"person-{own.pk}" in form.people
    assert f"person-{other.pk}" not in form.people

    answer = member.post(url("nomination_new", season), typed(season, f"person-{other.pk}"))
    assert answer.status_code == 200
    assert Nomination.objects.count() == 0


def test_a_member_cannot_choose_another_agency(member, season):
    page = f"{url('nomination_new', season)}?agency={scene.member(season, DEPUTY).pk}"

    assert member.get(page).context["agency"] == scene.member(season)


def test_the_heads_clerk_puts_forward_for_any_member(head, season):
    other = scene.member(season, DEPUTY)
    collective = scene.collective(season, DEPUTY)
    page = f"{url('nomination_new', season)}?agency={other.pk}"

    head.post(page, typed(season, f"collective-{collective.pk}"))

    assert Nomination.objects.get().agency == other


def test_only_the_head_lets_one_pass_above_the_quota(client, season):
    scene.quota(season, recipient="person", total=0)
    person = scene.person(season)
    facts = typed(season, f"person-{person.pk}", over_quota="Có giải quốc gia")
    page = f"{url('nomination_new', season)}?agency={scene.member(season).pk}"

    client.force_login(appraised.user_of(season, MEMBER))
    refused = client.post(page, facts)
    assert [text[:54] for text in errors(refused)] == [
        "Bằng khen của Khối trưởng, cá nhân: Khối đã đề nghị 0,"
    ]
    client.force_login(appraised.user_of(season, HEAD))
    client.post(page, facts)

    assert Nomination.objects.get().over_quota == "Có giải quốc gia"


def test_a_second_click_and_a_wrong_phase_keep_what_was_typed(member, season):
    person = scene.person(season)
    facts = typed(season, f"person-{person.pk}")
    member.post(url("nomination_new", season), facts)

    again = member.post(url("nomination_new", season), facts)
    assert [text[:53] for text in errors(again)] == ["Đối tượng này đã được đề nghị hình thức đó trong năm;"]
    at(season, "closed")
    late = member.post(url("nomination_new", season), facts)
    assert errors(late) == ["Năm 2023 đã khép lại; chỉ còn xem được."]
    assert "Hoàn thành 4 đề án" in late.text
    assert Nomination.objects.count() == 1


def test_the_list_finds_without_accents_and_counts_its_tabs(head, season):
    scene.nomination(season, code="government-flag")
    scene.nomination(season, of=scene.person(season, name="Đỗ Thị Ước"))
    scene.nomination(season)
    gone = scene.nomination(season)
    nominations.withdraw(gone, reason="Thôi", by=None)

    page = head.get(url("nominations", season))
    assert {key: count for key, _, count in page.context["tabs"]} == {
        "state": 1,
        "attention": 0,
        "collectives": 1,
        "persons": 1,
        "ended": 1,
    }
    found = head.get(url("nominations", season) + "?tab=persons&q=do+thi+uoc")
    assert [row.name for row in found.context["rows"]] == ["Đỗ Thị Ước"]
    assert head.get(url("nominations", season) + "?tab=persons&q=xyz").context["rows"] == []


def test_the_basis_of_state_level_nominations_shows_place_points_and_votes(head):
    season = Season.objects.get()
    appraised.appraisal.conclude(season, by=None)
    row = scene.nomination(season, code="government-flag")
    nominations.endorse(row, votes=2, votes_base=3, by=None)

    [(found, place)] = head.get(url("nominations", season)).context["basis"]

    assert (found.name, place.rank, place.totals.total) == ("Ban Ba", 3, 77)
    assert "2/3" in head.get(url("nominations", season)).text


def test_the_acts_on_a_nomination_answer_with_its_page(client, season):
    row = scene.nomination(season)
    client.force_login(appraised.user_of(season, MEMBER))
    assert client.post(url("nomination_withdraw", row), {"reason": "Thôi"}).url == row.get_absolute_url()
    assert client.post(url("nomination_again", row)).url == row.get_absolute_url()
    client.force_login(appraised.user_of(season, HEAD))
    client.post(url("nomination_drop", row), {"reason": "Chưa đủ điều kiện"})
    row.refresh_from_db()
    assert (row.state, row.reason) == ("dropped", "Chưa đủ điều kiện")
    client.force_login(User.objects.get(username="clerk-3"))
    assert client.post(url("nomination_again", row)).status_code == 403


def test_an_act_is_never_a_get(head, season):
    row, draft = scene.nomination(season), scene.draft(season)
    quota = scene.quota(season, total=1)
    acts = [
        url("nomination_again", row),
        url("decision_add", draft),
        url("quota_remove", quota),
        url("line_remove", draft, 1),
        url("paper_request", draft, "pdf"),
    ]

    assert [head.get(act).status_code for act in acts] == [405] * 5


# quotas


def test_a_quota_is_set_changed_and_removed(head, season):
    what = f"{scene.form('head-merit', season).pk}-collective"
    facts = {"what": what, "total": "28", "per_member": "2", "source": scene.LETTER}
    head.post(url("quota_new", season), facts)
    quota = Quota.objects.get()
    assert (quota.total, quota.per_member, quota.recipient) == (28, 2, "collective")

    head.post(url("quota_edit", quota), {"total": "30", "per_member": "", "source": scene.LETTER})
    quota.refresh_from_db()
    assert (quota.total, quota.per_member) == (30, None)
    refused = head.post(url("quota_edit", quota), {"total": "", "per_member": "", "source": scene.LETTER})
    assert errors(refused) == ["Hãy nhập hạn mức chung, tỷ lệ hoặc hạn mức của mỗi đơn vị."]
    share = {"percent": "0", "rounding": "down", "source": scene.LETTER}
    refused = head.post(url("quota_edit", quota), share)
    assert errors(refused) == ["Tỷ lệ phải lớn hơn 0 và nhiều nhất 100 %."]

    head.post(url("quota_remove", quota))
    assert Quota.objects.count() == 0


# Excel


def test_every_list_is_taken_away_as_excel(head, season):
    scene.quota(season, total=4)
    decision = scene.issued_decision(season)

    found = sheet_of(head.get(url("nominations", season) + "?tab=persons&format=xlsx"))
    assert [row[:5] for row in found[1:]] == [
        [1, "Trần Thị Mai", "Phó Vụ trưởng", "Ban Ba", "Bằng khen của Khối trưởng"]
    ]
    quotas = sheet_of(head.get(url("quotas", season) + "?format=xlsx"))
    assert quotas[1] == ["Bằng khen Khối trưởng, tập thể", 1, 4, None, 3, None, None, scene.LETTER]
    [_, listed] = sheet_of(head.get(url("decisions", season) + "?format=xlsx"))
    assert listed[0] == "05-QĐ/KTĐ"
    assert listed[4:] == [2, "Đã ban hành"]
    lines = sheet_of(head.get(url("decision", decision) + "?format=xlsx"))
    assert [row[3] for row in lines[1:]] == ["Vụ 1", "Trần Thị Mai"]
    book = sheet_of(head.get(url("register", season) + "?format=xlsx"))
    assert [row[:2] for row in book[1:]] == [["01/2023", "Tập thể Vụ 1"], ["02/2023", "Bà Trần Thị Mai"]]
    assert len(sheet_of(head.get(url("catalogue") + "?all=1&format=xlsx"))) == 29


# queries


def queries_of(client, page):
    client.get(page)  # what is read once per process does not count
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["nominations", "decisions", "register", "quotas"])
def test_a_list_asks_the_same_for_1_and_3(head, season, name):
    appraised.appraisal.conclude(season, by=None)
    season.refresh_from_db()
    page = url(name, season)
    add_one(season, 1)
    one = queries_of(head, page)
    add_one(season, 2)
    add_one(season, 3)

    assert queries_of(head, page) == one
    assert one <= 30


@pytest.mark.parametrize("issued", [False, True])
def test_a_decision_asks_the_same_for_1_and_3_lines(head, season, issued):
    counts = []
    for number, lines in (("11", 1), ("13", 3)):
        draft = scene.draft(season, number=number)
        rows = [scene.nomination(season) for _ in range(lines)]
        decisions.add(draft, rows, by=None)
        if issued:
            decisions.issue(draft, by=None)
        else:
            [scene.nomination(season) for _ in range(lines)]
        counts.append(queries_of(head, url("decision", draft)))

    assert counts[0] == counts[1]
    assert counts[0] <= 26


def add_one(season, number):
    """One more of everything that the lists show."""
    scene.nomination(season, number, code="pm-merit", over_quota="x")
    scene.issued_decision(season, [scene.nomination(season, of=scene.person(season))], number=f"{number}")
    scene.nomination(season, number)
    scene.quota(
        season,
        ("pm-merit", "government-flag", "head-merit")[number - 1],
        ("agency", "agency", "person")[number - 1],
        total=0,
    )
