"""What the workers look after for this app: storage of urns that is to be written anew, old rehearsals."""

from conferences import poll_cleaning, rehearsals
from documents import chores

chores.at_every_sweep(poll_cleaning.clean_left)
chores.at_every_sweep(rehearsals.erase_left)
