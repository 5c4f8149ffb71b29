"""Blind tests of the importer: written from the samples and the issue, without looking at how it reads."""
