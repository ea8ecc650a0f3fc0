"""What the sample shop sells, and the pages of its site."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np

SITE = "https://sklep-ogrodowy.example"

# Category: how well it sells in each month, January first, then its products with prices in grosze.
_SHELVES: dict[str, tuple[tuple[int, ...], dict[str, int]]] = {
    "Nasiona": (
        (14, 26, 34, 26, 14, 7, 5, 5, 6, 3, 2, 3),
        {
            "Nasiona pomidora malinowego": 890, "Nasiona ogórka gruntowego": 690, "Nasiona rzodkiewki": 450,
            "Nasiona marchwi wczesnej": 550, "Mieszanka łąka kwietna 1 kg": 8990, "Trawa uniwersalna 5 kg": 12900,
            "Nasiona bazylii": 490, "Zestaw ziół kuchennych": 3990,
        },
    ),
    "Sadzonki i krzewy": (
        (1, 3, 14, 24, 26, 12, 6, 8, 16, 14, 5, 1),
        {
            "Lawenda wąskolistna": 1990, "Hortensja bukietowa": 5490, "Borówka amerykańska": 4290,
            "Tuja szmaragd 80 cm": 3490, "Róża pnąca": 4590, "Truskawka, 10 sadzonek": 3290, "Malina jesienna": 2190,
            "Magnolia gwiaździsta": 11900,
        },
    ),
    "Cebule kwiatowe": (
        (1, 2, 4, 3, 1, 1, 2, 10, 34, 30, 10, 2),
        {
            "Tulipany, mieszanka 50 szt.": 5990, "Krokusy, 30 szt.": 2990, "Narcyzy, 25 szt.": 3490,
            "Hiacynty, 10 szt.": 2790, "Czosnek ozdobny, 5 szt.": 2490, "Lilie, 5 szt.": 3290,
        },
    ),
    "Narzędzia": (
        (10, 12, 18, 20, 18, 14, 12, 12, 16, 16, 12, 14),
        {
            "Sekator nożycowy": 7990, "Szpadel prosty": 9990, "Grabie wachlarzowe": 5490, "Nożyce do żywopłotu": 13900,
            "Piła ogrodowa": 8490, "Rękawice ogrodowe": 2490, "Kosiarka ręczna": 49900, "Taczka 90 l": 25900,
        },
    ),
    "Ziemia i nawozy": (
        (5, 9, 22, 28, 26, 18, 12, 10, 16, 12, 5, 2),
        {
            "Ziemia uniwersalna 50 l": 3290, "Kora sosnowa 80 l": 2990, "Nawóz do trawnika 10 kg": 8990,
            "Nawóz do róż": 3490, "Biohumus 5 l": 3990, "Kompostownik 380 l": 17900, "Torf kwaśny 50 l": 2790,
        },
    ),
    "Nawadnianie": (
        (1, 2, 5, 8, 13, 17, 18, 14, 6, 3, 1, 1),
        {
            "Wąż ogrodowy 25 m": 11900, "Zraszacz obrotowy": 6990, "Konewka 10 l": 3990, "Linia kroplująca 50 m": 9490,
            "Sterownik nawadniania": 24900, "Zbiornik na deszczówkę 210 l": 32900,
        },
    ),
    "Donice": (
        (5, 7, 14, 20, 24, 16, 10, 9, 10, 6, 4, 6),
        {
            "Donica ceramiczna 30 cm": 7490, "Skrzynka balkonowa 80 cm": 3990, "Osłonka ratanowa": 5990,
            "Podstawka pod donicę": 1490, "Donica betonowa 50 cm": 18900, "Kwietnik stalowy": 12900,
        },
    ),
    "Meble i grill": (
        (1, 1, 3, 5, 8, 9, 8, 6, 3, 2, 1, 1),
        {
            "Leżak drewniany": 21900, "Zestaw balkonowy": 49900, "Parasol ogrodowy 3 m": 27900, "Grill węglowy": 34900,
            "Hamak bawełniany": 14900, "Lampka solarna": 2990,
        },
    ),
    "Ogród zimą": (
        (24, 16, 4, 1, 1, 1, 1, 2, 8, 22, 36, 44),
        {
            "Karmnik dla ptaków": 8990, "Mieszanka ziaren 5 kg": 4490, "Agrowłóknina zimowa": 2990,
            "Girlanda świetlna": 6990, "Stojak na choinkę": 12900, "Choinka w donicy": 14900, "Łopata do śniegu": 5990,
            "Bon upominkowy": 20000,
        },
    ),
}  # fmt: skip

_GUIDES = (
    "Kalendarz ogrodnika", "Jak założyć trawnik", "Kompost krok po kroku", "Zioła na balkonie", "Cięcie róż",
    "Sadzenie cebul jesienią", "Ptaki w ogrodzie zimą",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """A page of the shop's site: address, title and how often it is opened."""

    url: str
    title: str
    weight: int


def slug(text: str) -> str:
    """Return `text` in lower-case ASCII letters and digits joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ł", "l")).encode("ascii", "ignore").decode()
    return "-".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


PRODUCTS = tuple(name for _, shelf in _SHELVES.values() for name in shelf)
CODES = tuple(f"SO-{number:04d}" for number in range(1001, 1001 + len(PRODUCTS)))
PRICES = np.array([price for _, shelf in _SHELVES.values() for price in shelf.values()], dtype=np.int64)

# One row a month, one column a product: how well it sells. Within a shelf the first ones sell best.
DEMAND = np.array(
    [
        [months[month] * (12 - place) for months, shelf in _SHELVES.values() for place in range(len(shelf))]
        for month in range(12)
    ],
    dtype=np.int64,
)

PAGES = (
    Page(f"{SITE}/", "Sklep Ogrodowy", 260),
    *(Page(f"{SITE}/k/{slug(name)}", name, 60) for name in _SHELVES),
    *(Page(f"{SITE}/poradnik/{slug(name)}", name, 24) for name in _GUIDES),
    *(Page(f"{SITE}/p/{slug(name)}", name, 16) for name in PRODUCTS),
    Page(f"{SITE}/koszyk", "Koszyk", 0),
    Page(f"{SITE}/zamowienie", "Zamówienie", 0),
    Page(f"{SITE}/dziekujemy", "Dziękujemy za zakupy", 0),
)
FIRST_PRODUCT = 1 + len(_SHELVES) + len(_GUIDES)
CART, CHECKOUT, THANKS = (len(PAGES) - 3, len(PAGES) - 2, len(PAGES) - 1)
