"""What a rule asks, in one line of words."""

from awards.qualifying.verdicts import MEASURES, places


def title(rule, names):
    """Return what the rule asks; `names` gives the short names of forms by their codes."""
    return WORDS[rule.kind](rule, names)


def _rank(rule, names):
    return places(rule.number).capitalize()


def _run(rule, names):
    name = names.get(rule.title, rule.title)
    return f"{rule.number} năm liên tục {name}" if rule.number > 1 else name


def _earlier(rule, names):
    found = f"Đã có {names.get(rule.earlier, rule.earlier)} từ {rule.number} năm trở lên"
    if not rule.title:
        return found
    return f"{found}, trong đó {rule.times or 1} năm {names.get(rule.title, rule.title)}"


def _share(rule, names):
    return f"Từ {rule.number} % số người {_reached(rule)}"


def _people(rule, names):
    return f"Ít nhất {rule.number} người {_reached(rule)}"


def _reached(rule):
    what = MEASURES[rule.measure]
    return what.removeprefix("người ") if rule.measure == "completed" else f"là {what}"


WORDS = {
    "rank": _rank,
    "grade": lambda rule, names: f"Xếp loại từ {rule.words} trở lên",
    "run": _run,
    "earlier": _earlier,
    "share": _share,
    "people": _people,
    "vote": lambda rule, names: f"Từ {rule.number} % tổng số thành viên Hội đồng đồng ý",
    "hold": lambda rule, names: "Không bị kỷ luật, không có thanh tra, khiếu nại đang xem xét",
    "one_form": lambda rule, names: "Một thành tích chỉ khen một hình thức, một lần",
    "after": lambda rule, names: "Thành tích tính từ sau lần khen trước",
    "fresh": lambda rule, names: f"Thành tích tính đến trước ngày trình không quá {rule.number} tháng",
    "state_once": lambda rule, names: f"Mỗi năm không quá {rule.number} đề nghị cấp Nhà nước",
    "stated": lambda rule, names: rule.words,
    "women_first": lambda rule, names: f"Ngang nhau: ưu tiên nữ, tập thể có từ {rule.number} % nữ",
}
