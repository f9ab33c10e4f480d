"""Cross-scoring (chấm chéo) as the rules of a year set it: whose sheets, by how many, which mean. Pure.

Where the rules say nothing nobody is scored by other members: the head appraises, the deputies appraise the
head.
"""

from dataclasses import dataclass

EVERYONE, OTHERS, HEAD = "all", "others", "head"
FEWEST, MOST = 2, 15  # scorers of one sheet
TRIMMABLE = 3  # marks from which on the highest and the lowest are left out
COVERED = {
    EVERYONE: "Bảng của mọi đơn vị được chấm chéo, kể cả đơn vị đứng đầu; với bảng của đơn vị đứng đầu, "
    "kết quả chấm chéo thay cho thẩm định của cấp phó",
    OTHERS: "Bảng của mọi đơn vị được chấm chéo, trừ đơn vị đứng đầu",
    HEAD: "Chỉ bảng của đơn vị đứng đầu được chấm chéo, thay cho thẩm định của cấp phó",
}


@dataclass(frozen=True)
class CrossScoring:
    """Whose sheets are scored by other members, by how many each, how their marks become one.

    `trimmed`: without the highest and the lowest; `named`: the scored member reads who gave which mark.
    """

    scope: str = EVERYONE
    scorers: int = 3
    trimmed: bool = False
    named: bool = False

    @property
    def mean(self):
        """How the marks of a line become one, in a sentence."""
        if not self.trimmed:
            return "Điểm của mỗi dòng là trung bình cộng điểm các đơn vị chấm."
        return (
            "Điểm của mỗi dòng là trung bình cộng sau khi bỏ một điểm cao nhất và một điểm thấp nhất; "
            f"dòng có dưới {TRIMMABLE} điểm thì tính trung bình cộng của các điểm đã có."
        )

    @property
    def shown(self):
        """Whether the scored member learns who gave which mark, in a sentence."""
        if self.named:
            return "Đơn vị được chấm xem được tên đơn vị chấm sau khi khép chấm chéo."
        return "Đơn vị được chấm không biết tên đơn vị chấm."

    @property
    def words(self):
        """The whole rule in sentences."""
        covered = f"{COVERED[self.scope]}; mỗi bảng do {self.scorers} đơn vị chấm."
        return f"{covered} {self.mean} {self.shown}"


USUAL = CrossScoring()  # what the form begins with once it is switched on
