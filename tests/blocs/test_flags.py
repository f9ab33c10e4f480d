"""The rotating flag: one holder at a time, handed over by an act, a wrong hand-over struck out."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from blocs import flags, founding
from blocs.models import FlagHolding, RotatingFlag
from core import clock
from core.models import Entry
from core.rules import RuleError
from members import successions
from members.models import Agency, Post
from tests import world

pytestmark = pytest.mark.django_db

FIRST, SECOND, TODAY = date(2022, 1, 20), date(2023, 1, 31), date(2023, 7, 14)
HOSTILE = '=HYPERLINK("x")<script>alert(1)</script>'


@pytest.fixture(autouse=True)
def july():
    with clock.at(TODAY):
        yield


@pytest.fixture
def season(client):
    """A year in planning; a clerk of the head agency is signed in."""
    season = world.season()
    client.force_login(world.head_of(season))
    return season


@pytest.fixture
def flag(season):
    return flags.introduce(season.bloc, name="Cờ luân lưu", by=None)


def at(name, thing):
    return reverse(f"blocs:{name}", args=[thing.pk])


def refusal_of(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, by=None, **facts)
    return str(refusal.value)


def test_the_flag_goes_from_one_member_to_the_next(season, flag):
    one, two, _ = world.members(season.bloc)
    assert flags.of(season.bloc).get().holder_id is None

    flags.hand_over(flag, to=one, on=FIRST, occasion="Tổng kết 2021", by=None)
    flags.hand_over(flag, to=two, on=SECOND, by=None)

    days = (date(2022, 1, 19), FIRST, date(2023, 1, 30), SECOND, TODAY)
    found = [flags.of(season.bloc, day).get().holder_name for day in days]
    assert found == [None, "Ban Một", "Ban Một", "Ban Hai", "Ban Hai"]
    assert [row.name for row in flags.holders(flag)] == ["Ban Hai", "Ban Một"]


def test_a_holder_keeps_the_name_of_its_day(season, flag):
    one = world.members(season.bloc)[0]
    flags.hand_over(flag, to=one, on=FIRST, by=None)
    named = {"name": "Ban Một mới", "short_name": "Một mới", "code": "MM"}
    successions.rename(one, **named, happens_on=date(2023, 3, 1), decision="01-QĐ/TW", by=None)

    assert flags.holders(flag).get().name == "Ban Một"
    assert flags.of(season.bloc).get().holder_name == "Ban Một mới"


def test_what_cannot_be_handed_over_is_refused(season, flag):
    one, two, _ = world.members(season.bloc)
    flags.hand_over(flag, to=one, on=SECOND, by=None)
    again = Agency.objects.get(pk=one.pk)

    assert refusal_of(flags.hand_over, flag, to=two, on=date(2023, 7, 15)) == (
        "Ngày 15/07/2023 chưa tới. Ghi trao cờ khi cờ đã được trao."
    )
    assert refusal_of(flags.hand_over, flag, to=again, on=TODAY) == (
        "Ban Một đang giữ cờ này từ ngày 31/01/2023. Hãy tải lại trang."
    )
    for day in (SECOND, FIRST):
        assert refusal_of(flags.hand_over, flag, to=two, on=day) == (
            "Lần trao gần nhất là ngày 31/01/2023; ngày trao mới phải sau ngày đó. "
            "Nếu lần trao đó ghi nhầm, hãy bỏ lần đó trước."
        )
    assert refusal_of(flags.hand_over, flag, to=world.agency("Ngoài khối"), on=TODAY) == (
        "Ngoài khối không phải thành viên của Khối vào ngày 14/07/2023."
    )


def test_who_has_left_receives_nothing(season, flag):
    two = world.members(season.bloc)[2]
    founding.leave(
        season.bloc.memberships.get(agency=two), left_on=date(2023, 6, 1), reason="Sáp nhập", by=None
    )

    assert refusal_of(flags.hand_over, flag, to=two, on=TODAY) == (
        "Ban Ba không phải thành viên của Khối vào ngày 14/07/2023."
    )


def test_the_last_hand_over_is_struck_out_with_a_reason(season, flag):
    one, two, _ = world.members(season.bloc)
    first = flags.hand_over(flag, to=one, on=FIRST, by=None)
    wrong = flags.hand_over(flag, to=two, on=SECOND, by=None)
    said = "Chỉ bỏ được lần trao cờ gần nhất. Hãy tải lại trang để xem các lần trao."
    assert refusal_of(flags.undo, first, reason="Nhầm") == said
    assert refusal_of(flags.undo, wrong, reason=" ") == "Hãy ghi lý do rồi gửi lại."
    pk = wrong.pk

    flags.undo(FlagHolding.objects.get(pk=pk), reason="Ghi nhầm đơn vị", by=None)
    assert flags.of(season.bloc).get().holder_name == "Ban Một"
    assert refusal_of(flags.undo, FlagHolding(pk=pk, flag=flag), reason="Nhầm") == said
    assert Entry.objects.get(act="flag.undo").reason == "Ghi nhầm đơn vị"


def test_the_database_knows_one_holder_a_day_and_one_flag_a_name(season, flag):
    one, two, _ = world.members(season.bloc)
    FlagHolding.objects.create(flag=flag, agency=one, since=FIRST)
    with pytest.raises(IntegrityError), transaction.atomic():
        FlagHolding.objects.create(flag=flag, agency=two, since=FIRST)
    with pytest.raises(ValidationError) as refusal:
        flags.introduce(season.bloc, name="Cờ  luân lưu ", by=None)
    assert refusal.value.messages == ["Khối đã có cờ mang tên này."]


def test_the_head_hands_it_over_and_everybody_reads_where_it_is(client, season):
    one, two, _ = world.members(season.bloc)
    client.post(at("flag_new", season.bloc), {"name": HOSTILE})
    flag = RotatingFlag.objects.get()
    for member, day in ((one, "20/01/2022"), (two, "31/01/2023")):
        typed = {"to": member.pk, "on": day, "occasion": "Hội nghị tổng kết"}
        assert client.post(at("flag_hand_over", flag), typed).url == flag.get_absolute_url()
    late = client.post(at("flag_hand_over", flag), {"to": one.pk, "on": "14/07/2024"}).context["form"]
    assert late.errors == {"on": ["Nhập ngày không muộn hơn 14/07/2023."]}
    stranger = client.post(at("flag_hand_over", flag), {"to": world.agency("Lạ").pk, "on": "14/07/2023"})
    assert list(stranger.context["form"].errors) == ["to"]

    client.force_login(world.person(two, Post.Kind.CLERK, username="don-vi").user)
    for page in (season.bloc.get_absolute_url(), season.get_absolute_url(), flag.get_absolute_url()):
        text = client.get(page).text
        assert "&lt;script&gt;" in text
        assert "Ban Hai" in text
    exported = client.get(flag.get_absolute_url(), {"format": "xlsx"})
    rows = list(load_workbook(io.BytesIO(exported.content)).active.iter_rows(values_only=True))
    assert [row[1] for row in rows] == ["Đơn vị giữ cờ", "Ban Hai", "Ban Một"]
    assert client.post(at("flag_hand_over", flag)).status_code == 403
    assert client.post(at("flag_new", season.bloc)).status_code == 403
    assert client.post(at("holding_undo", flag.holdings.first())).status_code == 403

    client.force_login(world.person(world.agency("Ngoài"), Post.Kind.CLERK, username="la").user)
    assert client.get(flag.get_absolute_url()).status_code == 404


def test_the_managing_body_renames_and_strikes_out(client, season, flag):
    holding = flags.hand_over(flag, to=world.members(season.bloc)[0], on=FIRST, by=None)
    client.force_login(world.officer(season.bloc.managing_body))

    client.post(at("flag_rename", flag), {"name": "Cờ truyền thống"})
    client.post(at("holding_undo", holding), {"reason": "Nhầm"})
    flag.refresh_from_db()
    assert (flag.name, flag.holdings.count()) == ("Cờ truyền thống", 0)
