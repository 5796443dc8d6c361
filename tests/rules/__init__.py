"""Tests of the rules; a package, since tests of `text` have files of the same names."""
