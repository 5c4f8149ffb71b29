"""Django's own commands against the tests' server: `python -m tests.manage makemigrations`."""

import sys

from tests.database import prepare_environment

if __name__ == "__main__":
    prepare_environment()
    import django
    from django.core.management import execute_from_command_line

    django.setup()
    execute_from_command_line(["manage", *sys.argv[1:]])
