"""Everything certpath raises on purpose, each worded for the person who reads it.

BotError
├── CatalogError     a YAML file under corpus/ does not hold what it should
├── DocumentError    a file cannot be read as a document
├── IndexError_      the index is missing, of another make, or damaged
│   └── IndexBusy    another process is writing the index
├── ModelError       a language or embedding model cannot be used
└── InputError       a question, batch line or setting cannot be used
"""


class BotError(Exception):
    """Root of the tree: its text is one clear sentence, fit to print without a traceback."""


class CatalogError(BotError):
    """Names the file, the record and the field that are wrong."""


class DocumentError(BotError):
    """Names the file and the reason it cannot be read."""


class IndexError_(BotError):
    """Names what is wrong with the index and the command that mends it."""


class IndexBusy(IndexError_):
    """Another ingest holds the lock."""


class ModelError(BotError):
    """Names the model, what it lacks and the command that mends it."""


class InputError(BotError):
    """Names the part of the input that cannot be used."""
