"""The words of an own decision: its legal bases and its three articles, until somebody edits them.

What is edited stays as typed; what is not follows the list and the law in force on the day of signing.
"""

from dataclasses import dataclass

from awards.cataloguing import bases
from awards.deciding import prizes
from awards.deciding.lines import ordered
from awards.models.catalogue import Recipient
from core import dates, numbers
from core.text import clean_block
from members.models import Agency

ARTICLES = ("article_1", "article_2", "article_3")
FIELDS = ("bases", *ARTICLES)


@dataclass(frozen=True)
class Texts:
    """What the paper says: the bases line by line, the articles in their order."""

    bases: tuple
    articles: tuple


def of(decision, lines):
    """Return the Texts of a decision on `lines`."""
    said = shown(decision, lines)
    return Texts(tuple(said["bases"].split("\n")), tuple(said[name] for name in ARTICLES))


def content(decision):
    """Return what a decision is about: its lines in ceremony order, or the changes it makes to another's."""
    if decision.amends_id:
        return list(decision.changes.select_related("line__decision__form"))
    return ordered(decision)


def shown(decision, lines):
    """Return {name of FIELDS: text} as the paper would have it now: what was edited, else as worded here."""
    return usual(decision, lines) | {name: getattr(decision, name) for name in edited(decision)}


def usual(decision, lines):
    """Return {name of FIELDS: text} as the program words it for `lines`, the `content` of the decision."""
    written = _amending if decision.amends_id else _granting
    every = [*_bases(decision)], *written(decision, lines)
    return {
        name: "\n".join(text) if name == "bases" else text for name, text in zip(FIELDS, every, strict=True)
    }


def edited(decision):
    """Return the names of the FIELDS that somebody has edited."""
    return [name for name in FIELDS if getattr(decision, name)]


def facts_of(decision, lines, texts):
    """Return `texts` {name: typed} as they are kept: empty where they say what the program would say."""
    same = usual(decision, lines)
    cleaned = {name: clean_block(texts[name]) for name in FIELDS}
    return {name: "" if text == clean_block(same[name]) else text for name, text in cleaned.items()}


def doubts(decision, lines):
    """Return sentences on edited articles of a grant that no longer say how many are honoured, or the sum."""
    if decision.amends_id:
        return []
    found, total = [], prizes.total(lines)
    if decision.article_1 and lines and counted(lines) not in decision.article_1:
        found.append(f"Điều 1 đã sửa tay không ghi {counted(lines)} như danh sách. Hãy xem lại.")
    if decision.article_2 and total and numbers.grouped(total.total) not in decision.article_2:
        found.append(f"Điều 2 đã sửa tay không ghi tổng số tiền {numbers.money(total.total)}. Hãy xem lại.")
    return found


def counted(lines):
    """Return how many are honoured, in words: "26 tập thể và 42 cá nhân"."""
    persons = sum(line.kind == Recipient.PERSON for line in lines)
    counts = ((len(lines) - persons, "tập thể"), (persons, "cá nhân"))
    return " và ".join(f"{count:02d} {what}" for count, what in counts if count)


def issuer_of(decision):
    """Return the name on the day of signing of the agency whose number, seal and register it carries."""
    return Agency.objects.named(decision.signed_on).get(pk=decision.issuing_agency_id).name


def _bases(decision):
    season = decision.season
    yield from (f"Căn cứ {text}" for text in bases.on(decision.signed_on))
    yield f"Căn cứ chức năng, nhiệm vụ của {issuer_of(decision)}"
    if founding := season.bloc.founding_decision:
        yield f"Căn cứ {founding} về việc thành lập {season.bloc.name}"
    yield f"Căn cứ Quy chế tổ chức và hoạt động của {season.bloc.name}"
    if decision.amends_id:
        yield f"Căn cứ {whole_name(decision.amends)}"
        yield f"Xét đề nghị của các đơn vị thành viên {season.bloc.name}"
    else:
        yield f"Xét thành tích {season.named} và đề nghị của các đơn vị thành viên {season.bloc.name}"


def whole_name(decision):
    """Return number, day and subject of a decision as another one cites it."""
    day = dates.short(decision.signed_on)
    return f"Quyết định số {decision.number} ngày {day} về việc tặng {decision.form.name}"


def _granting(decision, lines):
    form, achievement = decision.form, decision.achievement[:1].lower() + decision.achievement[1:]
    yield f"Tặng {form.name} cho {counted(lines)} {achievement.rstrip('.')} (danh sách kèm theo)."
    yield _money(decision, lines)
    yield _carried_out(decision)


def _carried_out(decision):
    return (
        f"{issuer_of(decision)}, các đơn vị thành viên {decision.season.bloc.name} và các tập thể, cá nhân "
        "có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký."
    )


def _money(decision, lines):
    """What goes with the award and who pays: whoever decides (Nghị định 152/2025/NĐ-CP, Điều 47)."""
    form, total = decision.form, prizes.total(lines)
    source = f"trích từ Quỹ thi đua, khen thưởng của {issuer_of(decision)}"
    if total is None:
        law = "thực hiện theo quy định hiện hành của pháp luật về thi đua, khen thưởng"
        return f"Tiền thưởng kèm theo {form.name} {law}, {source}."
    each = {("mỗi cá nhân" if line.kind == Recipient.PERSON else "mỗi tập thể"): line.prize for line in lines}
    told = ", ".join(f"{whom} {numbers.money(prize)}" for whom, prize in each.items() if prize is not None)
    words = numbers.in_words(total.total)
    return (
        f"Tiền thưởng kèm theo {form.name}: {told}; tổng số tiền {numbers.money(total.total)} "
        f"(bằng chữ: {words} đồng), {source}."
    )


def _amending(decision, changes):
    """Articles of a decision that corrects or revokes lines of an earlier one, by its LineChanges."""
    name = whole_name(decision.amends)
    done = [f"{number}. {_told(change)}" for number, change in enumerate(changes, 1)]
    yield "\n".join([f"Sửa đổi, hủy bỏ một số nội dung của {name} như sau:", *done])
    yield (
        "Các nội dung khác của Quyết định nêu tại Điều 1 giữ nguyên. Số vào sổ vàng và Bằng khen của nội "
        "dung bị sửa, bị hủy không còn giá trị; số đã hủy không cấp lại."
    )
    yield _carried_out(decision)


def _told(change):
    reason = change.reason.rstrip(".")
    if change.kind == change.Kind.REVOKE:
        return f"Hủy bỏ việc tặng {change.line.decision.form.name} cho {change.before}. Lý do: {reason}."
    return f"Sửa “{change.before}” thành “{change.now}”. Lý do: {reason}."
