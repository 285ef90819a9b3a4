"""Pictures of what a page says, for readers who would rather look than read.

Each module turns claims that a page has loaded into frozen shapes, without a query and without a
template; `templates/pictures/` draws them as inline SVG. Nothing is drawn where nothing is said,
and what no source says has a sign of its own: it is never left empty and never counted as zero.
"""

from reading.pictures.backing import Backing, backing
from reading.pictures.decades import Decades, about_time, by_area, by_role, decades
from reading.pictures.raci import raci
from reading.pictures.relations import relations
from reading.role.page import RolePage

__all__ = ["RolePictures", "by_role", "decades", "raci", "relations"]


class RolePictures:
    """What is drawn on a role's page; None for each picture that would be empty."""

    def __init__(self, page: RolePage):
        self.decades: Decades | None = decades(filter(about_time, page.own), by_area)
        self.backing: Backing | None = backing(page.own)
