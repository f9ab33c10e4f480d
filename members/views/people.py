"""Persons and their posts; the collectives of an agency."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core.dates import short
from core.guards import allowed, edits, reads, writes
from members import careers, invitation_mail, joined, namesakes, people, posts, second_factor
from members.forms import (
    CollectiveForm,
    EndPostForm,
    HandOverForm,
    NewPersonForm,
    PersonForm,
    PostForm,
    TransferForm,
)
from members.models import Agency, Collective, Person, Post
from members.permissions import (
    can_appoint,
    can_close_account,
    can_end_post,
    can_keep_collective,
    can_keep_people,
    can_keep_person,
    can_see_person,
    can_transfer,
)

FORM = "members/person_form.html"


@reads
@allowed(can_see_person, Person)
def person_detail(request, person):
    """A person: particulars, posts through time, account or the invitation to one."""
    officer = can_appoint(request.user, person)
    context = {
        "person": person,
        "posts": person.posts.named().order_by("-starts_on"),
        "stages": careers.of(person),
        "namesakes": namesakes.of(person.full_name, request.user, but=person),
        "joined": joined.into(person),
        "can_keep": can_keep_person(request.user, person),
        "can_appoint": officer,
        "can_close": person.user_id and can_close_account(request.user, person),
    }
    if officer and person.user:
        context["protected_since"] = second_factor.standing(person.user).since
    elif officer:
        rows = person.invitations.select_related("made_by__person")
        context["invitations"] = rows.prefetch_related("letters__job__shards")
        context["mails"] = invitation_mail.is_offered()
    return render(request, "members/person_detail.html", context)


@edits
@allowed(can_keep_people, Agency)
def person_new(request, agency):
    """Record a person of an agency."""
    form = NewPersonForm(request.POST or None)
    if form.attempt(people.record_new, agency, by=request.user):
        messages.success(request, f"Đã thêm {form.result}.")
        return redirect(form.result)
    context = {"form": form, "heading": f"Thêm người của {agency}", "back": agency}
    context["known"] = form.known(request.user)
    return render(request, FORM, context)


@edits
@allowed(can_keep_person, Person)
def person_correct(request, person):
    """Correct a person's particulars."""
    facts = {name: getattr(person, name) for name in PersonForm.base_fields}
    form = PersonForm(request.POST or None, initial=facts)
    if form.attempt(people.correct, person, by=request.user):
        messages.success(request, f"Đã sửa thông tin của {person}.")
        return redirect(person)
    return render(request, FORM, {"form": form, "heading": f"Sửa thông tin {person}", "back": person})


@edits
@allowed(can_transfer, Person)
def person_transfer(request, person):
    """Move a person's record to another agency, in place of entering the person a second time."""
    form = TransferForm(request.POST or None, person=person)
    if form.attempt(people.transfer, person, by=request.user):
        messages.success(request, f"Đã chuyển {person} sang {form.result.agency}.")
        return redirect(person)
    return render(request, FORM, {"form": form, "heading": f"Chuyển cơ quan của {person}", "back": person})


@writes
@allowed(can_transfer, Person)
def person_remove(request, person):
    """Take away a record entered twice that nothing hangs on."""
    agency = person.agency
    people.remove_duplicate(person, by=request.user)
    messages.success(request, f"Đã bỏ bản ghi trùng {person}.")
    return redirect(agency)


@edits
@allowed(can_appoint, Person)
def post_new(request, person):
    """Give a person a post."""
    form = PostForm(request.POST or None, initial={"agency": person.agency_id})
    if form.attempt(posts.appoint, person, by=request.user):
        messages.success(request, f"Đã giao chức trách {form.result.get_kind_display()} cho {person}.")
        return redirect(person)
    return render(request, FORM, {"form": form, "heading": f"Giao chức trách cho {person}", "back": person})


@edits
@allowed(can_end_post, Post)
def post_end(request, post):
    """End a post."""
    form = EndPostForm(request.POST or None)
    if form.attempt(posts.end, post, by=request.user):
        messages.success(request, f"Đã ghi ngày thôi giữ chức trách của {post.person}.")
        return redirect(post.person)
    heading = f"Kết thúc chức trách {post.get_kind_display()} của {post.person}"
    return render(request, FORM, {"form": form, "heading": heading, "back": post.person})


@edits
@allowed(can_end_post, Post)
def post_hand_over(request, post):
    """Hand a post over: what is open is shown first, then one act ends it here and begins it there."""
    form = HandOverForm(request.POST or None, post=post)
    if form.attempt(posts.hand_over, post, by=request.user):
        made = form.result
        messages.success(request, f"Đã bàn giao: {made.person} giữ chức trách từ {short(made.starts_on)}.")
        return redirect(post.person)
    context = {"form": form, "post": post, "person": post.person, "agency": post.agency}
    return render(request, "members/post_hand_over.html", context)


@writes
@allowed(can_end_post, Post)
def post_withdraw(request, post):
    """Take back a post that has not begun."""
    posts.withdraw(post, by=request.user)
    messages.success(request, f"Đã rút chức trách chưa bắt đầu của {post.person}.")
    return redirect(post.person)


@edits
@allowed(can_keep_people, Agency)
def collective_new(request, agency):
    """Enter a collective of an agency."""
    form = CollectiveForm(request.POST or None)
    if form.attempt(people.form_collective, agency, by=request.user):
        messages.success(request, f"Đã thêm tập thể {form.result}.")
        return redirect(agency)
    return render(request, FORM, {"form": form, "heading": f"Thêm tập thể của {agency}", "back": agency})


@edits
@allowed(can_keep_collective, Collective)
def collective_rename(request, collective):
    """Correct a collective's name."""
    form = CollectiveForm(request.POST or None, initial={"name": collective.name})
    if form.attempt(people.rename_collective, collective, by=request.user):
        messages.success(request, "Đã sửa tên tập thể.")
        return redirect(collective.agency)
    return render(request, FORM, {"form": form, "heading": "Sửa tên tập thể", "back": collective.agency})
