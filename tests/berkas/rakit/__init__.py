"""Generators: the budget samples set anew, as village offices retype and reprint them, and hostile files.

Written without looking at the importer. Every function is pure: the same bytes each time, nothing written.
"""
