from smwidgets.data.listing.counting import count, newer_than, owners
from smwidgets.data.listing.filters import Filters
from smwidgets.data.listing.kinds import KINDS
from smwidgets.data.listing.pages import orders_page, page, visits_page
from smwidgets.data.listing.places import Cursor, Page

__all__ = ["KINDS", "Cursor", "Filters", "Page", "count", "newer_than", "orders_page", "owners", "page", "visits_page"]
