"""What a page says of files sent to it: a sentence for each, under the field for what was refused."""

from django.contrib import messages


def added(request, form, told):
    """Tell of each file in `told` (see `intake.each`); say whether every one was taken."""
    for name, refusal in told:
        if refusal:
            form.add_error("upload", refusal)
        else:
            messages.success(request, f"Đã thêm “{name}”.")
    return not form.errors
