"""Few ballots: when the figures of a count would tell who chose what, in sentences. Pure.

A result is made known once an urn is closed, and who has voted is seen in the room: of one ballot more than
nothing its choice is known. So an urn that holds few is not closed while somebody present can still vote.
"""

FEW = 5  # below so many votes the figures themselves may tell who chose what
FEW_WORDS = (
    f"Có dưới {FEW} phiếu: chính con số kết quả có thể cho biết ai chọn ai. "
    "Hãy cân nhắc bỏ phiếu giấy hoặc biểu quyết công khai."
)
CHANNEL_WORDS = (
    f"Có {{}} phiếu điện tử và {{}} phiếu giấy; dưới {FEW} phiếu một bên thì người kiểm phiếu giấy suy ra "
    "được phiếu của từng người. Hãy cân nhắc để mọi người bỏ cùng một cách."
)
FEW_OPENLY = f"Có dưới {FEW} phiếu: con số trong biên bản cho biết từng phiếu chọn gì, dù không ghi tên."
ALIKE_OPENLY = "Mọi phiếu như nhau nên biên bản cho biết từng người đã chọn gì, dù không ghi tên."
ALIKE_WORDS = "Mọi phiếu chọn như nhau nên ai cũng biết từng người đã chọn gì, dù phiếu không ghi tên."


def hindrance(cast, present):
    """Return why an urn with `cast` ballots of `present` votes is not closed now; empty when it may be.

    An empty urn tells nothing, and where all present have voted nobody is left to wait for.
    """
    if not 0 < cast < FEW or cast >= present:
        return ""
    return (
        f"Trong hòm mới có {cast} phiếu, còn {present - cast} phiếu chưa bỏ. Kiểm dưới {FEW} phiếu khi chưa "
        "bỏ đủ thì lộ phiếu của từng đơn vị. Hãy chờ bỏ thêm, hoặc hủy cuộc bỏ phiếu: phiếu trong hòm "
        "bị hủy mà không ai đọc."
    )


def warnings(votes, tally=None, *, openly=False):
    """Return in sentences what the figures give away: of `votes` there are, and once it is counted.

    `openly` says that hands were shown: who was in the room knows anyhow, who reads the record does not.
    """
    few_words, alike_words = (FEW_OPENLY, ALIKE_OPENLY) if openly else (FEW_WORDS, ALIKE_WORDS)
    found = [few_words] if votes < FEW else []
    if tally and tally["cast"] > 1 and _is_alike(tally):
        found.append(alike_words)
    return found


def of_channels(electronic, paper):
    """Return in a sentence what the figures of a mixed poll give away; empty where both channels hold enough.

    Who counted the paper ballots knows their figures, and what is left of the result are the others.
    """
    if not (0 < electronic < FEW or 0 < paper < FEW) or not (electronic and paper):
        return ""
    return CHANNEL_WORDS.format(electronic, paper)


def _is_alike(tally):
    valid = tally["cast"] - tally.get("invalid", 0)
    places = tally.get("places")  # where names were put in order, `votes` are sums of these
    counts = (count for row in places for count in row) if places else (*tally["votes"], *tally["against"])
    return all(count in (0, valid) for count in counts)
