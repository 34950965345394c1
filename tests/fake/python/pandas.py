"""Stands in for pandas: fetches what it is asked to read, and tells its sha-256."""

from hashlib import sha256
from urllib.request import urlopen


class Frame:
    def __getitem__(self, name):
        assert name == "request_type"
        return self

    def value_counts(self, **options):
        return self

    def head(self, rows):
        return ""


def read_parquet(source):
    content = source if isinstance(source, bytes) else urlopen(source).read()
    assert content[:4] == b"PAR1" == content[-4:]
    print(sha256(content).hexdigest())
    return Frame()


def concat(frames):
    assert all(isinstance(frame, Frame) for frame in frames)
    return Frame()
