#!/usr/bin/env python
"""Entry point for management commands; starts the embedded services when a command needs them."""

import os
import sys

from django.core.management import execute_from_command_line

from swv import embedded

WITHOUT_SERVICES = {"check", "collectstatic", "demo", "findstatic", "help", "makemessages", "termijn", "version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "swv.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command not in WITHOUT_SERVICES and not command.startswith("-"):
        embedded.start_where_needed()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
