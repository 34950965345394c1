"""Stands in for polars, as the one for pandas does."""

from pandas import concat, read_parquet
