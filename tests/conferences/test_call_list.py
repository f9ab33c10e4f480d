"""The award-call list: who comes up in which order, who has received, pages, paper and workbook."""

from datetime import time
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from awards.cataloguing.catalogue import rows
from awards.certifying import certificates
from awards.deciding import decisions
from awards.models import Certificate, HandOver
from conferences.models import Conferral
from conferences.running import call_list, call_papers, conferrals, minutes
from core import clock
from core.models import Entry, User
from core.rules import RuleError
from documents.blocks import Heading, Paragraph, Table
from tests import kept, world
from tests.awards import scene as honours

from . import scene

pytestmark = pytest.mark.django_db

CAME = (scene.DAY, time(9, 42))
FLAG = "government-flag"


@kept.once
def decided():
    """An open conference; two flags, and certificates for two collectives and a person in two decisions."""
    season = scene.season()
    flags = [honours.nomination(season, place, code=FLAG) for place in (scene.MEMBER, scene.HEAD)]
    decisions.record(
        season,
        form=honours.form(FLAG, season),
        authority="Chính phủ",
        number="77/QĐ-TTg",
        signed_on=honours.SIGNED,
        nominations=flags,
        by=None,
    )
    honours.issued_decision(season)
    later = [honours.nomination(season, scene.DEPUTY, of=honours.collective(season, scene.DEPUTY, "Vụ Hai"))]
    honours.issued_decision(season, later, number="06")
    honours.draft(season, number="07")
    return scene.opened(season)


@pytest.fixture
def conference():
    return scene.now(decided())


@pytest.fixture
def head(client, conference):
    client.force_login(_clerk(conference))
    return client


def _clerk(conference):
    """The clerk of the head."""
    return User.objects.filter(username="clerk-1").first() or scene.user_of(conference.season)


def keys(conference):
    return [call.key for group in call_list.of_conference(conference) for call in group.calls]


def url(name, conference, *more):
    return reverse(f"conferences:{name}", args=[conference.pk, *more])


# the order


def test_the_catalogue_puts_higher_forms_first_and_titles_before_forms_of_one_level():
    levels = ["state", "ministry", "bloc", "unit"]
    by_level = [levels.index(row["level"]) for row in sorted(rows(), key=lambda row: row["ceremony_order"])]

    assert by_level == sorted(by_level)


def test_higher_forms_come_first_then_collectives_of_every_decision_then_persons(conference):
    groups = call_list.of_conference(conference)

    assert [(group.title, group.decision.number) for group in groups] == [
        ("Cờ thi đua của Chính phủ", "77/QĐ-TTg"),
        ("Bằng khen của Khối trưởng, tập thể", "05-QĐ/KTĐ"),
        ("Bằng khen của Khối trưởng, tập thể", "06-QĐ/KTĐ"),
        ("Bằng khen của Khối trưởng, cá nhân", "05-QĐ/KTĐ"),
    ]
    assert [(call.name, call.unit, call.number) for group in groups for call in group.calls] == [
        ("Ban Một", "", ""),
        ("Ban Ba", "", ""),
        ("Tập thể Vụ 3", "Ban Ba", "01/2023"),
        ("Tập thể Vụ Hai", "Ban Hai", "03/2023"),
        ("Bà Trần Thị Mai", "Phó Vụ trưởng, Ban Ba", "02/2023"),
    ]


def test_a_revoked_certificate_is_not_called_and_a_replaced_one_by_its_new_number(conference):
    first, second, _ = Certificate.objects.order_by("pk")
    certificates.revoke(first, reason="Sai đối tượng", by=None)
    certificates.replace(second, reason="Sai chính tả", corrections={"achievement": "Đã có"}, by=None)

    called = [
        (call.name, call.number) for group in call_list.of_conference(conference) for call in group.calls
    ]

    assert called[2:] == [("Tập thể Vụ Hai", "03/2023"), ("Bà Trần Thị Mai", "04/2023")]


# handing over


def test_one_or_a_group_is_handed_over_once_and_a_slip_is_taken_back(conference):
    first, *others = keys(conference)
    by = _clerk(conference)
    with clock.at(*CAME):
        count = conferrals.hand(conference, lines=[first], giver="Đồng chí Vũ Trọng Lâm", by=by)
        again = conferrals.hand(conference, lines=[first, others[0]], by=by)

    row = Conferral.objects.get(line=first)
    assert (count, again, row.giver, row.by) == (1, 1, "Đồng chí Vũ Trọng Lâm", by)
    assert timezone.localtime(row.at).time() == CAME[1]
    assert call_list.count_of(conference) == {"calls": 5, "handed": 2}
    conferrals.take_back(conference, lines=[first], by=by)
    conferrals.take_back(conference, lines=[first], by=by)
    assert call_list.count_of(conference) == {"calls": 5, "handed": 1}
    acts = Entry.objects.filter(act__startswith="conferral").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["conferral.hand", "conferral.hand", "conferral.take_back"]


def test_the_print_ledger_follows_what_is_handed_over_in_the_hall(conference):
    *flags, first, second, _ = keys(conference)
    conferrals.hand(conference, lines=[*flags, first, second], by=None)
    conferrals.take_back(conference, lines=[first], by=None)
    told = HandOver.objects.values_list("certificate__line", "to", "note")
    assert list(told) == [(second, "ceremony", conference.title)]


def test_nothing_is_handed_over_that_is_not_called_or_before_the_opening(conference):
    line = keys(conference)[0]
    other = scene.planned(conference.season, "thematic")

    for lines in ([], [line, 999_999]):
        with pytest.raises(RuleError, match="Danh sách trao thưởng vừa thay đổi"):
            conferrals.hand(conference, lines=lines, by=None)
    with pytest.raises(RuleError, match="Hội nghị chưa khai mạc"):
        conferrals.hand(other, lines=[line], by=None)
    conferrals.hand(conference, lines=[line], by=None)
    assert keys(other) == keys(conference)[1:]


def test_the_screen_gets_plain_texts_in_the_same_order(conference):
    found = call_list.snapshot(conference)

    assert [(group["form"], len(group["names"])) for group in found] == [
        ("Cờ thi đua của Chính phủ", 2),
        ("Bằng khen của Khối trưởng, tập thể", 1),
        ("Bằng khen của Khối trưởng, tập thể", 1),
        ("Bằng khen của Khối trưởng, cá nhân", 1),
    ]
    assert found[3]["names"] == ["Bà Trần Thị Mai, Phó Vụ trưởng, Ban Ba"]


# papers


def test_the_paper_holds_every_group_with_its_decision(conference):
    blocks = call_papers.blocks(conference)

    assert [block.text for block in blocks if isinstance(block, Heading)] == [
        "Cờ thi đua của Chính phủ",
        "Bằng khen của Khối trưởng, tập thể",
        "Bằng khen của Khối trưởng, tập thể",
        "Bằng khen của Khối trưởng, cá nhân",
    ]
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [len(table.columns) for table in tables] == [2, 4, 4, 4]
    assert tables[3].rows[0].cells == ("1", "Bà Trần Thị Mai", "Phó Vụ trưởng, Ban Ba", "02/2023")


def test_the_minutes_tell_what_was_handed_over(conference):
    conferrals.hand(conference, lines=keys(conference)[:3], by=None)

    told = [block.text for block in minutes.blocks(conference) if isinstance(block, Paragraph)]

    assert [text for text in told if text.startswith("Hội nghị trao")] == [
        "Hội nghị trao Cờ thi đua của Chính phủ theo Quyết định số 77/QĐ-TTg cho 2 tập thể.",
        "Hội nghị trao Bằng khen của Khối trưởng theo Quyết định số 05-QĐ/KTĐ cho 1 tập thể.",
    ]


# pages


def test_the_head_calls_by_the_page_and_marks_who_came(head, conference):
    first, second, *_ = keys(conference)
    page = head.get(url("award_calls", conference))
    assert (page.context["next"], page.context["runs"]) == (first, True)

    answer = head.post(
        url("award_hand", conference), {"lines": f"{first},{second}", "giver": "<script>x</script>"}
    )
    assert answer.url == f"{url('award_calls', conference)}#luot-{second}"
    text = head.get(url("award_calls", conference)).text
    assert (text.count("Đã trao <span"), "<script>x" in text) == (2, False)

    head.post(url("award_take_back", conference), {"lines": str(first)})
    assert Conferral.objects.count() == 1
    for sent in ({}, {"lines": "x"}, {"lines": "9" * 40}, {"lines": str(first), "giver": "a" * 201}):
        head.post(url("award_hand", conference), sent)
    assert Conferral.objects.count() == 1


def test_a_member_reads_the_list_and_marks_nothing(client, conference):
    client.force_login(scene.user_of(conference.season, scene.MEMBER))
    page = client.get(url("award_calls", conference))

    assert (page.status_code, "formaction" in page.text, "Ghi đã trao" in page.text) == (200, False, False)
    for name in ("award_hand", "award_take_back"):
        assert client.post(url(name, conference), {"lines": str(keys(conference)[0])}).status_code == 403
    client.force_login(world.person(world.agency("Ngoài khối"), "clerk", username="nguoi-la").user)
    assert client.get(url("award_calls", conference)).status_code == 404


def test_the_list_is_a_workbook_and_a_paper_and_stands_on_the_page_of_the_conference(head, conference):
    with clock.at(*CAME):
        conferrals.hand(conference, lines=keys(conference)[:1], giver="Ông Lâm", by=None)

    book = load_workbook(BytesIO(head.get(url("award_calls", conference), {"format": "xlsx"}).content))
    found = list(book.active.iter_rows(values_only=True))
    assert found[1][:4] == (1, "Cờ thi đua của Chính phủ", "77/QĐ-TTg", "Ban Một")
    assert found[1][6:] == ("09:42, 31/01/2024", "Ông Lâm", "Hệ thống")
    groups = head.get(url("award_calls", conference)).context["groups"]
    assert [group.giver for group in groups[:2]] == ["Ông Lâm", ""]  # offered for who comes up next
    assert head.get(url("award_calls_file", conference, "docx")).content[:2] == b"PK"
    assert head.get(url("award_calls_file", conference, "exe")).status_code == 404
    assert 'Đã trao <b class="num">1</b>' in head.get(conference.get_absolute_url()).text


def test_more_names_ask_no_more_of_the_database(head, conference):
    address = url("award_calls", conference)
    head.get(address)
    counted = []
    for lines in (keys(conference)[:1], keys(conference)):
        conferrals.hand(conference, lines=lines, giver="", by=_clerk(conference))
        with CaptureQueriesContext(connection) as captured:
            head.get(address)
        counted.append(len(captured))

    assert counted[0] == counted[1] <= 16
