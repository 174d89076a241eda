"""On PYTHONPATH, refuses every connection and look-up of a name in all Python processes, and notes each attempt."""

import os
import sys

FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.sendto", "urllib.Request")


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(FORBIDDEN):
        # A child that may write no byte leaves an empty file.
        with open(os.environ["COUNTERPROOF_ATTEMPTS"], "a", encoding="utf-8") as file:
            file.write(f"{event} {arguments}\n")
        raise OSError("there is no network here")


sys.addaudithook(_refuse)
