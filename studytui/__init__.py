"""What a person sees of Study TUI: the command line and the screens."""

import os

from demos import words

os.environ[words.VARIABLE] = "cards.translation"  # the demos say what goes wrong in the reader's language, too

__version__ = "0.2.0"
