"""Names, places and subjects of the sample shop; every host name is a reserved one."""

from __future__ import annotations

WOMEN = (
    "Anna", "Maria", "Katarzyna", "Małgorzata", "Agnieszka", "Barbara", "Ewa", "Magdalena", "Elżbieta", "Joanna",
    "Krystyna", "Aleksandra", "Monika", "Zofia", "Teresa", "Natalia", "Julia", "Danuta", "Karolina", "Irena", "Beata",
    "Halina", "Dorota", "Justyna", "Jadwiga", "Renata", "Alicja", "Wiktoria", "Grażyna", "Emilia", "Iwona", "Hanna",
)  # fmt: skip
MEN = (
    "Piotr", "Krzysztof", "Andrzej", "Tomasz", "Jan", "Paweł", "Marcin", "Michał", "Stanisław", "Jakub", "Adam",
    "Marek", "Łukasz", "Grzegorz", "Mateusz", "Wojciech", "Mariusz", "Dariusz", "Maciej", "Zbigniew", "Rafał",
    "Robert", "Jerzy", "Kamil", "Szymon", "Józef", "Sławomir", "Jacek", "Dawid", "Filip",
)  # fmt: skip
SURNAMES = (
    "Nowak", "Wójcik", "Kowalczyk", "Mazur", "Krawczyk", "Kaczmarek", "Zając", "Król", "Wróbel", "Wieczorek", "Stępień",
    "Dudek", "Pawlak", "Walczak", "Sikora", "Baran", "Szewczyk", "Pietrzak", "Marciniak", "Bąk", "Włodarczyk", "Kubiak",
    "Wilk", "Lis", "Mazurek", "Sobczak", "Kołodziej", "Szulc", "Cieślak", "Kaźmierczak",
)  # fmt: skip
SURNAMES_BY_GENDER = (  # the stem of those in -ski and -ska
    "Kowal", "Wiśniew", "Kamiń", "Lewandow", "Zieliń", "Szymań", "Kozłow", "Jankow", "Kwiatkow", "Piotrow", "Grabow",
    "Nowakow", "Pawłow", "Michal", "Nowic", "Wróblew", "Jabłoń", "Majew", "Olszew", "Jawor", "Wasilew", "Sadow",
    "Zalew", "Sokołow", "Malinow", "Dąbrow",
)  # fmt: skip

CITIES = (
    ("Warszawa", 186), ("Kraków", 80), ("Wrocław", 67), ("Łódź", 65), ("Poznań", 54), ("Gdańsk", 49), ("Szczecin", 39),
    ("Lublin", 33), ("Bydgoszcz", 33), ("Białystok", 29), ("Katowice", 28), ("Gdynia", 24), ("Częstochowa", 21),
    ("Rzeszów", 20), ("Radom", 20), ("Toruń", 19), ("Kielce", 18), ("Olsztyn", 17), ("Zielona Góra", 14),
    ("Opole", 13), ("Płock", 11), ("Zamość", 6), ("Sandomierz", 2), ("Kazimierz Dolny", 1),
)  # fmt: skip

DOMAINS = (
    ("poczta.example", 310), ("skrzynka.example", 190), ("listy.example", 120), ("e-poczta.example", 95),
    ("moj-mail.example", 70), ("szybkipost.example", 50), ("example.com", 45), ("example.org", 25), ("example.net", 20),
    ("uczelnia.example", 14), ("urzad.example", 9), ("ogrodnicy.example", 8), ("szkola.example", 7),
)  # fmt: skip
COMPANIES = (
    "Zielony Zakątek", "Ogrody Marzeń", "Szkółka Pod Lipą", "Trawnik i Spółka", "Kwiaty u Zosi", "Dworek Malinowy",
    "Pensjonat Jaśmin", "Osiedle Sady", "Agroturystyka Pod Brzozą", "Restauracja Rozmaryn", "Przedszkole Biedronka",
    "Projekt Zieleń",
)  # fmt: skip

OWNERS = (
    ("ola.nowicka@sklep-ogrodowy.example", 40), ("jan.lesny@sklep-ogrodowy.example", 30),
    ("ewa.sadowska@sklep-ogrodowy.example", 20), ("biuro@sklep-ogrodowy.example", 10),
)  # fmt: skip

PROVIDERS = (
    ("Światłowód Północ", 30), ("Sieć Osiedlowa", 18), ("Kablówka Wisła", 16), ("Mobilna LTE", 26),
    ("Radionet Podhale", 6), (None, 14),
)  # fmt: skip

# Reasons for opting out, the last one: none given. The specification's four (CA6).
REASONS = (
    ("never_signed_up", 12), ("too_many_messages", 42), ("not_interested", 18), ("content_mismatch", 13), (None, 15),
)  # fmt: skip

SUBJECTS = (  # one row a month, January first
    ("Planujemy nowy sezon", "Nasiona, zanim się skończą", "Zimowa wyprzedaż", "Dokarmiaj ptaki z nami"),
    ("Rozsada na parapecie", "Przedwiośnie w ogrodzie", "Koniec zimy −20%", "Pierwsze siewy"),
    ("Wiosna −20%", "Wiosenne porządki", "Czas na trawnik", "Cięcie i nawożenie"),
    ("Sadzonki już są", "Wielkanoc w ogrodzie", "Żywopłot w weekend", "Nowości wiosny"),
    ("Balkon pełen kwiatów", "Majówka z grillem", "Zioła prosto z grządki", "Dzień Matki w ogrodzie"),
    ("Lato tuż-tuż", "Nawadnianie bez wysiłku", "Meble ogrodowe −15%", "Truskawki i maliny"),
    ("Ogród w upale", "Urlop? Podlej na zapas", "Letnia wyprzedaż", "Hamak na wakacje"),
    ("Siew jesienny", "Wyprzedaż mebli", "Drugi plon warzyw", "Czas na lawendę"),
    ("Cebule kwiatowe już są", "Jesienne sadzenie", "Trawnik po lecie", "Powrót do ogrodu"),
    ("Tulipany na wiosnę", "Liście pod kontrolą", "Osłoń rośliny", "Narzędzia −15%"),
    ("Ogród przed zimą", "Black Friday w ogrodzie", "Karmniki i ziarno", "Kalendarz prezentów"),
    ("Choinki w donicach", "Prezenty dla ogrodnika", "Świąteczne światełka", "Do zobaczenia wiosną"),
)  # fmt: skip
MONTHS = (
    "styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik",
    "listopad", "grudzień",
)  # fmt: skip
