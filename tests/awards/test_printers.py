"""Printers of an agency: measured in the browser, kept in versions, chosen for a batch, given up."""

from io import BytesIO
from urllib.parse import urlencode

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.models import Calibration, PrinterProfile
from awards.printing import batches, printers
from core.models import Entry
from core.rules import RuleError
from documents.distortions import Distortion
from members.models import Post
from tests.documents import measured
from tests.results import appraised

from . import printed, scene

pytestmark = pytest.mark.django_db

TYPED = measured.distances(Distortion(dx=1.8, dy=-0.6), 297, 210)


@pytest.fixture
def decision():
    return printed.decision()


@pytest.fixture
def officer(client, decision):
    """The browser of the certificate officer."""
    client.force_login(printed.officer(decision.season))
    return client


def url(name, *args):
    return reverse(f"awards:{name}", args=args)


def typed(**changed):
    """What is typed into the form: Vietnamese decimals."""
    return {name: str(value).replace(".", ",") for name, value in (TYPED | changed).items()}


# --- Rules --------------------------------------------------------------------------------------------


def test_measuring_again_makes_a_version_and_leaves_the_first(decision):
    profile = printed.printer(decision)
    first = printers.current(profile)
    second = printers.calibrate(
        profile, **measured.distances(Distortion(dx=-3, scale_x=1.01), 297, 210), by=None
    )

    assert (first.number, second.number) == (1, 2)
    assert printers.current(profile) == second
    assert Calibration.objects.get(number=1).distortion == Distortion(dx=1.8, dy=-0.6)
    assert printers.calibrate(profile, **second.measured, by=None) == second  # a second click
    acts = [entry.act for entry in Entry.objects.filter(subject_type="awards.calibration")]
    assert acts == ["printer.calibrate"] * 2


def test_a_printer_is_entered_once_for_a_tray_and_a_paper(decision):
    facts = {"name": "Canon LBP", "tray": "khay tay", "width": 297, "height": 210, "by": None}
    profile = printed.printer(decision)
    with pytest.raises(ValidationError, match="đã có cấu hình cho khay và khổ giấy đó"):
        printers.add(decision.issuing_agency, **facts)
    printers.retire(profile, by=None)
    assert printers.retire(profile, by=None).retired_at
    assert printers.add(decision.issuing_agency, **facts) != profile
    with pytest.raises(ValidationError, match="Mỗi chiều giấy nhập từ 100 đến 900 mm"):
        printers.add(decision.issuing_agency, **facts | {"width": 20})


def test_a_batch_keeps_what_it_is_printed_with_whatever_becomes_of_the_printer(decision):
    profile = printed.printer(decision)
    batch = batches.start(decision, mode="overlay", printer=profile, by=None)
    printers.calibrate(profile, **measured.distances(Distortion(dx=9), 297, 210), by=None)
    printers.retire(profile, by=None)
    assert batches.start(decision, mode="full", by=None) != batch
    assert set(printed.draw(batch.job)) == {"done"}

    with pikepdf.open(BytesIO(printed.content(batch))) as pdf:
        assert pdf.pages[0].Contents[0].read_bytes() == b"1 0 0 1 -5.1024 -1.7008 cm\n"
    assert batch.calibration.number == 1


def test_a_printer_that_cannot_do_it_is_refused(decision):
    given_up, foreign = printed.printer(decision), printed.printer(decision, name="HP")
    printers.retire(given_up, by=None)
    PrinterProfile.objects.filter(pk=foreign.pk).update(agency=scene.member(decision.season))
    fresh = printers.add(decision.issuing_agency, name="Mới", tray="", width=297, height=210, by=None)
    upright = printed.printer(decision, size=(210, 297))
    refusals = {
        given_up: "đã ngừng dùng",
        foreign: "của cơ quan khác",
        fresh: "chưa căn chỉnh",
        upright: "đã căn chỉnh cho giấy 210 × 297 mm, còn Bằng khen khổ 297 × 210 mm",
    }
    for profile, sentence in refusals.items():
        with pytest.raises(RuleError, match=sentence):
            batches.start(decision, mode="overlay", printer=profile, by=None)
    with pytest.raises(RuleError, match="đã ngừng dùng"):
        printers.calibrate(given_up, **TYPED, by=None)


# --- The wizard ---------------------------------------------------------------------------------------


def test_a_printer_is_measured_in_three_steps(officer, decision):
    facts = {"name": "Canon LBP", "tray": "khay tay", "sheet": "297x210"}
    profile_url = officer.post(url("printer_new"), facts).url
    profile = PrinterProfile.objects.get()
    assert (profile.agency, profile_url) == (decision.issuing_agency, url("printer", profile.pk))
    ruler = officer.get(url("printer_ruler", profile.pk))
    assert (ruler["Content-Type"], ruler.content[:5]) == ("application/pdf", b"%PDF-")
    assert officer.get(url("printer_check", profile.pk)).url == profile_url  # nothing to check yet

    page = officer.get(profile_url, typed())
    assert page.context["words"] == ["Máy in lệch sang phải 1,8 mm và lên trên 0,6 mm."]
    assert Calibration.objects.count() == 0
    check = officer.get(f"{url('printer_check', profile.pk)}?{page.context['asked']}")
    assert check.content == printers.check_sheet(profile, Distortion(dx=1.8, dy=-0.6)) != ruler.content

    assert officer.post(profile_url, typed()).url == profile_url
    assert printers.current(profile).distortion == Distortion(dx=1.8, dy=-0.6)
    assert officer.get(url("printer_check", profile.pk)).content == check.content


def test_nonsense_is_refused_on_the_form_with_all_that_was_typed(officer, decision):
    profile = printed.printer(decision)
    address = profile.get_absolute_url()
    form = officer.get(address, typed(a_x="xa", b_y="")).context["form"]
    assert set(form.errors) == {"a_x", "b_y"}
    page = officer.get(address, typed(a_x=25, c_x=25, b_x=25, d_x=25))
    assert page.context["form"].non_field_errors() == [
        "Chiều ngang in ra bằng 96,1 % kích thước thật, lệch quá 3 %. "
        "Hãy in lại tờ thước ở tỉ lệ 100 %, không co vừa trang, rồi đo lại."
    ]
    assert page.context["form"]["a_y"].value() == typed()["a_y"]
    assert officer.post(address, typed(a_x=61)).context["form"].errors == {"a_x": ["Nhập từ 0 đến 60 mm."]}
    assert officer.get(f"{url('printer_check', profile.pk)}?{urlencode(typed(a_x='xa'))}").status_code == 200
    assert Calibration.objects.count() == 1


def test_own_paper_needs_both_its_sides(officer):
    facts = {"name": "Máy lớn", "sheet": "own", "width": "412,5", "height": ""}
    assert officer.post(url("printer_new"), facts).context["form"].errors == {
        "height": ["Hãy nhập chiều giấy bằng mm, ví dụ 400."]
    }
    officer.post(url("printer_new"), facts | {"height": "305"})
    assert PrinterProfile.objects.get().sheet == "412,5 × 305 mm"


def test_the_list_asks_the_same_for_one_and_three_and_goes_to_excel(officer, decision):
    asked = []
    for names in (["Một"], ["Hai", "Ba"]):
        for name in names:
            printed.printer(decision, name=name)
        officer.get(url("printers"))
        with CaptureQueriesContext(connection) as queries:
            page = officer.get(url("printers"))
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert [row["off"] for row in page.context["rows"]] == ["+1,8 / −0,6 mm"] * 3
    assert officer.get(url("printers"), {"format": "xlsx"}).content.startswith(b"PK")


def test_a_printer_given_up_is_no_choice_any_more(officer, decision):
    profile = printed.printer(decision)
    assert officer.post(url("printer_retire", profile.pk)).url == url("printers")
    form = officer.post(url("batch_start", decision.pk), {"mode": "full", "printer": profile.pk}).context[
        "form"
    ]
    assert form.errors == {"printer": ["Máy in này không còn dùng được. Hãy chọn máy in khác."]}


@pytest.mark.parametrize(
    ("kind", "statuses"), [(Post.Kind.LEADER, [403, 403, 404, 404]), (Post.Kind.CLERK, [200] * 4)]
)
def test_who_prints_for_the_agency_keeps_its_printers(client, decision, kind, statuses):
    profile = printed.printer(decision)
    client.force_login(appraised.user_of(decision.season, scene.HEAD, kind))
    pages = [
        url("printers"),
        url("printer_new"),
        url("printer", profile.pk),
        url("printer_ruler", profile.pk),
    ]
    assert [client.get(page).status_code for page in pages] == statuses
    client.force_login(appraised.user_of(decision.season, scene.MEMBER, Post.Kind.CLERK))
    assert [client.get(page).status_code for page in pages] == [200, 200, 404, 404]
