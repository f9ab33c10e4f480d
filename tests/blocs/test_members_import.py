"""The members of a bloc from an Excel file: looked at, then written whole, with persons and invitations."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from blocs import founding, members_excel, members_import, openings
from core.models import Entry
from core.rules import RuleError
from documents.models import StoredFile
from members import invitations, people
from members.models import Agency, Invitation, Person, Post
from tests import world

from . import workbook
from .member_rows import SINCE, bloc, person, row, staged, taken, two
from .member_rows import of as file_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def both():
    return bloc()


def refusal(act, *args, **facts):
    with pytest.raises(RuleError) as refused:
        act(*args, **facts)
    return str(refused.value)


def members(of):
    return [(each.order, each.name, each.code, each.joined_on) for each in of.memberships.on().named()]


# what is written


def test_agencies_join_in_the_order_of_the_file(both):
    made, officer = both
    taken(made, officer, *two())

    assert members(made) == [
        (1, "Ban Nội chính Trung ương", "BNCTW", SINCE),
        (2, "Báo Nhân Dân", "BND", SINCE),
    ]


def test_a_new_agency_takes_all_its_row_says(both):
    made, officer = both
    first = row(
        "Sở Nội vụ tỉnh Phú Thọ", "SNV", short_name="SNV Phú Thọ", kind="nhà nước", province="Phú Thọ"
    )
    taken(made, officer, first, *two())

    agency = Agency.objects.get(names__code="SNV")
    assert (agency.short_name, agency.kind, agency.province, agency.place) == (
        "SNV Phú Thọ",
        "state",
        "25",
        "Phú Thọ",
    )


def test_an_agency_of_the_directory_joins_as_it_is(both):
    made, officer = both
    known = world.agency("Ban Nội chính Trung ương", code="BNCTW")
    found = staged(made, officer, *two(kind=""))
    members_import.take(made, token=found.token, by=officer)

    assert (found.known, found.new) == (1, 1)
    assert made.memberships.get(order=1).agency == known
    assert Agency.objects.filter(names__code="BNCTW").count() == 1


def test_a_person_gets_a_post_and_an_invitation_with_the_proposed_name(both):
    made, officer = both
    written = taken(made, officer, *two(**person(account="bncTW.thu")))

    invited = written.invited[0]
    found = invitations.find(invited.code)
    assert (str(found.person), found.username, found.made_by) == ("Trần Thị Minh Thu", "bnctw.thu", officer)
    post = Post.objects.get(person=invited.person)
    assert (post.kind, post.agency.name) == ("clerk", "Ban Nội chính Trung ương")


def test_an_address_is_where_the_slip_goes_and_its_beginning_the_proposed_name(both):
    made, officer = both
    invited = taken(made, officer, *two(**person(account="Thu.TTM@bnc.vn"))).invited[0]

    assert (invited.email, invitations.find(invited.code).username) == ("Thu.TTM@bnc.vn", "thu.ttm")


def test_who_works_there_and_has_an_account_is_not_invited_again(both):
    made, officer = both
    agency = world.agency("Ban Nội chính Trung ương", code="BNCTW")
    known = people.record(
        agency, honorific="ms", family_name="Trần", middle_name="Thị Minh", given_name="Thu", by=None
    )
    people.give_account(known, username="thu", by=None)

    found = staged(made, officer, *two(**person()))
    assert (found.invited, found.reading.rows[0].notes) == (
        0,
        ["Trần Thị Minh Thu đã có tài khoản nên không mời lại."],
    )
    members_import.take(made, token=found.token, by=officer)
    assert (Person.objects.filter(agency=agency).count(), Invitation.objects.count()) == (1, 0)
    assert Post.objects.get(person=known).kind == "clerk"


def test_who_waits_for_an_answer_is_invited_anew(both):
    made, officer = both
    agency = world.agency("Ban Nội chính Trung ương", code="BNCTW")
    known = people.record(
        agency, honorific="ms", family_name="Trần", middle_name="Thị Minh", given_name="Thu", by=None
    )
    former = invitations.invite(known, by=None)

    invited = taken(made, officer, *two(**person())).invited[0]
    assert invitations.find(invited.code).person == known
    assert refusal(invitations.find, former) == invitations.DEAD


def test_the_day_of_founding_stands_for_an_empty_day():
    made, officer = bloc(founded_number="12-QĐ/BTG", founded_on=date(2019, 1, 2))
    taken(made, officer, *two(joined_on=""))

    assert [day for *_, day in members(made)] == [date(2019, 1, 2), SINCE]


def test_the_history_tells_which_file_and_what_it_said_of_the_lead(both):
    made, officer = both
    taken(made, officer, row(lead="khối trưởng"), row("Báo Nhân Dân", "BND", lead="Khối phó"))

    entry = Entry.objects.about(made).get(act="bloc.import_members")
    first, second = (each.agency_id for each in made.memberships.on())
    assert entry.after == {"members": 2, "lead": {"head": [first], "deputy": [second]}}
    assert entry.reason.startswith("bảng.xlsx (SHA-256 ")


def test_the_lead_of_the_file_begins_the_form_of_the_first_year(both):
    made, officer = both
    taken(made, officer, row(lead="khối trưởng"), row("Báo Nhân Dân", "BND", lead="Khối phó"))

    first, second = (each.agency_id for each in made.memberships.on())
    assert openings.lead_told(made) == {"head": first, "deputies": [second]}


def test_a_later_file_without_a_lead_leaves_what_an_earlier_one_told(both):
    made, officer = both
    taken(made, officer, *two(lead="khối trưởng"))
    taken(made, officer, row("Tạp chí Cộng sản", "TCCS"))

    assert list(openings.lead_told(made)) == ["head"]
    assert [order for order, *_ in members(made)] == [1, 2, 3]


# the two acts


def test_looking_writes_nothing(both):
    made, officer = both
    found = staged(made, officer, *two(**person()))

    assert (found.new, found.invited, len(found.reading.rows)) == (2, 1, 2)
    assert (made.memberships.count(), Person.objects.filter(given_name="Thu").count()) == (0, 0)


def test_a_file_with_a_fault_is_not_kept(both):
    made, officer = both
    found = staged(made, officer, *two(kind="liên doanh"))

    assert (found.token, StoredFile.objects.count()) == ("", 0)


def test_a_second_click_is_refused(both):
    made, officer = both
    found = staged(made, officer, *two())
    members_import.take(made, token=found.token, by=officer)

    assert refusal(members_import.take, made, token=found.token, by=officer) == members_import.CHANGED
    assert made.memberships.count() == 2


def test_a_directory_changed_meanwhile_is_looked_at_again(both):
    made, officer = both
    found = staged(made, officer, *two())
    world.agency("Báo Nhân Dân", code="BND")

    assert refusal(members_import.take, made, token=found.token, by=officer) == members_import.CHANGED
    assert made.memberships.count() == 0


def test_a_preview_serves_only_its_bloc_and_its_person(both):
    made, officer = both
    found = staged(made, officer, *two())
    other = world.bloc(["A1", "A2"], name="Khối khác")

    assert refusal(members_import.take, other, token=found.token, by=officer) == members_import.STALE
    stranger = world.officer(made.managing_body, "can-bo-khac")
    assert refusal(members_import.take, made, token=found.token, by=stranger) == members_import.STALE


@pytest.mark.parametrize("token", ["", "x", "eyJ0YWJsZSI6MX0:1abc:def"])
def test_a_forged_reference_is_refused(both, token):
    made, officer = both

    assert refusal(members_import.take, made, token=token, by=officer) == members_import.STALE


def test_an_act_that_fails_on_the_way_leaves_nothing(both, monkeypatch):
    made, officer = both
    found = staged(made, officer, *two())
    join = founding.join

    def fail_at_the_second(bloc, **facts):
        if bloc.memberships.exists():
            raise RuleError("Hỏng giữa chừng.")
        return join(bloc, **facts)

    monkeypatch.setattr(founding, "join", fail_at_the_second)

    assert refusal(members_import.take, made, token=found.token, by=officer) == "Dòng 3: Hỏng giữa chừng."
    assert (made.memberships.count(), Agency.objects.filter(names__code="BNCTW").count()) == (0, 0)


# pages


def test_the_pages_lead_from_the_file_to_the_slips_and_on_to_the_year(client, both):
    made, officer = both
    client.force_login(officer)
    page = reverse("blocs:members_upload", args=[made.pk])
    answer = client.post(page, {"upload": workbook.upload(file_of(*two(**person(account="thu@bnc.vn"))))})
    token = answer.context["staged"].token

    done = client.post(reverse("blocs:members_take", args=[made.pk]), {"token": token})

    assert (answer.status_code, done.status_code) == (200, 200)
    assert done.headers["Cache-Control"] == "private, no-store"
    code = done.context["slips"][0]["invited"].code
    assert done.context["slips"][0]["link"] == f"http://testserver{reverse('own:accept')}#{code}"
    assert done.context["set_up"].url == reverse("blocs:season_new", args=[made.pk])


def test_without_persons_the_act_leads_to_the_bloc(client, both):
    made, officer = both
    client.force_login(officer)
    token = staged(made, officer, *two()).token

    assert client.post(reverse("blocs:members_take", args=[made.pk]), {"token": token}).url == (
        made.get_absolute_url()
    )


def test_the_proposed_name_stands_in_the_form_of_the_invited(client, both):
    made, officer = both
    code = taken(made, officer, *two(**person(account="bnctw.thu"))).invited[0].code

    form = client.post(reverse("own:accept"), {"code": code}).context["form"]
    assert form["username"].value() == "bnctw.thu"


def test_only_the_managing_body_may_import(client, both):
    made, _ = both
    member = world.agency("Báo Nhân Dân", code="BND")
    founding.join(made, agency=member, joined_on=SINCE, by=None)
    client.force_login(world.person(member, "clerk", username="tv").user)

    for name in ("members_upload", "members_template"):
        assert client.get(reverse(f"blocs:{name}", args=[made.pk])).status_code == 403
    assert client.post(reverse("blocs:members_take", args=[made.pk]), {"token": ""}).status_code == 403


def test_the_template_is_empty_and_takes_what_it_offers(client, both):
    made, officer = both
    client.force_login(officer)
    answer = client.get(reverse("blocs:members_template", args=[made.pk]))

    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Đơn vị thành viên", "Hướng dẫn", "Danh sách chọn"]
    assert [cell.value for cell in book.worksheets[0][1]] == [
        names[0] for names in members_excel.COLUMNS.values()
    ]
    filled = book.worksheets[0]
    for place, words in enumerate(two(**person())[0], 1):
        filled.cell(2, place, words)
    looked = client.post(
        reverse("blocs:members_upload", args=[made.pk]), {"upload": workbook.upload(workbook.saved(book))}
    )
    assert (looked.status_code, looked.context["staged"].new) == (200, 1)


def test_the_preview_asks_the_directory_once_for_all_rows(client, both, django_assert_max_num_queries):
    made, officer = both
    client.force_login(officer)
    rows = [row(f"Đơn vị số {number}", f"DV{number}") for number in range(1, 15)]
    with django_assert_max_num_queries(30):
        client.post(
            reverse("blocs:members_upload", args=[made.pk]), {"upload": workbook.upload(file_of(*rows))}
        )
