"""What a closed poll says, line by line; what its figures give away; and where its result goes on to."""

from dataclasses import dataclass

from django.db import transaction

from awards.models import Nomination
from blocs.models import Term
from conferences.endorsing import counting, endorsement
from conferences.holding import refuse_rehearsal
from conferences.models import Conference, Poll
from conferences.polling import hands_told, polls
from conferences.reckoning import paper_promises, poll_rules, rank_rules
from core.rules import RuleError

PROMISED = [
    "Người khác không đọc, sửa, thêm được phiếu của anh, chị và không bỏ phiếu được hai lần.",
    "Thư ký, Khối trưởng và người quản trị chỉ thấy số phiếu đã bỏ; không ai xem được kết quả từng phần "
    "trước khi đóng phiếu, và không ai xem được ai chọn gì.",
    "Ai cầm bản sao cơ sở dữ liệu sau khi đóng phiếu và ghi lại kho phiếu cũng không nối được người "
    "với phiếu.",
]
NOT_PROMISED = [
    "Người đứng cạnh nhìn màn hình, hoặc người giữ điện thoại của anh, chị.",
    "Kết quả mà mọi phiếu giống nhau, hoặc có rất ít phiếu: con số tự nói lên.",
]
WATCHED = (
    "Người theo dõi máy chủ ngay trong lúc bỏ phiếu, hoặc sửa mã nguồn. "
    "Cần chắc hơn thì dùng phiếu mã hoặc phiếu giấy."
)
WATCHED_SLIP = (
    "Người theo dõi máy chủ ngay trong lúc bỏ phiếu, hoặc sửa mã nguồn, thấy được phiếu của một mã; "
    "máy chủ không biết ai rút mã nào."
)
OFFICER = (
    "Cán bộ cơ quan quản lý khối cấp lại được mật khẩu của một đơn vị nên có thể bỏ phiếu thay đơn vị ấy; "
    "khi đó đơn vị thấy phiếu của mình đã có trong hòm."
)
PRINTER = (
    "Người in phiếu mã thấy mọi mã nên có thể bỏ phiếu trước người rút: "
    "hãy in trước mặt ban kiểm phiếu rồi gấp lại ngay."
)
PLAIN = (
    "Người dùng chung mạng (wifi): địa chỉ này không có https nên phiếu đi qua mạng ở dạng đọc được. "
    "Hãy dùng địa chỉ https hoặc phiếu giấy."
)
LENGTH = (
    "Người đo đường truyền trong lúc bỏ phiếu: có thể đoán phiếu chọn bao nhiêu trường hợp, "
    "không biết trường hợp nào."
)
# from so many lines on, what is said of each is a pattern that one can ask for and find again
MANY = {Poll.Kind.APPROVE: 5, Poll.Kind.YES_NO: 5, Poll.Kind.RANK: 3}
PATTERN = (
    "Người ép chọn theo một kiểu riêng: phiếu có nhiều cách ghi, nên kiểu ấy nhận ra được trong các "
    "phiếu in ra để kiểm tay."
)


@dataclass(frozen=True)
class Line:
    """One option with its votes and its verdict.

    Where ballots put the options in order, `votes` is its sum of places and `rank` the place it holds, None
    where no order holds. `abstained` is known of hands.
    """

    label: str
    about: int | None
    votes: int
    against: int
    share: str
    verdict: str
    kind: str = Poll.Kind.APPROVE
    rank: int | None = None
    abstained: int | None = None

    @property
    def is_in(self):
        """Whether it has carried and has a seat."""
        return self.verdict == poll_rules.IN

    @property
    def words(self):
        """The verdict in words."""
        if self.kind == Poll.Kind.RANK:
            return rank_rules.in_words(self.verdict, self.rank)
        return poll_rules.VERDICTS[self.verdict]

    @property
    def figures(self):
        """Its votes in words: "13 phiếu, 92,9%"."""
        if self.kind == Poll.Kind.RANK:
            return f"tổng số thứ tự {self.votes}"
        if self.kind != Poll.Kind.YES_NO:
            return f"{self.votes} phiếu, {self.share}"
        silent = "" if self.abstained is None else f", {self.abstained} không ý kiến"
        return f"{self.votes} đồng ý, {self.against} không đồng ý{silent}, {self.share}"


def lines_of(poll):
    """Return a Line for each option of a closed poll, in the order of the ballot; the first first where the
    ballots put them in order.
    """
    told, found = poll.tally, polls.outcome(poll)
    nothing = (None,) * len(poll.options)
    columns = (told["votes"], told["against"], found.verdicts, found.ranks or nothing)
    rows = zip(poll.options, *columns, told.get("abstained", nothing), strict=True)
    lines = [
        Line(
            label=option["label"],
            about=option["about"],
            votes=votes,
            against=against,
            share="" if poll.kind == Poll.Kind.RANK else poll_rules.share(votes, found.base),
            verdict=verdict,
            kind=poll.kind,
            rank=rank,
            abstained=abstained,
        )
        for option, votes, against, verdict, rank, abstained in rows
    ]
    return sorted(lines, key=lambda line: line.rank or 0)


def promises(poll, *, secure=True):
    """Return (what is promised, what is not) of the secrecy of this poll, as its pages say it.

    `secure` says whether the page that asks came over https.
    """
    if poll.by_hands:
        return hands_told.PROMISED, hands_told.NOT_PROMISED
    if poll.mode == Poll.Mode.PAPER:
        return paper_promises.of_paper()
    own = [WATCHED_SLIP, PRINTER] if poll.takes_slips else [WATCHED, OFFICER]
    many = poll.kind in MANY and len(poll.options) >= MANY[poll.kind]
    long = [] if poll.kind == Poll.Kind.RANK else [LENGTH]  # an order is sent as long whatever it says
    told = [*([] if secure else [PLAIN]), *own, *long, *([PATTERN] if many else []), *NOT_PROMISED]
    return paper_promises.of_mixed(PROMISED, told) if poll.takes_paper else (PROMISED, told)


def waiting_for(poll):
    """Return {nomination: votes} of what this closed poll carried and the conference has yet to endorse.

    Nothing of a poll whose rules are not those of the year, nor of one that was only rehearsed.
    """
    if poll.conference.is_rehearsal:
        return {}
    if poll.state != Poll.State.CLOSED or not poll.award_id or counting.difference(poll):
        return {}
    carried = {line.about: line.votes for line in lines_of(poll) if line.is_in}
    rows = Nomination.objects.filter(pk__in=carried, season=poll.conference.season_id)
    return {row: carried[row.pk] for row in rows.filter(state=Nomination.State.PROPOSED)}


def take(poll, *, by):
    """Record what a closed poll carried as endorsed by the conference, with its votes; return how many.

    Raises RuleError where nothing waits, where the poll was not held by the rules of the year (roll, base and
    share), and as `endorsement.endorse` does.
    """
    with transaction.atomic():
        refuse_rehearsal(poll.conference)
        if sentence := counting.difference(poll):
            raise RuleError(sentence)
        votes = waiting_for(poll)
        if not votes:
            raise RuleError("Kết quả của cuộc bỏ phiếu này đã được ghi, hoặc không có đề nghị nào đạt.")
        endorsement.endorse(poll.conference, votes, polls.outcome(poll).base, by=by)
        return len(votes)


def elected(conference):
    """Return (what the form of the election begins with, sentences about it) from the closed polls.

    Of each post the latest poll counts, with its second rounds; each place keeps the base of its own poll. A
    poll that was not held by the rules of the year is left out.
    """
    initial, said = {}, []
    for post in Term.Place:
        chains = _chains(conference, post)
        if other := [chain[0] for chain in chains if counting.difference(chain[0])]:
            names = "; ".join(f"“{poll}”" for poll in other)
            said.append(f"{names}: thể lệ khác quy định của năm nên kết quả không được điền sẵn.")
            chains = [chain for chain in chains if chain[0] not in other]
        if not chains:
            continue
        if len(chains) > 1:
            label = getattr(conference.season.bloc, f"{post}_label")
            said.append(f"{label}: có {len(chains)} cuộc bỏ phiếu; đã điền kết quả của “{chains[-1][0]}”.")
        initial |= _places(post, chains[-1])
    return initial, said


def _chains(conference, post):
    """The closed polls on a post, each with its closed second rounds, in the order of their last closing."""
    found = {}
    for poll in conference.polls.filter(state=Poll.State.CLOSED, post=post).order_by(
        "round", "closed_at", "pk"
    ):
        first = next(
            (key for key, chain in found.items() if poll.parent_id in {p.pk for p in chain}), poll.pk
        )
        found.setdefault(first, []).append(poll)
    return sorted(found.values(), key=lambda chain: chain[-1].closed_at)


def _places(post, chain):
    """The fields of the form: who was elected, with which votes of how many."""
    initial, count = {}, 0
    for poll in chain:
        for line in sorted(lines_of(poll), key=lambda line: -line.votes):
            if not line.is_in:
                continue
            count += 1
            name = f"deputy_{count}" if post == Term.Place.DEPUTY else post
            base = polls.outcome(poll).base
            initial |= {name: line.about, f"{name}_votes": line.votes, f"{name}_base": base}
    return initial


def of_conference(conference):
    """Return the polls of a conference for its pages."""
    return conference.polls.all()


def may_stand(conference):
    """Return the award forms that have nominations waiting: each may be voted on."""
    if conference.kind != Conference.Kind.YEAREND:
        return []
    groups = endorsement.groups(conference.season, (Nomination.State.PROPOSED,))
    return [group for group in groups if group.form.level == "state"]
