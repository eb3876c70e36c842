"""The whole ledger, read once in a process: rendering asks for it on every page and changes nothing in it."""

from functools import cache

from ledger import load as read

load = cache(read)
