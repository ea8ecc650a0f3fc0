from smwidgets.data.listing.campaign_analytics import CampaignAnalytics, campaign_analytics
from smwidgets.data.listing.campaigns import campaigns
from smwidgets.data.listing.contact_lists import contact_count, contact_rows
from smwidgets.data.listing.counting import count, newer_than, owners
from smwidgets.data.listing.exporting import export_rows
from smwidgets.data.listing.filters import Filters
from smwidgets.data.listing.headers import headers
from smwidgets.data.listing.histories import History
from smwidgets.data.listing.kinds import KINDS
from smwidgets.data.listing.pages import orders_page, page, visits_page
from smwidgets.data.listing.places import Cursor, Page
from smwidgets.data.listing.profiles import Profile, VisitorProfile, profile, visitor_profile

__all__ = [
    "KINDS",
    "CampaignAnalytics",
    "Cursor",
    "Filters",
    "History",
    "Page",
    "Profile",
    "VisitorProfile",
    "campaign_analytics",
    "campaigns",
    "contact_count",
    "contact_rows",
    "count",
    "export_rows",
    "headers",
    "newer_than",
    "orders_page",
    "owners",
    "page",
    "profile",
    "visitor_profile",
    "visits_page",
]
