"""The pages of a ballot: prepared, opened, voted on a phone, closed; bad input; no part of a count."""

from decimal import Decimal
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from awards.models import Nomination
from conferences.attending import attendance
from conferences.casting import urns
from conferences.endorsing import counting
from conferences.models import Poll, Urn
from conferences.polling import poll_results, polls
from conferences.reckoning import few
from core.rules import RuleError
from members import posts
from members.models import Post
from tests import world
from tests.awards import scene as honours

from . import polled, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference():
    return polled.hall()


@pytest.fixture
def head(client, conference):
    """The head's clerk is signed in."""
    client.force_login(polled.opener())
    return client


def url(name, row):
    return reverse(f"conferences:{name}", args=[row.pk])


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def said(answer):
    return [str(message) for message in answer.context["messages"]]


FACTS = {"title": "Cờ", "lines": "A\nB\nC", "kind": "approve", "seats": "2", "mode": "login", "roll": "units"}
FACTS |= {"base": "present", "percent": "50", "carries": "above", "blanks": "on"}


def test_a_ballot_is_prepared_opened_and_closed_by_two_on_their_pages(head, conference):
    head.post(url("poll_new", conference), FACTS)
    poll = Poll.objects.get()
    assert (poll.labels, poll.most, poll.seats, poll.above) == (["A", "B", "C"], 2, 2, True)

    head.post(url("poll_open", poll))
    assert "Anh, chị đã mở cuộc bỏ phiếu này nên người khác đóng" in head.get(url("poll", poll)).text
    refusal = head.post(url("poll_close", poll), follow=True, headers={"referer": "http://testserver/"})
    assert polls.ONE_PERSON in said(refusal)

    signed_in(polled.closer()).post(url("poll_close", poll))
    assert polled.now(poll).state == "closed"
    assert "Kết quả" in head.get(url("poll", poll)).text


def test_the_page_of_closing_tells_how_many_have_not_voted_and_offers_to_destroy_few(conference):
    poll, closer = polled.opened(conference), signed_in(polled.closer())
    polled.cast(poll, "0")
    page = closer.get(url("poll_close", poll))
    assert (page.context["left"], page.context["hindrance"], "Khi đóng phiếu" in page.text) == (
        *(5, few.hindrance(1, 6), False),
    )
    assert url("poll_void", poll) in page.text
    for key in polled.keys(poll)[1:5]:
        urns.cast(poll.pk, key, "1")

    page = closer.get(url("poll_close", poll))

    assert (page.context["hindrance"], page.context["warnings"]) == ("", [])
    assert 'Còn <b class="num fw-semibold">1</b> phiếu chưa bỏ' in page.text
    assert signed_in(polled.opener()).get(url("poll_close", poll)).context["closes"] is False


def test_the_form_begins_with_the_rules_of_the_year_and_keeps_what_was_typed(head, conference):
    page = head.get(url("poll_new", conference)).context["form"]
    assert {name: page[name].value() for name in ("base", "carries", "roll", "mode")} == {
        **{"base": "present", "carries": "above", "roll": "units", "mode": "login"}
    }

    answer = head.post(url("poll_new", conference), FACTS | {"seats": "9"})

    assert answer.context["form"].non_field_errors() == [
        "Danh sách có 3 dòng nên không chọn hoặc lấy nhiều hơn 3 được."
    ]
    assert answer.context["form"]["lines"].value() == "A\nB\nC"


def test_a_unit_votes_looks_again_and_gets_a_code_that_says_nothing(conference):
    poll, client = polled.opened(conference), signed_in(polled.voter(conference, 3))
    page = url("poll_vote", poll)
    assert "Chọn không quá 2." in client.get(page).text

    mine = {"elector": polled.elector(poll, 3)}
    review = client.post(page, {"step": "review", "pick": ["2", "0"], **mine})
    told = [(label, words.strip()) for label, _, words in review.context["rows"]]
    assert (review.context["paper"], told) == (
        *("ysy", [("Ban Một", "Chọn"), ("Ban Hai", "Không chọn"), ("Ban Ba", "Chọn")]),
    )
    back = client.post(page, {"step": "choose", "paper": "ysy", **mine})
    assert [chosen for _, _, chosen in back.context["form"].rows()] == [True, False, True]
    done = client.post(page, {"step": "cast", "paper": "ysy", **mine})

    assert Urn.objects.get().receipts == [done.context["receipt"]]
    assert (done.context["cast"], done.headers["Cache-Control"]) == (1, "private, no-store, no-transform")
    assert (
        client.get(page).context["sentence"]
        == "Phiếu của đơn vị đã vào hòm. Mỗi đơn vị một phiếu, bỏ một lần."
    )
    assert client.post(page, {"step": "cast", "paper": "sys", **mine}).context["sentence"] == urns.TWICE
    assert urns.turnout(poll.pk) == (1, 6)


def test_a_judgement_of_each_case_is_filled_in_line_by_line(conference):
    poll = polled.opened(conference, kind="yes_no")
    client, page = signed_in(polled.voter(conference, 3)), url("poll_vote", poll)

    mine = {"elector": polled.elector(poll, 3)}

    review = client.post(page, {"step": "review", "say_0": "+", "say_1": "-", **mine})

    assert review.context["paper"] == "yns"
    assert client.post(page, {"step": "cast", "paper": "yns", **mine}).context["step"] == "done"


@pytest.mark.parametrize(
    "paper", ["yyy", "y", "ysys", "ny", "yns", "YSS", "0,2", "<script>", "", "sss", "s" * 5000]
)
def test_only_a_ballot_goes_into_the_urn(conference, paper):
    poll = polled.opened(conference)

    answer = signed_in(polled.voter(conference, 3)).post(
        url("poll_vote", poll), {"step": "cast", "paper": paper, "elector": polled.elector(poll, 3)}
    )

    assert (answer.context["step"], urns.turnout(poll.pk)[0]) == (
        ("done", 1) if paper == "sss" else ("ended", 0)
    )


def test_too_many_choices_stay_chosen_and_are_told(conference):
    poll = polled.opened(conference)

    answer = signed_in(polled.voter(conference, 3)).post(
        url("poll_vote", poll),
        {"step": "review", "pick": ["0", "1", "2"], "elector": polled.elector(poll, 3)},
    )

    assert answer.context["form"].non_field_errors() == [
        "Đã chọn 3, chỉ được chọn không quá 2. Hãy bỏ bớt rồi xem lại phiếu."
    ]
    assert [chosen for _, _, chosen in answer.context["form"].rows()] == [True] * 3


@pytest.mark.parametrize("step", ["review", "cast", "choose"])
def test_another_units_ballot_cannot_be_put_in(conference, step):
    poll, client = polled.opened(conference), signed_in(polled.voter(conference, 3))

    for elector in (polled.elector(poll, 4), "", "x", "9" * 30):
        answer = client.post(url("poll_vote", poll), {"step": step, "paper": "yss", "elector": elector})
        assert (answer.context["step"], answer.context["sentence"]) == ("ended", urns.STRANGER)

    assert urns.turnout(poll.pk) == (0, 6)


def test_one_account_for_two_units_casts_a_ballot_for_each_and_none_by_pressing_twice(conference):
    poll, user = polled.opened(conference), polled.voter(conference, 3)
    other = honours.member(conference.season, 4)
    posts.appoint(user.person, agency=other, kind=Post.Kind.CLERK, starts_on=world.LONG_AGO, by=None)
    client, page = signed_in(user), url("poll_vote", poll)
    first, second = polled.elector(poll, 3), polled.elector(poll, 4)
    sent = {"step": "cast", "paper": "yss", "elector": first}

    assert client.get(page).context["elector"].pk == first
    assert client.post(page, sent).context["step"] == "done"
    for step in ("cast", "review"):
        again = client.post(page, sent | {"step": step, "pick": "0"})
        assert (again.context["sentence"], again.context["several"]) == (urns.TWICE, True)
    assert Urn.objects.get().voted == [str(first)]

    assert client.get(page).context["elector"].pk == second
    assert client.post(page, sent | {"elector": second}).context["step"] == "done"
    assert client.post(page, sent | {"elector": second}).context["several"] is False
    assert urns.turnout(poll.pk) == (2, 6)


def test_an_absent_unit_is_told_to_be_checked_in(conference):
    attendance.undo(conference.delegates.last(), by=None)
    poll = polled.opened(conference)

    page = signed_in(polled.voter(conference, 6)).get(url("poll_vote", poll))

    assert page.context["sentence"].startswith("Đơn vị chưa được điểm danh có mặt.")


# papers, results


def test_nobody_types_who_counted_for_a_record_that_cannot_be_drawn_up(head, conference):
    poll = polled.opened(conference)
    early = head.get(url("poll_record", poll))
    assert (early.status_code, "lập được sau khi đóng phiếu" in early.text) == (409, True)

    polled.cast(poll, "0", "0", "0", "0", "1")
    polled.polls.close(poll, by=polled.closer())
    assert head.get(url("poll_record", poll)).status_code == 200


def test_the_record_names_who_counted_and_is_issued_once(head, conference):
    poll = polled.closed("0", "0", "0", "0", "1", conference=conference)
    facts = {"leader": "Phạm Hồng Sơn", "members": "Đỗ Thị Lan Anh\nBùi Quốc Khánh"}

    head.post(url("poll_record", poll), facts)
    head.post(url("poll_record", poll), facts | {"leader": "Khác"})

    paper = polled.now(poll).record
    text = unquote(str(paper.blocks))
    signers = next(row for row in paper.blocks if row["kind"] == "signature_grid")["signers"]
    assert [(row["post"], row["name"]) for row in signers] == [
        ("Trưởng ban kiểm phiếu", "Phạm Hồng Sơn"),
        ("Ủy viên ban kiểm phiếu", "Đỗ Thị Lan Anh"),
        ("Ủy viên ban kiểm phiếu", "Bùi Quốc Khánh"),
        ("Thư ký hội nghị", "Lê Quang Vinh"),
        ("Chủ trì hội nghị", "Vũ Trọng Lâm"),
    ]
    assert "Được thông qua: Ban Một." in text
    assert poll.sha256 in text


def test_all_ballots_are_printed_for_a_count_by_hand_after_the_closing_only(head, conference):
    poll = polled.opened(conference)
    polled.cast(poll, "0", "0,1", "", "", "")
    assert head.get(url("poll_recount", poll)).status_code == 409

    polls.close(poll, by=polled.closer())

    papers = head.get(url("poll_recount", poll)).context["papers"]
    assert [("".join(sign for _, sign in rows), blank) for rows, blank in papers] == [
        *(*[("000", True)] * 3, ("+00", False), ("++0", False)),
    ]


def test_what_was_carried_is_recorded_with_its_votes_where_the_conference_endorses():
    season = scene.season(("Ban Một", "Ban Hai", "Ban Ba"))
    flags = [honours.nomination(season, place, code="government-flag") for place in (2, 3)]
    conference = scene.opened(season)
    for place in (scene.HEAD, scene.DEPUTY):
        scene.user_of(season, place)
    head = signed_in(polled.opener())
    page = f"{url('poll_new', conference)}?award={flags[0].form_id}"
    form = head.get(page).context["form"]
    facts = FACTS | {"title": form["title"].value(), "seats": "1", "lines": [str(row.pk) for row in flags]}
    head.post(page, facts)
    poll = Poll.objects.get()
    head.post(url("poll_open", poll))
    polled.cast(polled.now(poll), "0", "0", "1")
    polls.close(poll, by=polled.closer())

    head.post(url("poll_take", poll))

    assert [(row.state, row.votes, row.votes_base) for row in Nomination.objects.order_by("pk")] == [
        ("endorsed", 2, 3),
        ("proposed", None, None),
    ]
    again = head.post(url("poll_take", poll), follow=True, headers={"referer": "http://testserver/"})
    assert said(again)[-1].startswith("Kết quả của cuộc bỏ phiếu này đã được ghi")


def yearend():
    """An open year-end conference of three with its two people; the keys of the agencies."""
    season = scene.season(("Ban Một", "Ban Hai", "Ban Ba"))
    conference = scene.opened(season)
    for place in (scene.HEAD, scene.DEPUTY):
        scene.user_of(season, place)
    return conference, world.members(season.bloc)


def elected(conference, *papers, **facts):
    """A counted poll on a post: the members stand, one is chosen."""
    options = [{"label": row.name, "about": row.pk} for row in world.members(conference.season.bloc)]
    facts = {"title": "Bầu", "kind": "one", "most": 1, "seats": 1, "options": options, "post": "head"} | facts
    return polled.closed(*papers, conference=conference, **facts)


def test_the_election_begins_with_whom_the_ballots_elected():
    conference, agencies = yearend()
    head = signed_in(polled.opener())
    facts = FACTS | {"title": "Bầu", "kind": "one", "seats": "", "lines": [str(row.pk) for row in agencies]}
    head.post(f"{url('poll_new', conference)}?post=head", facts)
    poll = Poll.objects.get()
    head.post(url("poll_open", poll))
    polled.cast(polled.now(poll), "1", "1", "2")
    polls.close(poll, by=polled.closer())

    page = head.get(url("elect", conference))

    form = page.context["form"]
    assert {name: form[name].value() for name in ("head", "head_votes", "head_base", "base")} == {
        **{"head": agencies[1].pk, "head_votes": "2", "head_base": "3", "base": "3"}
    }
    assert page.context["told"] == []


def test_of_several_ballots_on_a_post_the_latest_counts_and_each_post_keeps_its_base():
    conference, agencies = yearend()
    elected(conference, "0", "0", "0")
    elected(conference, "1", "1", "0", title="Bầu lại")
    attendance.undo(conference.delegates.filter(agency=agencies[2]).get(), by=None)
    elected(conference, "2", "2", title="Bầu phó", post="deputy")

    found, said = poll_results.elected(conference)

    assert found == {
        **{"head": agencies[1].pk, "head_votes": 2, "head_base": 3},
        **{"deputy_1": agencies[2].pk, "deputy_1_votes": 2, "deputy_1_base": 2},
    }
    assert said == ["Khối trưởng: có 2 cuộc bỏ phiếu; đã điền kết quả của “Bầu lại”."]


@pytest.mark.parametrize("facts", [{"base": "cast"}, {"percent": Decimal(30)}, {"above": False}])
def test_a_ballot_by_a_weaker_rule_than_the_years_goes_nowhere_by_itself(facts):
    conference, _ = yearend()
    flag = honours.nomination(conference.season, 2, code="government-flag")
    options = [{"label": str(flag), "about": flag.pk}]
    poll = polled.closed(*["0"] * 3, conference=conference, options=options, most=1, award=flag.form, **facts)

    with pytest.raises(RuleError) as refusal:
        poll_results.take(poll, by=None)
    elected(conference, "1", "1", "1", **facts)

    assert str(refusal.value) == counting.difference(poll)
    assert poll_results.elected(conference) == (
        *({}, ["“Bầu”: thể lệ khác quy định của năm nên kết quả không được điền sẵn."]),
    )
    page = signed_in(polled.opener()).get(url("poll", poll))
    assert (page.context["takes"], counting.difference(poll) in page.text) == (0, True)


# who gets where


RUN = ("poll_open", "poll_admit", "poll_discard", "poll_clean", "poll_again", "poll_take")
RUN += ("slips_issue", "slip_add", "slip_replace", "poll_record", "poll_recount", "poll_change")


SECOND = ("slip_add", "slip_replace")  # while ballots are taken, these are for the second person


@pytest.mark.parametrize(("place", "second"), [(3, 403), (2, 200)])
def test_only_who_runs_the_conference_runs_its_ballots(conference, place, second):
    poll = polled.opened(conference, mode="slip")
    client = signed_in(polled.voter(conference, place))
    posted = [name for name in RUN if name not in (*SECOND, "poll_recount")]

    assert {client.post(url(name, poll)).status_code for name in posted} == {403}
    assert client.get(url("poll_recount", poll)).status_code == 403
    assert client.get(url("slip_replace", poll)).status_code == second
    assert polled.now(poll).state == "open"


def test_a_member_does_not_close_and_a_stranger_finds_nothing(conference):
    poll = polled.opened(conference)
    member = signed_in(polled.voter(conference, 3))
    stranger = signed_in(world.person(world.agency("Ngoài khối"), Post.Kind.CLERK, username="xa").user)

    assert {member.post(url(name, poll)).status_code for name in ("poll_close", "poll_void")} == {403}
    assert member.get(url("poll", poll)).status_code == 200
    assert {stranger.get(url(name, poll)).status_code for name in ("poll", "poll_vote")} == {404}
    assert stranger.post(url("poll_close", poll)).status_code == 404


def test_the_pages_ask_the_same_for_few_and_many(head, conference, django_assert_max_num_queries):
    for _ in range(3):
        polled.prepared(conference, title=f"Cuộc {_}")
    poll = polled.opened(conference)
    polled.cast(poll, "0", "1", "0", "1", "")
    page = url("poll", poll)
    head.get(page)
    with django_assert_max_num_queries(24):
        head.get(page)
    polls.close(poll, by=polled.closer())
    with django_assert_max_num_queries(24):
        head.get(page)
