"""Pictures of what a page says, for readers who would rather look than read.

Each module turns claims that a page has loaded into frozen shapes, without a query and without a
template; `templates/pictures/` draws them as inline SVG. Nothing is drawn where nothing is said,
and what no source says has a sign of its own: it is never left empty and never counted as zero.
"""

from reading.pictures.backing import backing
from reading.pictures.decades import decades
from reading.pictures.raci import raci
from reading.pictures.relations import relations

__all__ = ["backing", "decades", "raci", "relations"]
