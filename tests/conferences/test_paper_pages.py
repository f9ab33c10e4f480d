"""Paper ballots on their pages: printed, channels chosen, the box closed, two who enter blind; who may."""

import io

import pikepdf
import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from conferences.casting import ballot_prints, channels, slips, tellers, urns
from conferences.models import BallotPrint, Box, Poll, TellerCount
from conferences.polling import polls
from conferences.reckoning import few
from core.rules import RuleError
from documents import copies, files, papers
from tests.security.things import urls

from . import papered, polled, scene

pytestmark = pytest.mark.django_db
FIGURES = {"issued": "6", "returned": "6", "not_returned": "0", "valid": "5", "invalid": "1", "blank": "0"}
FIGURES |= {"votes_0": "4", "votes_1": "1", "votes_2": "1"}


@pytest.fixture
def conference():
    return polled.hall()


def url(name, row):
    return reverse(f"conferences:{name}", args=[row.pk])


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_two_enter_blind_what_they_counted_and_a_second_person_closes(conference):
    poll = papered.opened(conference)
    one, other = signed_in(polled.opener()), signed_in(polled.closer())
    page = one.get(url("poll_box", poll))
    assert (page.context["due"], page.context["hindrance"]) == (6, "")
    one.post(url("poll_box", poll), follow=True)
    first = one.post(url("poll_count", poll), FIGURES | {"round": "1"}, follow=True)
    assert said(first) == ["Đã ghi số liệu. Chờ người kiểm phiếu thứ hai ghi số liệu của mình."]

    form = other.get(url("poll_count", poll))
    assert [field.value() for field in form.context["form"].papers()] == [None] * 6
    wrong = other.post(url("poll_count", poll), FIGURES | {"round": "1", "valid": "6"})
    assert wrong.context["form"].non_field_errors() == [
        "Thu về 6 phiếu, nhưng hợp lệ 6 cộng không hợp lệ 1 là 7. Hãy đếm lại ba số này."
    ]
    second = other.post(url("poll_count", poll), FIGURES | {"round": "1"}, follow=True)
    assert said(second) == ["Đã ghi số liệu. Hai người kiểm phiếu ghi giống nhau: có thể đóng phiếu."]
    assert other.get(url("poll_close", poll)).context["closes"] is True
    other.post(url("poll_close", poll))

    result = one.get(poll.get_absolute_url())
    assert result.context["paper_figures"][:3] == [
        *(("Số phiếu giấy phát ra", 6), ("Số phiếu giấy thu về", 6), ("Số phiếu giấy không thu về", 0)),
    ]
    assert [line.votes for line in result.context["lines"]] == [4, 1, 1]


def test_counts_that_differ_name_the_figures_and_both_enter_anew_with_a_reason(conference):
    poll = papered.counted(conference)
    one, other = signed_in(polled.opener()), signed_in(polled.closer())
    one.post(url("poll_count", poll), FIGURES | {"round": "1"})
    page = other.post(
        url("poll_count", poll), FIGURES | {"round": "1", "votes_0": "5", "votes_1": "0"}, follow=True
    )
    assert page.context["told"].differing == ("Ban Một: số phiếu chọn", "Ban Hai: số phiếu chọn")
    assert [field.value() for _, fields in page.context["form"].options() for field in fields] == [None] * 3

    late = one.post(url("poll_count", poll), FIGURES | {"round": "2", "blank": "1", "votes_1": "0"})
    assert "reason" in late.context["form"].errors
    again = FIGURES | {"round": "2", "reason": "Đếm nhầm"}
    one.post(url("poll_count", poll), again)
    own = one.get(url("poll_count", poll))
    assert own.context["form"]["votes_0"].value() == "4"  # the own figures, to be put right
    other.post(url("poll_count", poll), again)

    assert tellers.progress(poll).is_agreed is True
    redone = other.post(url("poll_count_again", poll), {"reason": "Nghi sai"}, follow=True)
    assert said(redone)[1:] == ["Hai người kiểm phiếu kiểm lại từ đầu và ghi số liệu mới."]


def test_two_who_differed_agree_on_their_pages_and_see_nothing_of_each_other(conference):
    poll = papered.counted(conference)
    one, other = signed_in(polled.opener()), signed_in(polled.closer())
    for teller, facts in ((one, {}), (other, {"votes_0": "5", "votes_1": "0"})):
        page = teller.post(url("poll_count", poll), FIGURES | {"round": "1"} | facts, follow=True)
    address = url("poll_count_agree", poll)
    assert (f'href="{address}"' in page.text, signed_in(papered.third()).get(address).status_code) == (
        True,
        409,
    )
    form = one.get(address).context["form"]
    assert [(field.label, field.value()) for field in form.visible_fields()] == [
        *(("Ban Một: số phiếu chọn", None), ("Ban Hai: số phiếu chọn", None)),
        ("Lần trước khác vì sao", None),
    ]

    sent = {"round": "2", "figure_0": "4", "figure_1": "1", "reason": "Đếm nhầm một dòng"}
    assert set(one.post(address, sent | {"figure_0": "x"}).context["form"].errors) == {"figure_0"}
    first, second = (one.post(address, sent, follow=True) for _ in range(2))
    assert (
        said(first) == said(second) == ["Đã ghi số liệu. Chờ người kiểm phiếu thứ hai ghi số liệu của mình."]
    )
    assert said(other.post(address, sent, follow=True)) == [
        "Đã ghi số liệu. Hai người kiểm phiếu ghi giống nhau: có thể đóng phiếu."
    ]


def test_nothing_that_was_counted_is_on_any_page_before_the_poll_is_closed(conference):
    labels = tuple(f"Trường hợp {number}" for number in range(1, 4))
    poll = papered.counted(conference, labels=labels)
    marker = dict.fromkeys(("votes_0", "votes_1", "votes_2"), 37)
    papered.enter(poll, polled.opener())
    TellerCount.objects.update(votes=list(marker.values()), valid=37, invalid=0, returned=37, issued=37)

    found, named = [], [name for name, route in urls(get_resolver()) if route.startswith("polls/<int:pk>/")]
    by_unit = ["conferences:poll", "conferences:poll_vote"]
    for user, names in ((polled.closer(), named), (polled.voter(conference, 3), by_unit)):
        client = signed_in(user)
        for name in names:
            kwargs = {"pk": poll.pk} | ({"format": "pdf"} if "paper_" in name else {})
            answer = client.get(reverse(name, kwargs=kwargs))
            text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.text
            found += [name] if ">37<" in text or '"37"' in text else []
    assert len(named) > 20
    assert found == []
    assert '"37"' in signed_in(polled.opener()).get(url("poll_count", poll)).text  # the own ones are


def test_who_may_not_does_not_and_a_foreign_poll_is_not_there(conference):
    poll = papered.counted(conference)
    stranger, unit = polled.world.person(polled.world.agency("Ngoài"), username="ngoai").user, polled.voter
    names = ("poll_box", "poll_count", "poll_count_again", "ballots", "ballots_progress", "slip_to_paper")

    answers = [signed_in(stranger).get(url(name, poll)).status_code for name in names]
    assert answers == [404] * len(names)
    answers = [signed_in(unit(conference, 3)).get(url(name, poll)).status_code for name in names]
    assert answers == [403] * len(names)
    assert signed_in(polled.closer()).get(url("poll_box", poll)).status_code == 403
    assert Box.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        ({"issued": "sáu"}, {"issued"}),
        ({"votes_0": "-1"}, {"votes_0"}),
        ({"blank": ""}, {"blank"}),
        ({"valid": "99999"}, {"valid"}),
    ],
)
def test_what_is_no_number_is_told_at_its_field(conference, facts, errors):
    poll = papered.counted(conference)
    page = signed_in(polled.opener()).post(url("poll_count", poll), FIGURES | {"round": "1"} | facts)

    assert set(page.context["form"].errors) == errors
    assert not TellerCount.objects.exists()


def test_a_page_of_a_round_that_is_over_or_of_none_is_refused(conference):
    poll = papered.counted(conference)
    page = signed_in(polled.opener()).post(url("poll_count", poll), FIGURES | {"round": "x"})

    assert page.context["form"].non_field_errors() == [tellers.ROUND_OVER]


def test_a_second_click_that_follows_the_end_of_a_round_says_what_the_first_one_did(conference):
    poll = papered.counted(conference)
    papered.enter(poll, polled.opener())
    other, sent = signed_in(polled.closer()), FIGURES | {"round": "1", "votes_0": "5", "votes_1": "0"}
    first, second = (other.post(url("poll_count", poll), sent, follow=True) for _ in range(2))
    assert said(first) == said(second)
    assert second.context["told"].box.round == second.context["round"] == 2

    late = other.post(url("poll_count", poll), FIGURES | {"round": "1", "reason": "Đếm nhầm"}, follow=True)
    assert said(late) == [tellers.ROUND_OVER]
    assert (late.context["round"], TellerCount.objects.count()) == (2, 2)


def test_channels_are_chosen_by_the_clerk_for_all_and_by_a_unit_for_itself(conference):
    poll = polled.prepared(conference, mode="mixed")
    clerk, unit = signed_in(polled.opener()), signed_in(polled.voter(conference, 3))
    keys = list(clerk.get(url("poll_channels", poll)).context["form"].keys)
    assert len(keys) == 6
    clerk.post(url("poll_channels", poll), {"paper": keys[:2]})
    assert list(unit.get(url("poll_channels", poll)).context["form"].keys) == [keys[2]]  # its own line
    unit.post(url("poll_channels", poll), {"paper": [keys[2]]})
    assert channels.present(poll) == (3, 3)
    unit.post(url("poll_channels", poll), {})
    assert channels.present(poll) == (4, 2)

    page = clerk.get(poll.get_absolute_url())
    assert few.CHANNEL_WORDS.format(4, 2) in page.context["warnings"]


def test_a_choice_is_of_whom_the_page_named_though_the_list_changed_meanwhile(conference):
    poll, clerk = polled.prepared(conference, mode="mslip", roll="delegates"), signed_in(polled.opener())
    key, name = clerk.get(url("poll_channels", poll)).context["form"].fields["paper"].choices[-2]
    scene.person(conference, scene.HEAD, "Người đến thêm")
    clerk.post(url("poll_channels", poll), {"paper": [key]})

    assert [seat.name for seat, on_paper in channels.seats(poll) if on_paper] == [name]


def test_a_unit_changes_to_paper_on_the_page_and_finds_no_ballot_any_more(conference):
    poll = polled.now(papered.opened(conference, mode="mixed", on_paper=1))
    unit, row = signed_in(polled.voter(conference, 3)), poll.electors.get(place=3)

    page = unit.post(url("poll_to_paper", poll), {"elector": row.pk}, follow=True)

    assert said(page) == ["Đơn vị 3 bỏ phiếu giấy. Hãy nhận phiếu ở ban kiểm phiếu."]
    assert unit.get(url("poll_vote", poll)).context["sentence"][:36] == "Đơn vị bỏ phiếu giấy ở cuộc bỏ phiếu"
    assert urns.turnout(poll.pk) == (0, 4)
    assert unit.post(url("poll_to_paper", poll), {"elector": "x"}).status_code == 409


def test_a_slip_finds_no_ballot_once_the_box_beside_it_is_closed(conference):
    poll = polled.prepared(conference, mode="mslip")
    papered.chosen(poll, 2)
    (_, code), *_ = slips.issue(poll, by=None)
    polls.open(poll, by=polled.opener())
    assert Client().post(reverse("conferences:ballot"), {"code": code}).context["step"] == "choose"
    tellers.close_box(poll, by=polled.opener())

    assert Client().post(reverse("conferences:ballot"), {"code": code}).context["sentence"] == urns.SEALED


def test_the_page_says_what_paper_protects_and_what_not(conference):
    for mode in ("paper", "mixed", "mslip"):
        page = signed_in(polled.opener()).get(
            polled.prepared(conference, mode=mode, title=mode).get_absolute_url()
        )
        assert "Phiếu giấy không có số, không có tên; phần mềm không biết phiếu nào của ai." in page.text
        assert ("nên không ai bỏ phiếu hai lần." in page.text) is (mode != "paper")


def test_ballots_are_printed_alike_with_no_number_on_any(conference):
    poll = polled.prepared(conference, mode="paper", title="Bằng khen")
    head = signed_in(polled.opener())
    assert head.get(url("ballots", poll)).context["form"].initial == {"copies": 6}
    for _ in range(2):  # two clicks
        assert head.post(url("ballots", poll), {"copies": "3"}).url == url("ballots_progress", poll)
    (made,) = BallotPrint.objects.all()
    assert head.get(url("ballots_file", poll)).url == url("ballots_progress", poll)
    assert "3" not in [cell for block in made.paper.blocks for cell in block.get("cells", ())]

    stored = ballot_prints.make(made.job.shards.get())
    with files.open(stored) as stream, pikepdf.open(io.BytesIO(stream.read())) as pdf:
        contents = {page.obj.Contents.read_bytes() for page in pdf.pages}
        assert (len(pdf.pages), len(contents)) == (3, 1)
    single = papers.render_bytes(made.paper, "pdf")
    assert copies.of(single, 3) == copies.of(single, 3)
    assert len(copies.of(single, 100)) < 2 * len(single)


def test_a_changed_list_is_printed_anew_and_a_counted_one_never(conference):
    poll = polled.prepared(conference, mode="paper")
    first = ballot_prints.issue(poll, copies=6, by=None)
    Poll.objects.filter(pk=poll.pk).update(title="Cờ khác")
    second = ballot_prints.issue(poll, copies=6, by=None)
    assert second.paper != first.paper

    boxed = papered.counted(conference, title="Đang kiểm")
    with pytest.raises(RuleError, match="Hòm phiếu giấy đã đóng"):
        ballot_prints.issue(boxed, copies=6, by=None)
    other = polled.prepared(conference, title="Khác")
    with pytest.raises(RuleError, match="không dùng phiếu giấy"):
        ballot_prints.issue(other, copies=6, by=None)
