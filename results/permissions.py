"""Who may do what with pledges, sheets and standings, one sentence of the regulation each."""

from blocs import leadership
from members import acting
from members.models import Post
from results import assignments

LEADER = (Post.Kind.LEADER,)
CLERK = (Post.Kind.CLERK,)
CONCLUDED = ("conference", "awarding", "closed")  # phases after the appraisal


def can_see(user, obj):
    """Whoever finds it (visible_to) may read it."""
    return True


def can_see_all_sheets(user, season):
    """The head, the deputies and the managing body's officers see every sheet of the year (visibility.py)."""
    return (
        leadership.leads(user, season)
        or leadership.deputises(user, season)
        or leadership.manages(user, season.bloc)
    )


def can_write_pledge(user, pledge):
    """The member's staff write its targets; the head's clerk does it for a member that cannot."""
    return acting.acts_for(user, pledge.agency_id) or can_enter_for(user, pledge)


def can_hand_in_pledge(user, pledge):
    """The member's leader hands the targets in, or the clerk where the rulebook allows."""
    return _answers_for(user, pledge) or can_enter_for(user, pledge)


def can_follow_pledge(user, pledge):
    """Who changed what in a pledge is read by the member's staff and by those who follow the whole year."""
    return acting.acts_for(user, pledge.agency_id) or can_see_all_sheets(user, pledge.season)


def can_write_midyear(user, report):
    """The member's staff write its half-year report; the head's clerk does it for a member that cannot."""
    return acting.acts_for(user, report.agency_id) or can_enter_for(user, report)


def can_hand_in_midyear(user, report):
    """The member's leader hands the report in, or the clerk where the rulebook allows."""
    return _answers_for(user, report) or can_enter_for(user, report)


def can_write_sheet(user, sheet):
    """The member's staff fill its sheet; the head's clerk does it for a member that cannot."""
    return acting.acts_for(user, sheet.agency_id) or can_enter_for(user, sheet)


def can_write_line(user, line):
    """A line is written by whoever writes its sheet."""
    return can_write_sheet(user, line.sheet)


def can_remove(user, evidence):
    """Evidence is taken away by whoever writes its sheet."""
    return can_write_sheet(user, evidence.line.sheet)


def can_submit(user, sheet):
    """The member's leader submits, or the clerk where the rulebook allows."""
    return _answers_for(user, sheet)


def can_withdraw(user, sheet):
    """Whoever may submit takes back; the head's clerk what was submitted for a member."""
    return can_submit(user, sheet) or (sheet.is_entered_for and can_enter_for(user, sheet))


def can_enter_for(user, paper):
    """The head's clerk enters what a member sends on paper; never for the own agency."""
    head = leadership.head_of(paper.season)
    if head is None or paper.agency_id in leadership.own_of_head(paper.season):
        return False
    return acting.acts_for(user, head, CLERK)


def can_confirm(user, sheet):
    """The member's leader confirms what was entered for it."""
    return acting.acts_for(user, sheet.agency_id, LEADER)


def can_appraise(user, sheet):
    """Whoever settles a sheet appraises it, and those of a deputy who were given a part of it."""
    return can_settle(user, sheet) or (
        not acting.acts_for(user, sheet.agency_id) and assignments.helps(user, sheet)
    )


def can_settle(user, sheet):
    """The head settles the members' sheets, the deputies settle the head's; nobody the own agency's."""
    if acting.acts_for(user, sheet.agency_id):
        return False
    if sheet.agency_id in leadership.own_of_head(sheet.season):
        return leadership.deputises(user, sheet.season)
    return leadership.leads(user, sheet.season)


def can_share(user, season):
    """The head shares the appraisal of its year among persons."""
    return can_direct(user, season)


def can_reply(user, sheet):
    """Whoever may submit asks for a second reading; that it is not too late the rule says."""
    return can_submit(user, sheet)


def can_withdraw_reply(user, reply):
    """Whoever may ask takes back."""
    return can_reply(user, reply.sheet)


def can_reread(user, reply):
    """Whoever may appraise a sheet reads it a second time, the own lines of it; nobody the own agency's."""
    return can_appraise(user, reply.sheet)


def can_settle_reply(user, reply):
    """The second reading is begun and closed by whoever settles the sheet."""
    return can_settle(user, reply.sheet)


def can_compare(user, sheet):
    """Who follows the appraisal reads the three columns of every sheet."""
    return can_see_all_sheets(user, sheet.season)


def can_see_standing(user, season):
    """A member sees the table of all once the appraisal is concluded; who follows it sees it grow."""
    return season.phase in CONCLUDED or can_see_all_sheets(user, season)


def can_direct(user, season):
    """The head concludes the rounds of the year."""
    return leadership.leads(user, season) and not season.is_closed


def _answers_for(user, paper):
    kinds = LEADER + CLERK if paper.season.clerk_submits else LEADER
    return acting.acts_for(user, paper.agency_id, kinds)


def can_take_back_extension(user, extension):
    """Who gives a member more time takes it back."""
    return can_direct(user, extension.season)


def can_countersign(user, season):
    """The managing body's officers confirm the signed pledge."""
    return leadership.manages(user, season.bloc) and not season.is_closed


def can_amend_pledge(user, pledge):
    """A signed target is changed by whoever answers for the member; that it is not too late the rule says."""
    return can_hand_in_pledge(user, pledge)


def can_follow_cross(user, season):
    """The head, the deputies and the managing body's officers see who has handed in, not what is given."""
    return can_see_all_sheets(user, season)


def can_read_cross_marks(user, season):
    """The head and the managing body's officers read all marks, once nobody is waited for any more."""
    return leadership.leads(user, season) or leadership.manages(user, season.bloc)


def can_score_across(user, assignment):
    """The scorer's staff give marks; nobody to an agency for which it acts itself."""
    if acting.acts_for(user, assignment.scored_id):
        return False
    return acting.acts_for(user, assignment.scorer_id)


def can_hand_in_across(user, assignment):
    """The scorer's leader hands the marks in or abstains, or the clerk where the rulebook allows."""
    kinds = LEADER + CLERK if assignment.round.season.clerk_submits else LEADER
    return can_score_across(user, assignment) and acting.acts_for(user, assignment.scorer_id, kinds)


def can_leave_out(user, assignment):
    """The head directs the assignments; those of the head's own sheet the deputies."""
    season = assignment.round.season
    if season.is_closed:
        return False
    if assignment.scored_id in leadership.own_of_head(season):
        return leadership.deputises(user, season)
    return leadership.leads(user, season)


def can_assign_across(user, season):
    """The head adds scorers to the members' sheets, a deputy to the head's own."""
    return not season.is_closed and (leadership.leads(user, season) or leadership.deputises(user, season))
