"""What the shell around every page shows."""


def shell(request):
    """Give every template the menu, the bloc and season on view, and who is signed in."""
    return {"shell": None}
