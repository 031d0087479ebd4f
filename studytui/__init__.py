"""What a person sees of Study TUI: the command line and the screens."""

__version__ = "0.2.0"
