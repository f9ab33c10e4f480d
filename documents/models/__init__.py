"""Stored files, their pages as pictures, frozen documents with their renditions, jobs with shards."""

from .files import StoredFile
from .papers import Document, Rendition
from .previews import Preview
from .work import Job, LastSweep, Shard

__all__ = ["Document", "Job", "LastSweep", "Preview", "Rendition", "Shard", "StoredFile"]
