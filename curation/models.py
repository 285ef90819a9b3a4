"""No tables: this room shows curators what the rooms below it keep.

Django sends `post_migrate` only to apps that have this module, and the groups are made then.
"""
