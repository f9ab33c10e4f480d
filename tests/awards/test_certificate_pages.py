"""The pages of the certificate officer: who may open them, what they show, one batch from start to file."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from awards.certifying import certificates, copies
from awards.models import Certificate, PrintBatch, Reprint
from awards.printing import batches, handing_over
from blocs import leadership
from blocs.models import Season
from members.models import Post
from tests.results import appraised

from . import printed, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision():
    return printed.decision(collectives=2, persons=2)


@pytest.fixture
def officer(client, decision):
    """The browser of the certificate officer."""
    client.force_login(printed.officer(decision.season))
    return client


def url(name, obj):
    return reverse(f"awards:{name}", args=[obj.pk])


def start(decision):
    batch = batches.start(decision, mode="full", by=None)
    printed.draw(batch.job)
    return batch


def every_page(decision):
    """(method, address) of everything an officer can open or do."""
    sheet = start(decision).sheets.first()
    certificate = certificates.Certificate.objects.get(pk=sheet.certificate_id)
    reprint = batches.reprint(sheet, reason="Kẹt giấy", by=None)
    printed.draw(batches.preview(certificate, by=None).preview, batches.draw_preview)
    return [
        ("get", url("certificates", decision.season)),
        ("get", url("decision_certificates", decision)),
        ("get", url("certificate", certificate)),
        ("get", url("batch", sheet.batch)),
        ("post", url("batch_start", decision)),
        ("post", url("batch_retry", sheet.batch)),
        ("get", url("batch_file", sheet.batch)),
        ("get", url("certificate_replace", certificate)),
        ("get", url("certificate_revoke", certificate)),
        ("post", url("preview_request", certificate)),
        ("get", url("preview_progress", certificate)),
        ("get", url("preview_file", certificate)),
        ("get", url("sheet_reprint", sheet)),
        ("get", url("reprint_file", reprint)),
    ]


def statuses(client, user, pages):
    client.force_login(user)
    return [getattr(client, method)(address).status_code for method, address in pages]


def test_a_stranger_finds_nothing(client, decision):
    assert set(statuses(client, printed.stranger(), every_page(decision))) == {404}


def test_a_member_of_the_bloc_finds_the_year_and_no_certificate(client, decision):
    user = appraised.user_of(decision.season, scene.MEMBER)
    assert statuses(client, user, every_page(decision)) == [403, 403, *[404] * 2, 403, *[404] * 9]


@pytest.mark.parametrize(("place", "kind"), [(scene.HEAD, Post.Kind.LEADER), (scene.DEPUTY, Post.Kind.CLERK)])
def test_others_of_the_lead_read_and_do_not_print(client, decision, place, kind):
    user = appraised.user_of(decision.season, place, kind)
    assert statuses(client, user, every_page(decision)) == [302, 200, 200, 200, *[403] * 10]


@pytest.mark.parametrize("kind", [Post.Kind.CERTIFICATE_OFFICER, Post.Kind.CLERK])
def test_officers_and_clerks_of_the_head_do_all(client, decision, kind):
    done = statuses(client, printed.officer(decision.season, kind), every_page(decision))
    assert done == [302, 200, 200, 200, 200, 409, 200, 200, 200, 302, 200, 200, 200, 200]


@pytest.mark.parametrize("kind", [Post.Kind.CERTIFICATE_OFFICER, Post.Kind.CLERK])
def test_who_issued_keeps_the_certificates_when_another_agency_heads_the_year(client, decision, kind):
    user, pages = printed.officer(decision.season, kind), every_page(decision)
    leadership.appoint(decision.season, head=scene.member(decision.season), by=None)

    done = statuses(client, user, pages)
    assert done == [302, 200, 200, 200, 200, 409, 200, 200, 200, 302, 200, 200, 200, 200]
    assert url("certificates", decision.season) in client.get("/").text

    Season.objects.filter(pk=decision.season_id).update(phase="closed")
    assert statuses(client, user, pages) == [302, 200, 200, 200, *[403] * 10]


def test_who_issued_sees_nothing_of_what_the_next_head_issues(client, decision):
    user, season = printed.officer(decision.season), Season.objects.get(pk=decision.season_id)
    leadership.appoint(season, head=scene.member(season), by=None)
    later = scene.issued_decision(Season.objects.get(pk=season.pk), [scene.nomination(season)], number="6")
    certificate = Certificate.objects.get(line__decision=later)
    client.force_login(user)

    shown = client.get(url("certificates", season))
    assert shown.url == url("decision_certificates", decision)
    assert [row.pk for row in client.get(shown.url).context["others"]] == [decision.pk]
    pages = [url("decision_certificates", later), url("certificate", certificate)]
    assert [client.get(page).status_code for page in pages] == [403, 404]


def test_the_list_leads_to_the_chosen_decision_or_the_latest(officer, decision):
    later = scene.issued_decision(decision.season, [scene.nomination(decision.season)], number="6")
    address = url("certificates", decision.season)
    assert officer.get(address).url == url("decision_certificates", later)
    assert officer.get(address, {"decision": decision.pk}).url == url("decision_certificates", decision)
    for foreign in ("999", "x", "9" * 30, "²"):
        assert officer.get(address, {"decision": foreign}).status_code in (200, 302)


def test_a_year_without_decision_says_where_certificates_come_from(client):
    season = scene.appraised_season()
    client.force_login(printed.officer(season))
    response = client.get(url("certificates", season))
    assert "Chưa có Bằng khen nào để in" in response.content.decode()


def test_a_draft_has_no_certificates_yet(client):
    season = scene.appraised_season()
    draft = scene.draft(season)
    client.force_login(printed.officer(season))
    response = client.get(url("decision_certificates", draft))
    assert "Không có Bằng khen nào trong mục này" in response.content.decode()


@pytest.mark.parametrize(("public_url", "warns"), [("", True), ("https://thidua.example.vn", False)])
def test_a_missing_public_address_is_told_first(settings, client, public_url, warns):
    settings.PUBLIC_URL = public_url
    decision = printed.decision()
    client.force_login(printed.officer(decision.season))
    text = client.get(url("decision_certificates", decision)).content.decode()
    assert ("Phần mềm chưa có địa chỉ công khai" in text) == warns
    assert ("Mọi Bằng khen đều có mã QR" in text) != warns


def test_the_filters_show_what_they_count(officer, decision):
    first, second, third, _ = printed.certificates(decision)
    Certificate.objects.filter(pk=second.pk).update(warnings=["Phần tên dài."])
    start_of_one = batches.start(decision, mode="full", certificates=[third], by=None)
    certificates.revoke(first, reason="Khai sai", by=None)
    address = url("decision_certificates", decision)
    shown = {
        show: [row.pk for row in officer.get(address, {"show": show}).context["page"]]
        for show in ("all", "check", "open", "ended", "nonsense")
    }
    rest = [row.pk for row in printed.certificates(decision)[1:]]
    assert shown == {
        "all": rest,
        "check": [second.pk],
        "open": [second.pk, rest[-1]],
        "ended": [first.pk],
        "nonsense": rest,
    }
    counts = officer.get(address).context["counts"]
    assert [counts[show] for show in ("all", "check", "open", "ended")] == [3, 1, 2, 1]
    assert start_of_one.sheets.count() == 1


def test_measuring_is_advised_until_a_printer_is_measured(officer, decision):
    advice = "In lên phôi in sẵn: nên"
    assert advice in officer.get(url("decision_certificates", decision)).text
    printed.printer(decision)
    assert advice not in officer.get(url("decision_certificates", decision)).text


def test_the_page_asks_as_much_for_one_certificate_as_for_three(client):
    season = scene.appraised_season()
    one, three = (
        printed.decision(1, 0, season=season, number="1"),
        scene.issued_decision(season, [scene.nomination(season) for _ in range(3)], number="2"),
    )
    client.force_login(printed.officer(season))
    asked = []
    for decision in (one, three):
        start(decision)
        for address in (url("decision_certificates", decision), url("batch", decision.batches.get())):
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(address)
            asked.append(len(queries))
    assert asked[:2] == asked[2:]


def test_the_list_goes_to_excel(officer, decision):
    response = officer.get(url("decision_certificates", decision), {"format": "xlsx"})
    rows = list(load_workbook(BytesIO(response.content)).active.values)
    code = printed.certificates(decision)[2].short_code
    person = ("03/2023", "Bà", "Trần Thị Mai 1", "Phó Vụ trưởng, Ban Ba", code, "Có giá trị", "Chưa", None)
    assert (len(rows), rows[3]) == (5, person)


# --- Acts -------------------------------------------------------------------------------------------


def test_a_batch_goes_from_the_button_to_the_file(officer, decision):
    response = officer.post(url("batch_start", decision), {"mode": "overlay"})
    batch = PrintBatch.objects.get()
    assert response.url == batch.get_absolute_url()
    assert officer.get(url("batch_file", batch)).url == batch.get_absolute_url()
    assert (
        'hx-get="' in officer.get(batch.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    )

    printed.draw(batch.job)

    done = officer.get(batch.get_absolute_url()).content.decode()
    assert url("batch_file", batch) in done
    file = officer.get(url("batch_file", batch))
    assert printed.numbers(b"".join(file.streaming_content)) == ["01/2023", "02/2023", "03/2023", "04/2023"]
    assert officer.get(url("batch_start", decision)).context["form"].initial["mode"] == "overlay"


def test_two_clicks_make_one_batch(officer, decision):
    first = officer.post(url("batch_start", decision), {"mode": "full"})
    second = officer.post(url("batch_start", decision), {"mode": "full"})
    assert (first.url == second.url, PrintBatch.objects.count()) == (True, 1)


def test_only_what_was_never_printed_can_be_asked_for(officer, decision):
    start(decision)
    new = certificates.replace(
        printed.certificates(decision)[0], corrections={"unit": "Ban Ba mới"}, reason="Sai", by=None
    )
    officer.post(url("batch_start", decision), {"mode": "full", "rows": "rest"})
    assert [sheet.certificate for sheet in PrintBatch.objects.get(number=2).sheets.all()] == [new]


def test_a_refused_start_keeps_what_was_typed(officer, decision):
    typed = {"mode": "overlay", "rows": "chosen", "numbers": "3, 9"}
    form = officer.post(url("batch_start", decision), typed).context["form"]
    assert (form["numbers"].value(), form["mode"].value()) == ("3, 9", "overlay")
    assert form.non_field_errors() == [
        "Quyết định này không có Bằng khen còn giá trị mang số 9. Hãy xem lại số vào sổ vàng rồi nhập lại."
    ]
    assert PrintBatch.objects.count() == 0


def test_a_failed_batch_is_told_and_starts_afresh(officer, decision):
    spoilt = printed.certificates(decision)[0]
    Certificate.objects.filter(pk=spoilt.pk).update(sha256="0" * 64)
    batch = start(decision)
    assert "không còn khớp với mã băm" in officer.get(batch.get_absolute_url()).content.decode()
    Certificate.objects.filter(pk=spoilt.pk).update(sha256=spoilt.sha256)
    officer.post(url("batch_retry", batch))
    assert set(printed.draw(batch.job)) == {"done"}


def test_a_spoilt_sheet_is_logged_and_taken_out_of_the_file(officer, decision):
    sheet = start(decision).sheets.get(page=3)
    response = officer.post(url("sheet_reprint", sheet), {"reason": "Kẹt giấy"})
    assert response.url == sheet.certificate.get_absolute_url()
    reprint = Reprint.objects.get()
    assert (reprint.reason, reprint.by.get_username()) == ("Kẹt giấy", "certificate_officer-1")
    answers = [officer.get(url("reprint_file", reprint)).content for _ in range(2)]
    assert answers[0] == answers[1]
    assert printed.numbers(answers[0]) == ["03/2023"]
    assert "Kẹt giấy" in officer.get(url("decision_certificates", decision)).content.decode()


def test_a_reprint_asked_for_twice_by_one_click_too_many_is_logged_once(officer, decision):
    sheet = start(decision).sheets.get(page=3)

    answers = [officer.post(url("sheet_reprint", sheet), {"reason": "Kẹt giấy"}).url for _ in range(2)]
    officer.post(url("sheet_reprint", sheet), {"reason": "Lại kẹt giấy"})

    assert answers == [sheet.certificate.get_absolute_url()] * 2
    assert sorted(sheet.reprints.values_list("reason", flat=True)) == ["Kẹt giấy", "Lại kẹt giấy"]


def test_a_reprint_needs_a_reason_and_a_certificate_that_counts(officer, decision):
    sheet = start(decision).sheets.get(page=3)
    response = officer.post(url("sheet_reprint", sheet), {"reason": ""})
    assert response.context["form"].errors == {"reason": ["Hãy điền mục này."]}
    certificates.revoke(sheet.certificate, reason="Khai sai", by=None)
    response = officer.post(url("sheet_reprint", sheet), {"reason": "Kẹt giấy"})
    assert "nên không in lại" in response.context["form"].non_field_errors()[0]
    assert Reprint.objects.count() == 0


def test_a_corrected_text_leads_to_the_new_certificate(officer, decision):
    old = printed.certificates(decision)[2]
    shown = officer.get(url("certificate_replace", old)).context["form"]
    assert shown.initial["recipient"] == "Trần Thị Mai 1"
    facts = shown.initial | {"unit": "Vụ trưởng, Ban Ba", "reason": "Sai chức vụ"}

    response = officer.post(url("certificate_replace", old), facts, follow=True)

    text = response.content.decode()
    assert "Đã lập Bằng khen số 05/2023 thay cho số 03/2023." in text
    assert "Vụ trưởng, Ban Ba" in text
    assert "Đã thay bằng số 05/2023" in officer.get(old.get_absolute_url()).content.decode()


def test_a_second_correction_of_the_same_sheet_is_refused_on_its_form(officer, decision):
    old = printed.certificates(decision)[2]
    facts = {name: old.facts[name] for name in ("prefix", "recipient", "unit", "achievement")}
    for unit in ("Vụ trưởng", "Vụ phó"):
        response = officer.post(
            url("certificate_replace", old), facts | {"unit": unit, "reason": "Sai chức vụ"}
        )
    assert "không làm được ở trạng thái" in response.context["form"].non_field_errors()[0]
    assert Certificate.objects.count() == 5


@pytest.mark.parametrize("act", ["certificate_replace", "certificate_revoke"])
def test_before_a_certificate_ends_one_reads_which_of_its_papers_are_out_of_the_house(officer, decision, act):
    certificate = printed.certificates(decision)[2]
    warning = "Ai tra cứu những tờ này sẽ thấy chúng hết giá trị."
    assert warning not in officer.get(url(act, certificate)).text

    start(decision)
    facts = {"to": "agency", "receiver": "Lê Thị Hoa", "on": date(2024, 1, 25), "note": ""}
    handing_over.hand(decision, certificates=[certificate], **facts, by=None)
    copies.issue(certificate, receiver="Văn phòng", reason="Lưu hồ sơ", by=None)

    text = re.sub(r"<[^>]+>", "", officer.get(url(act, certificate)).text)
    assert (
        "Bản giấy đã giao cho Lê Thị Hoa ngày 25/01/2024: hãy thu lại. "
        f"Bản sao số 1 đã cấp cho Văn phòng. {warning}"
    ) in text


def test_a_revocation_asks_why_and_shows_the_state(officer, decision):
    certificate = printed.certificates(decision)[2]
    response = officer.post(url("certificate_revoke", certificate), {"reason": ""})
    assert response.context["form"].errors == {"reason": ["Hãy điền mục này."]}
    response = officer.post(url("certificate_revoke", certificate), {"reason": "Khai sai"}, follow=True)
    assert "Đã thu hồi Bằng khen số 03/2023." in response.content.decode()


def test_a_trial_print_is_made_once_and_shown(officer, decision):
    certificate = printed.certificates(decision)[2]
    assert officer.get(url("preview_progress", certificate)).url == certificate.get_absolute_url()
    for _ in range(2):
        assert officer.post(url("preview_request", certificate)).url == url("preview_progress", certificate)
    certificate.refresh_from_db()
    assert officer.get(url("preview_file", certificate)).url == url("preview_progress", certificate)
    printed.draw(certificate.preview, batches.draw_preview)
    assert (
        url("preview_file", certificate) in officer.get(url("preview_progress", certificate)).content.decode()
    )
    file = officer.get(url("preview_file", certificate))
    assert printed.numbers(b"".join(file.streaming_content)) == ["03/2023"]


def test_markup_in_a_name_stays_text_on_every_page(officer, decision):
    name = "<script>alert(1)</script>"
    old = printed.certificates(decision)[0]
    new = certificates.replace(old, corrections={"recipient": name}, reason=name, by=None)
    sheet = start(decision).sheets.get(certificate=new)
    for address in (
        url("decision_certificates", decision),
        new.get_absolute_url(),
        sheet.batch.get_absolute_url(),
        url("sheet_reprint", sheet),
        url("certificate_replace", new),
    ):
        text = officer.get(address).content.decode()
        assert "<script>alert" not in text


# --- Menu and due list ------------------------------------------------------------------------------


def test_the_menu_and_the_due_list_lead_to_the_printing(officer, decision):
    text = officer.get("/").content.decode()
    assert url("certificates", decision.season) in text
    assert "In 4 Bằng khen theo Quyết định 05-QĐ/KTĐ" in text
    start(decision)
    assert "In 4 Bằng khen" not in officer.get("/").content.decode()


def test_an_issued_decision_leads_to_its_certificates(officer, decision):
    page = officer.get(url("decision", decision))

    assert url("decision_certificates", decision) in page.text


def test_a_member_has_neither(client, decision):
    client.force_login(appraised.user_of(decision.season, scene.MEMBER))
    text = client.get("/").content.decode()
    assert url("certificates", decision.season) not in text
    assert "Bằng khen theo Quyết định" not in text
