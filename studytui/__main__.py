"""`python -m studytui`."""

import sys

if not sys.flags.safe_path:  # then the current folder comes first, before the standard library
    from studytui.interpreter import forget_current_folder

    forget_current_folder()

from studytui.cli import main

sys.exit(main())
