"""What `verify` looks at in budgets. Filled by `register`."""


def register() -> None:
    """See `balai.ground.trace.verify`."""
