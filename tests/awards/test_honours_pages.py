"""What anybody was ever given, on pages and in Excel, as far as one may see it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.models import PastAward, PastImport
from members.models import Collective, Person, Post
from tests import world
from tests.awards import pages, past_rows, scene
from tests.awards.past_rows import FLAG, row, taken
from tests.members import reorganised

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    return past_rows.directory()


@pytest.fixture
def officer(client, known):
    client.force_login(known["officer"])
    return client


def listed(answer):
    """(year, recipient, predecessor) of the rows of a page."""
    return [(row.year, row.recipient, row.former) for row in answer.context["page"]]


def test_an_officer_imports_a_file_from_page_to_report(officer, known):
    rows = (row(), row("Nguyễn Văn Bình", form="Cờ thi đua"), row("Người lạ"), row("Hỏng", year="xx"))
    empty = officer.get(reverse("awards:past_upload"))
    assert "Chọn tệp" in empty.text
    assert officer.post(reverse("awards:past_upload"), {"upload": ""}).status_code == 422

    preview = officer.post(reverse("awards:past_upload"), {"upload": past_rows.of(*rows)})
    assert "Gắn được" in preview.text and "Nguyễn Văn Bình" in preview.text
    token = preview.context["preview"].token
    settled = officer.post(
        reverse("awards:past_settle"),
        {"token": token, "form-words-1": "Cờ thi đua", "form-1": "government-flag", "unit-1": "x"},
    ).context["preview"]
    assert settled.settled["forms"] == {"Cờ thi đua": "government-flag"}

    chosen = f"person-{Person.objects.get(personal_code='Binh-01').pk}"
    facts = {"token": settled.token, "who-1": chosen, "who-x": "", "rest": "keep"}
    report = officer.post(reverse("awards:past_take"), facts, follow=True)
    assert pages.said(report) == ["Đã ghi 3 lần khen thưởng từ tệp khen cũ.xlsx."]
    batch = PastImport.objects.get()
    sheet = pages.sheet_of(officer.get(batch.get_absolute_url(), {"format": "xlsx"}))
    assert [(line[0], line[1], line[5]) for line in sheet[1:]] == [
        (4, "Người lạ", "Đã ghi, chưa gắn với ai"),
        (5, "Hỏng", "Không ghi"),
    ]
    assert "Bỏ cả" in officer.get(reverse("awards:past_undo", args=[batch.pk])).text
    gone = officer.post(reverse("awards:past_undo", args=[batch.pk]), follow=True)
    assert pages.said(gone) == ["Đã hủy lần nhập: bỏ 3 lần khen thưởng."]
    assert officer.get(reverse("awards:past_template")).status_code == 200


def test_only_officers_bring_in_what_belongs_to_all(client, known):
    batch = taken(
        known["officer"], row(), row("Ban Một", unit="", form=FLAG), row("Nguyễn Văn Cúc", unit="Ban Hai")
    )
    client.force_login(world.person(known["first"], Post.Kind.CLERK, username="can-bo-ban").user)
    mine, flag, other = batch.awards.order_by("source_row")

    for name, args in (("past_upload", []), ("past_template", [])):
        assert client.get(reverse(f"awards:{name}", args=args)).status_code == 403
    assert client.get(batch.get_absolute_url()).status_code == 404
    assert [client.get(award.get_absolute_url()).status_code for award in (mine, flag, other)] == [
        200,
        200,
        404,
    ]
    assert client.get(reverse("awards:past_remove", args=[mine.pk])).status_code == 403
    client.post(mine.get_absolute_url(), {"subject": ""})
    assert PastAward.objects.get(pk=mine.pk).subject is not None
    assert [name for _, name, _ in listed(client.get(reverse("awards:honours")))] == [
        "Ban Một",
        "Nguyễn Văn An",
    ]
    stranger = Person.objects.get(given_name="Cúc")
    assert client.get(reverse("awards:honours_of_person", args=[stranger.pk])).status_code == 404


def test_awards_are_found_by_name_form_number_and_year_without_accents(officer, known):
    taken(
        known["officer"],
        row(),
        row("Vụ Tổng hợp", year=2012, number="7/QĐ"),
        row("+cmd|' /C calc'!A0", form=FLAG, year=2012, number="8/QĐ"),
    )
    page = reverse("awards:honours")

    found = {
        query: [name for _, name, _ in listed(officer.get(page, dict([query])))]
        for query in (
            ("q", "nguyen an"),
            ("q", "7/qd 2012"),
            ("form", "government-flag"),
            ("year", "2012"),
            ("unmatched", "1"),
        )
    }
    assert found == {
        ("q", "nguyen an"): ["Nguyễn Văn An"],
        ("q", "7/qd 2012"): ["Vụ Tổng hợp"],
        ("form", "government-flag"): ["+cmd|' /C calc'!A0"],
        ("year", "2012"): ["+cmd|' /C calc'!A0", "Vụ Tổng hợp"],
        ("unmatched", "1"): ["+cmd|' /C calc'!A0"],
    }
    for odd in ({"q": "không có"}, {"year": "9" * 30}, {"year": "²"}, {"form": "'"}):
        assert officer.get(page, odd).status_code == 200
    sheet = pages.sheet_of(officer.get(page, {"q": "8/qd", "format": "xlsx"}))
    assert sheet[1][:3] == ["2012", FLAG, "+cmd|' /C calc'!A0"]


def test_the_histories_join_decisions_of_here_with_what_was_before(client, season):
    person = scene.person(season)
    scene.issued_decision(season, [scene.nomination(season, of=person), scene.nomination(season)])
    officer = pages.account(season, "officer")
    taken(officer, row(str(person), unit="Ban Ba"), row("Ban Ba", unit="", form=FLAG, year=2015))
    client.force_login(pages.account(season, "member"))

    assert listed(client.get(reverse("awards:honours_of_person", args=[person.pk]))) == [
        ("2023", f"Bà {person}", ""),
        ("2019", str(person), ""),
    ]
    own = reverse("awards:honours_of_agency", args=[person.agency_id])
    assert listed(client.get(own)) == [("2015", "Ban Ba", "")]
    assert len(client.get(own, {"tab": "inside"}).context["page"].object_list) == 3
    collective = Collective.objects.get()
    assert len(listed(client.get(reverse("awards:honours_of_collective", args=[collective.pk])))) == 1
    assert pages.sheet_of(client.get(own, {"format": "xlsx"}))[1][1] == FLAG


def test_what_predecessors_received_is_shown_and_flagged(officer, known):
    rows = (
        row("Ban Tuyên giáo Trung ương", unit="", form=FLAG, year=2012),
        row("Ban Dân vận Trung ương", unit="", year=2014),
    )
    before = reorganised.propaganda_and_mass()
    taken(known["officer"], *rows)
    after = reorganised.founded()
    reorganised.merged(*before, into=after)

    assert listed(officer.get(reverse("awards:honours_of_agency", args=[after.pk]))) == [
        ("2014", "Ban Dân vận Trung ương", "Ban Dân vận Trung ương"),
        ("2012", "Ban Tuyên giáo Trung ương", "Ban Tuyên giáo Trung ương"),
    ]
    assert listed(officer.get(reverse("awards:honours_of_agency", args=[before[0].pk]))) == [
        ("2012", "Ban Tuyên giáo Trung ương", "")
    ]
    late = row("Ban Dân vận Trung ương", unit="", year=2016, decided_on=date(2016, 5, 5))
    assert taken(known["officer"], late).awards.get().agency == before[1]


def test_an_award_is_given_to_its_owner_on_its_page(officer, known):
    award = taken(known["officer"], row("Ng V An")).awards.get()
    person = Person.objects.get(personal_code="An-01")
    page = officer.get(award.get_absolute_url(), {"q": "van an"})
    assert f'value="person-{person.pk}"' in page.text

    done = officer.post(
        f"{award.get_absolute_url()}?q=van+an",
        {"subject": f"person-{person.pk}", "form": "ministry-merit"},
        follow=True,
    )
    assert pages.said(done) == ["Đã gắn với Nguyễn Văn An."]
    assert PastAward.objects.get().form.code == "ministry-merit"
    assert officer.get(reverse("awards:past_remove", args=[award.pk])).status_code == 200
    officer.post(reverse("awards:past_remove", args=[award.pk]), {"reason": "Ghi nhầm"})
    assert not PastAward.objects.exists()


def test_pages_ask_as_much_for_three_awards_as_for_one(officer, known):
    asked, upload = [], reverse("awards:past_upload")
    for rows in ([row()], [row(year=year) for year in (2015, 2016)]):
        with CaptureQueriesContext(connection) as previewed:
            officer.post(upload, {"upload": past_rows.of(*rows)})
        taken(known["officer"], *rows)
        with CaptureQueriesContext(connection) as read:
            officer.get(reverse("awards:honours"))
        asked.append((len(previewed), len(read)))

    assert asked[0] == asked[1]
