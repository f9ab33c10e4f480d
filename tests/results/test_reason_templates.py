"""Reasons that are offered: the ready ones, a bloc's own list, and where they are picked."""

import pytest
from django.urls import reverse

from core.rules import RuleError
from members.models import Post
from results import reason_templates

from . import appraised
from .appraised import HEAD, MEMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return appraised.year()


def test_a_bloc_begins_with_the_ready_reasons(season):
    assert reason_templates.of(season.bloc) == reason_templates.ready()
    assert "Thiếu minh chứng" in reason_templates.ready()


def test_a_bloc_keeps_its_own_list_in_its_order_and_none_brings_the_ready_ones_back(season):
    reason_templates.set_all(season.bloc, texts=[" Nộp  chậm ", "", "Thiếu chữ ký", "Nộp chậm"], by=None)
    assert reason_templates.of(season.bloc) == ("Nộp chậm", "Thiếu chữ ký")

    reason_templates.set_all(season.bloc, texts=[""], by=None)
    assert reason_templates.of(season.bloc) == reason_templates.ready()


def test_the_ready_reasons_sent_unchanged_stay_the_ready_ones(season):
    reason_templates.set_all(season.bloc, texts=reason_templates.ready(), by=None)

    assert not season.bloc.reason_templates.exists()


def test_a_list_too_long_is_refused(season):
    with pytest.raises(RuleError, match="Danh sách có 31 lý do; nhiều nhất 30 để người thẩm định dễ chọn"):
        reason_templates.set_all(season.bloc, texts=[f"Lý do {n}" for n in range(31)], by=None)
    with pytest.raises(RuleError, match="dài 201 ký tự; mỗi lý do nhiều nhất 200 ký tự"):
        reason_templates.set_all(season.bloc, texts=["a" * 201], by=None)


def test_the_head_edits_the_list_on_its_page(client, season):
    client.force_login(appraised.user_of(season, HEAD))
    client.post(reverse("results:reasons", args=[season.pk]), {"texts": "Nộp chậm\r\nThiếu chữ ký"})

    assert reason_templates.of(season.bloc) == ("Nộp chậm", "Thiếu chữ ký")


def test_a_member_does_not_edit_the_list(client, season):
    client.force_login(appraised.user_of(season, MEMBER, Post.Kind.LEADER))

    assert client.get(reverse("results:reasons", args=[season.pk])).status_code == 403


def test_the_grid_offers_the_reasons_and_a_picked_one_returns_lines(client, season):
    client.force_login(appraised.user_of(season, HEAD))
    sheet = appraised.sheet(season)
    page = client.get(reverse("results:appraise", args=[sheet.pk])).content.decode()
    assert '<option value="Nộp chậm so với thời hạn"></option>' in page
    line = appraised.line(sheet)
    facts = {"back": [line.pk], "why": "", "why-pick": "Thiếu minh chứng"}
    client.post(reverse("results:appraisal_return", args=[sheet.pk]), facts)

    assert appraised.sheet(season).return_reason == "Thiếu minh chứng"
