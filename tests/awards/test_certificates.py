"""Certificates: what they say is frozen when the decision is issued; a correction is a new certificate."""

import re

import pytest

from awards.certifying import certificates, wording
from awards.deciding import decisions
from awards.models import Certificate, Decision, RegisterEntry
from core.models import Entry
from core.rules import RuleError

from . import printed, scene

pytestmark = pytest.mark.django_db

TOO_LONG = ("HỘI ĐỒNG THẨM ĐỊNH " * 11)[:199].strip()  # wide letters: smaller than may be printed


@pytest.fixture
def decision():
    return printed.decision()


@pytest.fixture
def certificate(decision):
    return printed.certificates(decision)[1]


def test_a_certificate_says_what_was_decided_on_the_day_of_signing(certificate):
    assert certificate.design == "merit-person"
    assert certificate.facts == {
        "authority": "Khối trưởng Khối thử",
        "prefix": "Bà",
        "recipient": "Trần Thị Mai 1",
        "unit": "Phó Vụ trưởng, Ban Ba",
        "post": "Phó Vụ trưởng",
        "agency": "Ban Ba",
        "achievement": "Đã có thành tích xuất sắc trong phong trào thi đua năm 2023",
        "decision": "Quyết định số 05-QĐ/KTĐ\nngày 20 tháng 12 năm 2023",
        "decision_number": "05-QĐ/KTĐ",
        "decision_day": "ngày 20 tháng 12 năm 2023",
        "register": "02/2023",
        "code": certificate.short_code,
        "place_and_day": "Hà Nội, ngày 20 tháng 12 năm 2023",
        "signer_post": "Khối trưởng",
        "signer_post_2": "Ban Một",
        "signer_name": "Vũ Trọng Lâm",
        "qr": "",
        "sample": False,
    }


def test_the_signer_stands_with_post_and_agency_of_that_day_once():
    posts = ("Giám đốc, Tổng Biên tập", "Trưởng Ban Một", "khối trưởng")
    season = scene.appraised_season()
    made = [
        scene.issued_decision(season, [scene.nomination(season)], number=str(number), signer_post=post)
        for number, post in enumerate(posts, 1)
    ]
    said = [printed.certificates(one)[0].facts["signer_post_2"] for one in made]
    assert said == ["Giám đốc, Tổng Biên tập\nBan Một", "Trưởng Ban Một", "Ban Một"]


def test_every_line_gets_one_certificate_in_ceremony_order():
    made = printed.certificates(printed.decision(collectives=2, persons=2))
    assert [(row.facts["register"], row.recipient, row.design) for row in made] == [
        ("01/2023", "Tập thể Vụ 1", "merit-collective"),
        ("02/2023", "Tập thể Vụ 2", "merit-collective"),
        ("03/2023", "Bà Trần Thị Mai 1", "merit-person"),
        ("04/2023", "Bà Trần Thị Mai 2", "merit-person"),
    ]


def test_the_qr_code_opens_the_public_page_where_there_is_a_public_address(settings):
    settings.PUBLIC_URL = "https://thidua.example.vn"
    certificate = printed.certificates(printed.decision())[0]
    assert certificate.facts["qr"] == f"https://thidua.example.vn/v/{certificate.token}/"


def test_token_and_code_cannot_be_guessed_and_are_never_mistaken(decision):
    one, other = printed.certificates(decision)
    assert one.token != other.token
    assert re.fullmatch(r"[\w-]{22,40}", one.token)  # 22 signs of 6 bits: 128 random bits
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", one.short_code)


def test_the_hash_covers_every_fact_and_the_design(certificate):
    assert wording.row_of(certificate).recipient == "Trần Thị Mai 1"
    certificate.facts["recipient"] = "Trần Thị Mai 2"
    with pytest.raises(RuleError, match="số 02/2023 không còn khớp với mã băm"):
        wording.row_of(certificate)
    certificate.facts["recipient"] = "Trần Thị Mai 1"
    certificate.design = "merit-collective"
    with pytest.raises(RuleError, match="không còn khớp"):
        wording.row_of(certificate)


def test_the_history_knows_the_hashes_and_no_secret(decision):
    made = printed.certificates(decision)
    entry = Entry.objects.about(decision).get(act="certificate.make")
    assert entry.after == {"certificates": {str(row.pk): row.sha256 for row in made}}
    told = str(list(Entry.objects.values_list("before", "after")))
    assert [secret for row in made for secret in (row.token, row.short_code) if secret in told] == []


@pytest.mark.parametrize("name", [TOO_LONG, "Vụ 😀 Tổng hợp"])
def test_a_name_that_cannot_be_printed_stops_the_decision_and_is_named(name):
    season = scene.appraised_season()
    draft = scene.draft(season)
    nominated = [scene.nomination(season), scene.nomination(season, of=scene.collective(season, name=name))]
    decisions.add(draft, nominated, by=None)

    with pytest.raises(RuleError, match=f"Bằng khen của Tập thể {re.escape(name)}: Phần tên tập thể|Phông"):
        decisions.issue(draft, by=None)

    assert Certificate.objects.count() == RegisterEntry.objects.count() == 0
    assert Decision.objects.get(pk=draft.pk).state == "draft"


def test_a_name_that_only_prints_small_is_noted_for_whoever_prints():
    season = scene.appraised_season()
    long = scene.collective(season, name=", ".join(["HỘI ĐỒNG THẨM ĐỊNH"] * 7))
    scene.issued_decision(season, [scene.nomination(season), scene.nomination(season, of=long)])
    small, fine = Certificate.objects.order_by("pk")
    assert fine.warnings == []
    assert [sentence.split("(")[0] for sentence in small.warnings] == ["Phần tên tập thể "]


def test_markup_in_a_name_is_only_text():
    name = "<script>alert(1)</script> & Vụ {recipient}"
    season = scene.appraised_season()
    scene.issued_decision(season, [scene.nomination(season, of=scene.collective(season, name=name))])
    assert Certificate.objects.get().facts["recipient"] == name


# --- A corrected text ------------------------------------------------------------------------------


def corrected(certificate, reason="Sai chức vụ", **corrections):
    return certificates.replace(certificate, corrections=corrections, reason=reason, by=None)


def test_a_correction_is_a_new_certificate_and_the_old_one_says_so(certificate):
    new = corrected(certificate, unit="Vụ trưởng, Ban Ba")
    old = Certificate.objects.get(pk=certificate.pk)

    assert (old.state, old.reason, old.replaced_by, str(old.entry)) == (
        "replaced",
        "Sai chức vụ",
        new,
        "02/2023",
    )
    assert old.entry.void_reason == "Đã thay bằng số 03/2023"
    assert (new.state, str(new.entry), new.line, new.replaces) == ("valid", "03/2023", old.line, old)
    assert new.token != old.token and new.short_code != old.short_code
    changed = {
        "unit": "Vụ trưởng, Ban Ba",
        "post": "Vụ trưởng",
        "register": "03/2023",
        "code": new.short_code,
    }
    assert new.facts == old.facts | changed


def test_a_post_that_cannot_be_told_from_its_agency_stands_whole(certificate):
    new = corrected(certificate, unit="Công tác tại nước ngoài")

    assert (new.facts["post"], new.facts["agency"]) == ("", "Công tác tại nước ngoài")


def test_a_correction_of_a_correction_keeps_what_was_corrected_before(certificate):
    first = corrected(certificate, unit="Vụ trưởng, Ban Ba")
    second = corrected(first, recipient="Trần Thị Mai Anh")
    assert (second.facts["unit"], second.facts["recipient"]) == ("Vụ trưởng, Ban Ba", "Trần Thị Mai Anh")


def test_a_certificate_that_does_not_count_is_not_corrected(certificate):
    corrected(certificate, unit="Vụ trưởng, Ban Ba")
    with pytest.raises(RuleError, match="không làm được ở trạng thái “Đã thay bằng số khác”"):
        corrected(certificate, unit="Vụ phó, Ban Ba")
    assert Certificate.objects.count() == 3


def test_nothing_corrected_is_a_spoilt_sheet(certificate):
    with pytest.raises(RuleError, match="giống hệt nội dung cũ"):
        corrected(certificate, unit=certificate.facts["unit"])


@pytest.mark.parametrize("facts", [{"recipient": "Mai 😀"}, {"unit": "Ban Ba", "reason": " "}])
def test_a_correction_that_is_refused_changes_nothing(certificate, facts):
    with pytest.raises(RuleError, match=r"Bằng khen của Bà Mai|Hãy ghi lý do"):
        corrected(certificate, **facts)
    assert Certificate.objects.filter(state="valid").count() == 2
    assert RegisterEntry.objects.filter(void_reason="").count() == 2


def test_a_revoked_certificate_takes_its_number_with_it(certificate):
    certificates.revoke(certificate, reason="Khai sai thành tích", by=None)
    old = Certificate.objects.get(pk=certificate.pk)
    assert (old.state, old.reason, old.entry.void_reason) == (
        "revoked",
        "Khai sai thành tích",
        "Bằng khen đã thu hồi",
    )
    with pytest.raises(RuleError, match="không làm được ở trạng thái “Đã thu hồi”"):
        certificates.revoke(certificate, reason="Lần nữa", by=None)
    with pytest.raises(RuleError, match="không làm được"):
        corrected(certificate, unit="Vụ trưởng, Ban Ba")


def test_a_revocation_needs_its_reason(certificate):
    with pytest.raises(RuleError, match="Hãy ghi lý do"):
        certificates.revoke(certificate, reason=" ", by=None)
    assert Certificate.objects.filter(state="valid").count() == 2
