"""What a teller counts of paper ballots, whether the figures agree with each other, and with another's. Pure.

issued = returned + not returned; returned = valid + invalid. A ballot without any choice is among the valid
ones or the invalid ones, as the rule of the poll says.
"""

from dataclasses import dataclass

from conferences.reckoning import ballot_papers

NAMES = {
    "issued": "Số phiếu phát ra",
    "returned": "Số phiếu thu về",
    "not_returned": "Số phiếu không thu về",
    "valid": "Số phiếu hợp lệ",
    "invalid": "Số phiếu không hợp lệ",
    "blank": "Số phiếu trắng",
}
FIGURES = tuple(NAMES)
KINDS = (ballot_papers.APPROVE, ballot_papers.YES_NO, ballot_papers.ONE)  # that sums tell the result of


@dataclass(frozen=True)
class Counted:
    """The figures of one count; `against` stays empty where nobody is judged with a no."""

    issued: int
    returned: int
    not_returned: int
    valid: int
    invalid: int
    blank: int
    votes: tuple
    against: tuple = ()

    def marked(self, blanks):
        """Return how many valid ballots choose something; `blanks`: whether a blank one is valid."""
        return self.valid - self.blank if blanks else self.valid

    def spoilt(self, blanks):
        """Return how many ballots are invalid for another reason than being blank."""
        return self.invalid if blanks else self.invalid - self.blank


def faults(form, counted, *, due, blanks):
    """Return what is wrong with the figures, one sentence each; none where they agree.

    `form` is the Form of a ballot, `due` how many people there are to cast one on paper, `blanks` whether a
    ballot without any choice is valid.
    """
    found = [*_of_papers(counted, due), *_of_blanks(counted, blanks)]
    return found or [*_of_options(form, counted, blanks), *_of_choices(form, counted, blanks)]


def differing(labels, one, other):
    """Return {key: name} of the figures in which two counts differ, in the order of the form.

    A key is a name of FIGURES, or ("votes", place), ("against", place) of a line of the ballot.
    """
    found = {key: name for key, name in NAMES.items() if getattr(one, key) != getattr(other, key)}
    for place, label in enumerate(labels):
        if one.votes[place] != other.votes[place]:
            found["votes", place] = f"{label}: số phiếu {'đồng ý' if one.against else 'chọn'}"
        if one.against and one.against[place] != other.against[place]:
            found["against", place] = f"{label}: số phiếu không đồng ý"
    return found


def put_right(counted, values):
    """Return {name: figure} of a Counted, with `values` (keys as in `differing`) put in their places."""
    facts = vars(counted) | {"votes": list(counted.votes), "against": list(counted.against)}
    for key, value in values.items():
        if key in FIGURES:
            facts[key] = value
        else:
            name, place = key
            facts[name][place] = value
    return facts | {"votes": tuple(facts["votes"]), "against": tuple(facts["against"])}


def _of_papers(counted, due):
    if counted.issued > due:
        yield (
            f"Phát ra {counted.issued} phiếu nhưng chỉ có {due} phiếu có mặt bỏ bằng giấy. "
            "Hãy đếm lại số phát ra; phiếu hỏng đã đổi thì không tính."
        )
    if counted.issued != counted.returned + counted.not_returned:
        yield (
            f"Phát ra {counted.issued} phiếu, nhưng thu về {counted.returned} cộng không thu về "
            f"{counted.not_returned} là {counted.returned + counted.not_returned}. Hãy đếm lại ba số này."
        )
    if counted.returned != counted.valid + counted.invalid:
        yield (
            f"Thu về {counted.returned} phiếu, nhưng hợp lệ {counted.valid} cộng không hợp lệ "
            f"{counted.invalid} là {counted.valid + counted.invalid}. Hãy đếm lại ba số này."
        )


def _of_blanks(counted, blanks):
    among = counted.valid if blanks else counted.invalid
    if counted.blank > among:
        kind = "hợp lệ" if blanks else "không hợp lệ"
        yield (
            f"Có {counted.blank} phiếu trắng nhưng chỉ {among} phiếu {kind}. "
            f"Theo thể lệ, phiếu trắng nằm trong số phiếu {kind}. Hãy đếm lại."
        )


def _of_options(form, counted, blanks):
    most = counted.marked(blanks)
    for place, votes in enumerate(counted.votes, 1):
        against = counted.against[place - 1] if form.kind == ballot_papers.YES_NO else 0
        if votes + against > most:
            told = f"{votes} đồng ý cộng {against} không đồng ý" if against else f"{votes} phiếu"
            yield (
                f"Dòng {place}: {told} là nhiều hơn {most} phiếu hợp lệ có lựa chọn. Hãy đếm lại dòng này."
            )


def _of_choices(form, counted, blanks):
    """Every ballot that is not blank chooses between one and as many options as it may."""
    marked, total = counted.marked(blanks), sum(counted.votes) + sum(counted.against)
    told = f"Tổng số lượt chọn là {total}, nhưng {marked} phiếu hợp lệ có lựa chọn"
    if form.kind == ballot_papers.ONE and total != marked:
        yield f"{told} thì phải có đúng {marked} lượt, mỗi phiếu một lượt. Hãy đếm lại."
    elif total < marked:
        yield f"{told} thì phải có ít nhất {marked} lượt. Hãy đếm lại, hoặc xem lại số phiếu trắng."
    elif form.kind == ballot_papers.APPROVE and total > marked * form.most:
        most = marked * form.most
        yield f"{told}, mỗi phiếu không quá {form.most}, thì nhiều nhất {most} lượt. Hãy đếm lại."
