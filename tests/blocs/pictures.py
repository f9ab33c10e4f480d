"""Pictures as people upload them, good ones and bad ones."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def content(kind="JPEG", size=(64, 48), colour="red", **more):
    """The bytes of a picture of one colour."""
    stream = BytesIO()
    Image.new("RGB", size, colour).save(stream, kind, **more)
    return stream.getvalue()


def upload(name="ảnh.jpg", held=None, **facts):
    """A picture as the browser sends it; the content type it claims is a lie on purpose."""
    return SimpleUploadedFile(name, content(**facts) if held is None else held, content_type="text/html")
