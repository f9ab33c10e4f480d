"""What a request passes before it reaches a page: whoever must have a second factor sets it up first."""

from django.shortcuts import redirect
from django.urls import reverse

from members import second_factor


def second_factor_first(get_response):
    """Lead a holder of a post that needs a second factor to the page that sets it up, and from there on."""

    def middleware(request):
        user = request.user
        if user.is_authenticated and not user.must_change_password and second_factor.is_lacking(user):
            page = reverse("own:second_factor")
            if request.path not in (page, reverse("account_logout"), reverse("account_change_password")):
                return redirect(page)
        return get_response(request)

    return middleware
