"""What waits for the cross-scoring: sheets it covers are appraised once it is closed, by nobody before."""

from blocs import leadership, outline
from blocs.cross_rules import HEAD, OTHERS
from blocs.models import CrossRule, Season
from core.rules import RuleError
from results.models import CrossMark, CrossRound

WAITS = (
    "Bảng này được chấm chéo trước, theo bảng tiêu chí của năm. "
    "Khép chấm chéo xong thì kết quả thành điểm thẩm định và thẩm định tiếp được."
)
KEPT = (
    "Điểm thẩm định của dòng chấm chéo là kết quả chấm chéo nên giữ nguyên. "
    "Cần tính điểm khác thì ghi ở cột Thống nhất, có lý do."
)


def rule_of(season):
    """Return how members score each other this year (a CrossScoring), or None."""
    return outline.cross_of(season.criteria)


def covered(season, rule, members):
    """Return those of the agencies `members`, in their order, whose sheets the rule has scored across."""
    own = leadership.own_of_head(season)
    if rule is None:
        return []
    if rule.scope == HEAD:
        return [agency for agency in members if agency in own]
    return [agency for agency in members if rule.scope != OTHERS or agency not in own]


def of(season, members):
    """Return those of the agencies `members` whose sheets are scored across this year, closed or not."""
    return set(covered(season, rule_of(season), members))


def waiting(season):
    """Return the ids of the members whose sheets wait for the cross-scoring of the year to be closed."""
    rule = rule_of(season)
    if rule is None or CrossRound.objects.filter(season=season.pk, state=CrossRound.State.CLOSED).exists():
        return set()
    return set(covered(season, rule, [member.agency_id for member in season.members]))


def waits(sheet):
    """Say whether the sheet waits for the cross-scoring. One query in a year without it."""
    if not CrossRule.objects.filter(table__season=sheet.season_id).exists():
        return False
    if CrossRound.objects.filter(season=sheet.season_id, state=CrossRound.State.CLOSED).exists():
        return False
    season = Season.objects.select_related("criteria__cross").get(pk=sheet.season_id)
    return sheet.agency_id in covered(season, rule_of(season), [sheet.agency_id])


def waits_in(season, sheet):
    """As `waits`, for a page that has the year with its criteria in hand: no query without the rule."""
    return rule_of(season) is not None and waits(sheet)


def refuse_judging(sheet):
    """Refuse to appraise a sheet (held by the caller) that waits. Raises RuleError."""
    if waits(sheet):
        raise RuleError(WAITS)


def refuse_returning(sheet):
    """Refuse to return lines of a sheet (held by the caller) that somebody has begun to score across."""
    if waits(sheet) and CrossMark.objects.filter(line__sheet=sheet.pk, points__isnull=False).exists():
        raise RuleError(
            "Đã có đơn vị chấm chéo bảng này nên chưa trả lại được. Trả lại sau khi khép chấm chéo."
        )


def kept(lines):
    """Return in a sentence that points of some of `lines` stay as cross-scoring gave them, or ""."""
    return KEPT if any(line.crossed for line in lines) else ""


def refuse_replacing(line):
    """Refuse to judge a line whose value the marks of the closed round made; another is agreed on."""
    if line.crossed:
        raise RuleError(f"Dòng {line.criterion.code}: {KEPT[0].lower()}{KEPT[1:]}")


def named(season):
    """Say whether the scored member reads who gave which mark."""
    rule = rule_of(season)
    return rule is not None and rule.named
