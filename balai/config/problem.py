"""What stands in the way of a command, in one sentence for the person at the keyboard."""


class Problem(RuntimeError):
    """Base of all of them. The command line prints the message and ends with 2; nothing was half done."""
