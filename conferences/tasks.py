"""What the workers look after for this app: the storage of urns that could not be written anew at once."""

from conferences import poll_cleaning
from documents import chores

chores.at_every_sweep(poll_cleaning.clean_left)
