"""Every URL stands behind a guard; who may call it is decided in one place."""

from django.urls import URLPattern, get_resolver

# Sign-in pages of django-allauth; their own rules stand in core/accounts.py and its tests.
OF_THE_LIBRARY = {"account_login", "account_logout", "account_change_password", "mfa_authenticate"}


def patterns(resolver=None, space=""):
    """(full name, callback) of every URL."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", entry.callback
        else:
            yield from patterns(entry, f"{entry.namespace}:" if entry.namespace else space)


def test_every_url_is_guarded():
    open_ = [
        name
        for name, callback in patterns()
        if name not in OF_THE_LIBRARY and not (getattr(callback, "kind", None) and callback.right)
    ]
    assert open_ == []


def test_every_url_has_a_name_of_its_own():
    names = [name for name, _ in patterns()]
    assert sorted(names) == sorted(set(names))


def test_the_pages_without_sign_in_are_few_and_known():
    public = {name for name, callback in patterns() if getattr(callback, "login_required", True) is False}
    assert public - OF_THE_LIBRARY == {
        "awards:look_up",
        "awards:verify",
        "conferences:badge",
        "conferences:ballot",
        "conferences:screen",
        "conferences:screen_now",
        "desk:desk",
        "desk:first_run",
        "desk:healthz",
        "own:accept",
    }
