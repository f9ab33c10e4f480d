"""The public look-up: by token, or by number and code; nothing but what stands on the paper."""

import re

import pytest
from django.urls import reverse

from awards.certifying import certificates, verification
from awards.models import Certificate
from core.rules import ReadingError, RuleError
from documents import faces, fitting

from . import printed

pytestmark = pytest.mark.django_db

SECRET = "Khai sai thành tích của người khác"
ASKED = re.compile("Tra cứu lúc [^<]+")


@pytest.fixture
def decision():
    return printed.decision(collectives=1, persons=2)


@pytest.fixture
def certificate(decision):
    return printed.certificates(decision)[1]


def page(client, certificate):
    return client.get(reverse("awards:verify", args=[certificate.token]))


def looked_up(client, number, code):
    return client.get(reverse("awards:look_up"), {"number": number, "code": code})


def words(response):
    """The visible words, the form at the end and the minute of asking left out."""
    return ASKED.sub("", response.content.decode().split('<form class="kt-panel"')[0])


def test_the_token_opens_exactly_its_certificate(client, certificate):
    response = page(client, certificate)
    assert response.status_code == 200
    assert response.context["certificate"] == certificate
    for said in (
        "Bằng khen hợp lệ",
        "Bà Trần Thị Mai 1, Phó Vụ trưởng, Ban Ba",
        "Bằng khen của Khối trưởng",
        "Số 05-QĐ/KTĐ ngày 20/12/2023",
        "<dd>Ban Một</dd>",
        '<dd class="num">02/2023</dd>',
    ):
        assert said in words(response)


def test_the_page_says_nothing_else(client, decision, certificate):
    """Neighbours in the decision, the register's others, codes, people and reasons could leak; none does."""
    certificates.revoke(certificate, reason=SECRET, by=None)
    text = page(client, certificate).content.decode()
    neighbour = printed.certificates(decision)[2]
    hidden = [
        SECRET,
        certificate.short_code,
        certificate.sha256,
        certificate.facts["signer_name"],
        certificate.facts["achievement"],
        certificate.line.nomination.achievement,
        neighbour.facts["recipient"],
        neighbour.token,
        neighbour.short_code,
        str(neighbour.entry),
    ]
    assert [fact for fact in hidden if fact in text] == []


def test_a_replaced_certificate_names_the_number_and_not_the_new_words(client, certificate):
    new = certificates.replace(certificate, corrections={"recipient": "Trần Thị Mây"}, reason=SECRET, by=None)
    text = page(client, certificate).content.decode()
    assert "Đã thay bằng số 04/2023" in text
    assert [fact for fact in (SECRET, "Trần Thị Mây", new.token, new.short_code) if fact in text] == []
    assert "Bằng khen hợp lệ" in words(page(client, new))


def test_where_a_face_is_lost_the_state_is_told_without_the_picture(client, certificate, monkeypatch):
    def lost(*_, **__):
        raise RuleError(faces.LOST)

    monkeypatch.setattr(fitting, "fit", lost)
    answer = page(client, certificate)

    assert (answer.status_code, answer.context["picture"]) == (200, None)
    assert ["Bằng khen hợp lệ" in words(answer), "<svg viewBox" in words(answer)] == [True, False]


def test_a_revoked_certificate_says_so(client, certificate):
    certificates.revoke(certificate, reason=SECRET, by=None)
    text = words(page(client, certificate))
    assert "Bằng khen đã thu hồi" in text
    assert "Bằng khen hợp lệ" not in text


@pytest.mark.parametrize("typed", ["{code}", " {code} ", "{lower}", "{bare}"])
@pytest.mark.parametrize("number", ["02/2023", "2/2023", " 2 / 2023 ", "2-2023"])
def test_number_and_code_are_read_as_people_type_them(client, certificate, number, typed):
    code = certificate.short_code
    typed = typed.format(code=code, lower=code.lower(), bare=code.replace("-", " "))
    assert looked_up(client, number, typed).context["certificate"] == certificate


def test_a_wrong_number_and_a_wrong_code_get_the_same_answer(client, decision, certificate):
    other = printed.certificates(decision)[2]
    answers = [
        looked_up(client, number, code)
        for number, code in (
            ("02/2023", "2222-2222"),  # the number exists, the code does not
            ("99/2023", certificate.short_code),  # the code exists, the number does not
            ("02/2023", other.short_code),  # both exist, apart
            ("02/2022", certificate.short_code),  # another year's book
            ("99/2023", "2222-2222"),
        )
    ]
    assert [answer.status_code for answer in answers] == [404] * 5
    assert len({words(answer) for answer in answers}) == 1
    assert "Không tìm thấy Bằng khen" in words(answers[0])


def test_an_unknown_token_is_not_found_and_not_kept(client, certificate):
    response = client.get(reverse("awards:verify", args=[certificate.token[:-1] + "~"]))
    assert (response.status_code, response.headers["Cache-Control"]) == (404, "private, no-store")
    assert "Mã QR này không phải của Bằng khen thật" in words(response)
    assert "không phải Bằng khen được cấp qua hệ thống này" in words(response)


def test_trying_codes_out_is_counted_and_keeps_nobody_from_a_real_one(client, certificate):
    tried = [client.get(reverse("awards:verify", args=[f"ma-doan-{turn}"])) for turn in range(21)]
    assert [answer.status_code for answer in tried] == [404] * 20 + [429]
    assert page(client, certificate).status_code == 200


def test_so_many_scans_of_one_address_have_to_wait(client, certificate, monkeypatch):
    monkeypatch.setattr("awards.views.verification.SCANS", 2)
    assert [page(client, certificate).status_code for _ in range(3)] == [200, 200, 429]


def test_a_busy_link_is_drawn_once_and_sent_once(client, certificate, django_assert_num_queries):
    first = page(client, certificate)
    with django_assert_num_queries(0):
        again = page(client, certificate)
        known = client.get(
            reverse("awards:verify", args=[certificate.token]),
            headers={"If-None-Match": first.headers["ETag"]},
        )
    assert again.content == first.content
    assert (known.status_code, known.content, known.headers["ETag"]) == (304, b"", first.headers["ETag"])


def test_a_revoked_certificate_is_told_as_soon_as_the_page_is_drawn_anew(client, certificate, monkeypatch):
    monkeypatch.setattr("awards.views.verification.KEPT", 0)
    held = page(client, certificate).headers["ETag"]
    certificates.revoke(certificate, reason=SECRET, by=None)
    asked = {"If-None-Match": held}
    answer = client.get(reverse("awards:verify", args=[certificate.token]), headers=asked)
    assert (answer.status_code, "Bằng khen đã thu hồi" in words(answer)) == (200, True)


def test_both_lines_are_required(client, certificate):
    form = looked_up(client, "02/2023", "").context["form"]
    assert form.errors == {"code": ["Hãy điền mục này."]}
    form = looked_up(client, "", certificate.short_code).context["form"]
    assert form.errors == {"number": ["Hãy điền mục này."]}
    form = looked_up(client, "số hai", certificate.short_code).context["form"]
    assert form.errors == {"number": [verification.HOW]}


@pytest.mark.parametrize("text", ["", "31", "31/24", "x/2024", "31/2024/5", "9999999999/2024"])
def test_what_is_no_register_number_is_refused(text):
    with pytest.raises(ReadingError, match="31/2024"):
        verification.parse_number(text)


def test_after_twenty_tries_an_address_waits(client, certificate):
    for _ in range(20):
        assert looked_up(client, "02/2023", "2222-2222").status_code == 404
    refused = looked_up(client, "02/2023", certificate.short_code)
    assert refused.status_code == 429
    assert "Quá nhiều lần thử" in refused.content.decode()
    assert client.get(reverse("awards:look_up")).status_code == 200
    assert page(client, certificate).status_code == 200
    elsewhere = client.get(
        reverse("awards:look_up"),
        {"number": "02/2023", "code": certificate.short_code},
        REMOTE_ADDR="192.0.2.7",
    )
    assert elsewhere.status_code == 200


def test_the_page_may_be_kept_for_a_minute_and_is_nobodys_own(client, decision, certificate):
    anonymous = page(client, certificate)
    assert anonymous.headers["Cache-Control"] == "public, max-age=60"
    assert anonymous.cookies == {}
    client.force_login(printed.officer(decision.season))
    signed_in = page(client, certificate)
    assert "csrf" not in signed_in.content.decode().lower()
    assert words(signed_in) == words(anonymous)


def test_the_look_up_itself_is_not_kept(client, certificate):
    found = looked_up(client, "02/2023", certificate.short_code)
    assert found.headers["Cache-Control"] == "private, no-store"


def test_only_reading_is_answered(client, certificate):
    assert client.post(reverse("awards:verify", args=[certificate.token])).status_code == 405
    assert client.post(reverse("awards:look_up")).status_code == 405


def test_markup_in_a_name_stays_text(client, certificate):
    Certificate.objects.filter(pk=certificate.pk).update(
        facts=certificate.facts | {"recipient": "<script>alert(1)</script>"}
    )
    text = page(client, certificate).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
