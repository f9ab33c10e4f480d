"""Stored files, frozen documents with their renditions, and jobs with their shards."""

from .files import StoredFile
from .papers import Document, Rendition
from .work import Job, LastSweep, Shard

__all__ = ["Document", "Job", "LastSweep", "Rendition", "Shard", "StoredFile"]
