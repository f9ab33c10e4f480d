"""The pages of cross-scoring: who opens what when, cells and whole pages, progress, marks, the desk."""

import pytest
from django.urls import reverse

from blocs.cross_rules import CrossScoring
from desk import todo
from members.models import Post
from results import cross_progress, cross_scoring
from results.models import CrossAssignment, CrossMark
from tests import world
from tests.results import appraised, crossed

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return crossed.year()


@pytest.fixture
def given(season):
    """The third member scores the sheet of the first one."""
    crossed.drawn(season)
    return crossed.assignment(season, 3, 1)


@pytest.fixture
def scorer(client, season):
    """The leader of the third member, signed in."""
    user = appraised.user_of(season, 3, Post.Kind.LEADER)
    client.force_login(user)
    return user


def cell_url(given, code="I.1"):
    sheet = given.round.season.sheets.get(agency=given.scored_id)
    return reverse("results:cross_cell", args=[given.pk, appraised.line(sheet, code).pk])


def typed(points, reason="Thiếu một đề án", version=0):
    return {"points": points, "reason": reason, "version": version, "cell": "points"}


def test_a_cell_is_saved_with_its_version_and_answers_with_the_totals(client, given, scorer):
    answer = client.post(cell_url(given), typed("48"))

    assert answer.json() | {"totals": None} == {
        "version": 1,
        "values": {"points": "48,00", "reason": "Thiếu một đề án"},
        "marks": {"effect": "down"},
        "totals": None,
    }
    totals = answer.json()["totals"]
    assert (totals["given"], totals["effect"], totals["rest"]) == ("48,00", "−2,00", "3")
    stale = client.post(cell_url(given), typed("47"))
    assert (stale.status_code, stale.json()["value"], stale.json()["version"]) == (409, "48,00", 1)
    refused = client.post(cell_url(given, "II.1"), typed("29", reason=""))
    assert (refused.status_code, refused.json()["sentence"]) == (
        422,
        "Dòng II.1: điểm chấm khác điểm tự chấm thì phải ghi lý do.",
    )


def test_a_colleague_sees_what_is_marked_meanwhile_and_nobody_else_does(client, season, given, scorer):
    mark = client.get(given.get_absolute_url()).context["mark"]
    url = f"{reverse('results:cross_changes', args=[given.pk])}?since={mark}"
    assert client.get(url).status_code == 204
    clerk = appraised.user_of(season, 3)
    crossed.mark(given, by=clerk)
    crossed.mark(crossed.assignment(season, 2, 1), text="1", by=None)

    told = client.get(url).json()
    line = appraised.line(season.sheets.get(agency=given.scored_id))
    assert told["rows"] == {
        str(line.pk): {
            "version": 1,
            "values": {"points": "48,00", "reason": "Thiếu một đề án"},
            "marks": {"effect": "down"},
        }
    }
    assert (told["totals"]["given"], told["totals"]["rest"]) == ("48,00", "3")
    assert (told["own"], told["moved"], bool(told["who"])) == (False, False, True)
    assert client.get(url.replace(f"={mark}", f"={told['mark']}")).status_code == 204
    cross_scoring.accept_rest(given, by=scorer)
    cross_scoring.hand_in(given, by=scorer)
    assert client.get(url).json()["moved"] is True
    client.force_login(appraised.user_of(season, 1))
    assert client.get(url).status_code == 403


def test_a_whole_page_is_saved_and_handed_in_without_script(client, given, scorer):
    sheet = given.round.season.sheets.get(agency=given.scored_id)
    lines = {code: appraised.line(sheet, code).pk for code in ("I.1", "II.1", "T.1", "Tr.1")}
    texts = {"I.1": "48", "II.1": "30", "T.1": "0", "Tr.1": "0"}
    body = {f"points-{pk}": texts[code] for code, pk in lines.items()}
    body |= {f"version-{pk}": 0 for pk in lines.values()}
    url = reverse("results:cross_hand_in", args=[given.pk])

    refused = client.post(url, body)
    assert refused.status_code == 422
    assert "Dòng I.1: điểm chấm khác điểm tự chấm thì phải ghi lý do." in refused.content.decode()
    body[f"reason-{lines['I.1']}"] = "Thiếu"
    for pk in lines.values():
        mark = CrossMark.objects.filter(line=pk).first()
        body[f"version-{pk}"] = mark.version if mark else 0
    assert client.post(url, body).url == reverse("results:cross", args=[given.round.season_id])
    given.refresh_from_db()
    assert given.state == "handed_in"


def test_a_block_is_rehearsed_and_nothing_is_written(client, given, scorer):
    sheet = given.round.season.sheets.get(agency=given.scored_id)
    pk = appraised.line(sheet).pk
    body = {f"points-{pk}": "48", f"reason-{pk}": "Thiếu", f"version-{pk}": 0}

    answer = client.post(reverse("results:cross_rehearse", args=[given.pk]), body).json()

    assert (answer["refused"], answer["values"][f"points-{pk}"]) == ({}, "48,00")
    assert not CrossMark.objects.exists()


def test_only_the_scorer_s_staff_open_its_grid(client, season, given):
    url = given.get_absolute_url()
    for place, status in ((3, 200), (1, 403), (2, 403), (4, 404)):
        client.force_login(appraised.user_of(season, place))
        assert client.get(url).status_code == status, place


def test_the_clerk_hands_in_only_where_the_rulebook_says_so(client, season, given):
    client.force_login(appraised.user_of(season, 3))
    cross_scoring.accept_rest(given, by=None)
    url = reverse("results:cross_hand_in", args=[given.pk])
    assert client.post(url).status_code == 403
    season.clerk_submits = True
    season.save()
    assert client.post(url).status_code == 302


def test_the_evidence_is_read_by_those_who_score_the_sheet_and_no_other_member(client, season, given):
    row = given.round.season.sheets.get(agency=given.scored_id).lines.first().evidence.get()
    url = reverse("results:evidence", args=[row.pk])

    client.force_login(appraised.user_of(season, 3))
    assert client.get(url).status_code == 200
    cross_scoring.abstain(given, reason="Có việc liên quan", by=None)
    assert client.get(url).status_code == 404
    client.force_login(appraised.user_of(season, 4))
    assert client.get(url).status_code == 404


def test_marks_are_read_beside_each_other_only_when_nobody_is_waited_for(client, season, given):
    client.force_login(appraised.user_of(season, 1))
    url = reverse("results:cross_marks", args=[season.pk])
    crossed.mark(given, text="20")
    early = client.get(url)
    assert (early.context["ready"], early.context["lines"]) == (False, [])
    crossed.handed_in(season)
    page = client.get(url)
    assert [each.member for each in page.context["lines"][:4]] == ["Ban Một"] * 4
    assert "Ban Ba: " in page.content.decode()
    assert client.get(f"{url}?format=xlsx").headers["Content-Type"].endswith("sheet")
    client.force_login(appraised.user_of(season, 2))
    assert client.get(url).status_code == 403


def test_the_head_closes_on_the_page(client, season, given):
    crossed.handed_in(season)
    client.force_login(appraised.user_of(season, 1))

    client.post(reverse("results:cross_close", args=[season.pk]))

    assert appraised.line(appraised.sheet(season, 3)).appraised_points == 50


def test_the_head_draws_and_leaves_out_and_a_deputy_does_for_the_head_s_sheet(client, season):
    client.force_login(appraised.user_of(season, 1))
    day = crossed.due().strftime("%d/%m/%Y")
    client.post(reverse("results:cross_draw", args=[season.pk]), {"due_on": day})
    page = client.get(reverse("results:cross", args=[season.pk]))
    assert len(page.context["rows"]) == 8
    head, second = world.members(season.bloc)[:2]
    drawn = CrossAssignment.objects.order_by("pk")
    own = drawn.filter(scored=head).exclude(scorer=second).first()
    other = drawn.filter(scored=second).first()
    out = "results:cross_leave_out"
    assert client.post(reverse(out, args=[own.pk]), {"reason": "Vắng"}).status_code == 403
    assert client.post(reverse(out, args=[other.pk]), {"reason": "Vắng"}).status_code == 302
    client.force_login(appraised.user_of(season, 2))
    assert client.post(reverse(out, args=[own.pk]), {"reason": ""}).status_code == 422
    assert client.post(reverse(out, args=[own.pk]), {"reason": "Vắng"}).status_code == 302
    assert CrossAssignment.objects.filter(state="left_out").count() == 2
    shown = [row.assignment for row, _ in client.get(page.request["PATH_INFO"]).context["rows"]]
    assert all(row.scored_id != world.members(season.bloc)[1].pk for row in shown)  # who scores it, no


def test_a_member_sees_only_what_it_scores(client, season, given, scorer):
    page = client.get(reverse("results:cross", args=[season.pk]))

    assert ([row.scored for row in page.context["mine"]], page.context["rows"]) == (
        ["Ban Một", "Ban Hai"],
        [],
    )


def test_the_progress_takes_the_same_queries_for_few_and_many(season, django_assert_num_queries):
    found = crossed.drawn(season)
    with django_assert_num_queries(4):
        assert len(cross_progress.of(season, found)) == 8


def test_the_member_reads_the_marks_without_names_after_closing(client):
    season = crossed.year()
    crossed.closed(season, s1t3="48", s4t3="45,5")
    sheet = appraised.sheet(season, 3)
    appraised.appraisal.finish(sheet, by=None)
    client.force_login(appraised.user_of(season, 3))

    page = client.get(reverse("results:why", args=[sheet.pk]))

    (line,) = [line for group in page.context["told"].groups[:1] for line in group.children]
    assert {mark.who for mark in line.given} == {"Đơn vị chấm 1", "Đơn vị chấm 2"}
    assert sorted(str(mark.points) for mark in line.given) == ["45.50", "48.00"]
    assert client.get(reverse("results:why_paper", args=[sheet.pk, "docx"])).status_code == 200


def test_with_names_where_the_rules_show_them(client):
    season = crossed.year(CrossScoring("all", 2, named=True))
    crossed.closed(season, s1t3="48")
    sheet = appraised.sheet(season, 3)
    client.force_login(appraised.user_of(season, 1))

    page = client.get(reverse("results:why", args=[sheet.pk])).content.decode()

    assert "<dt>Ban Bốn</dt>" in page


def test_the_desk_tells_scorers_and_the_head(season, given):
    member, head = appraised.user_of(season, 3), appraised.user_of(season, 1)

    titles = [line.title for line in todo.of(member, season)]
    day = crossed.due().strftime("%d/%m/%Y")
    assert f"Chấm chéo 2 bảng đến ngày {day}" in titles
    titles = [line.title for line in todo.of(head, season)]
    assert "Chờ 8 bảng chấm chéo" in titles
    assert [title for title in titles if title.startswith("Thẩm định")] == []
    crossed.handed_in(season)
    assert "Khép chấm chéo" in [line.title for line in todo.of(head, season)]
    assert [line.title for line in todo.of(member, season) if line.title.startswith("Chấm chéo")] == []


def test_the_head_is_reminded_to_draw(season):
    titles = [line.title for line in todo.of(appraised.user_of(season, 1), season)]

    assert "Bốc thăm chấm chéo" in titles


def test_no_means_before_closing_on_the_appraisal_s_pages(client, season, given):
    crossed.mark(given, text="20")
    client.force_login(appraised.user_of(season, 2))
    sheet = appraised.sheet(season, 1)

    page = client.get(reverse("results:appraise", args=[sheet.pk]))

    assert (page.context["writes"], "20,00" in page.content.decode()) == (False, False)


def test_a_sheet_not_handed_in_says_so(client, season, given, scorer):
    other = appraised.sheet(season, 1)
    appraised.appraisal.send_back(other, lines=[appraised.line(other)], reason="Thiếu", by=None)

    assert "Chưa chấm được bảng này" in client.get(given.get_absolute_url()).content.decode()
