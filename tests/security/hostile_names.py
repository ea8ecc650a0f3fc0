"""Names that somebody might try, each of which the Repository refuses; by what they try."""

from __future__ import annotations

import unicodedata

_SEPARATORS = [
    "/",
    "\\",
    "//",
    "/./",
    "%2f",
    "%5c",
    "%252f",
    "%c0%af",
    "∕",
    "⁄",
    "／",
    "＼",
    "⧵",
    "╱",
    "/\x00/",
    "\u2044",
]
_TARGETS = ["canary.csv", "repository-other/canary.csv", "index.sqlite", "etc/passwd"]
_RESERVED = ["CON", "PRN", "AUX", "NUL", *(f"{port}{digit}" for port in ("COM", "LPT") for digit in range(10))]
_INVISIBLE = [
    *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0x2061, 0x2064, 0x206A),
    *(0x2800, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFC, 0x1D173, 0xE0001, 0xE0041, 0xE007F, 0xE0100),
]
_BIDI = [0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_SPACES = [0x00A0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]
_MARKS = [0x0301, 0x0307, 0x0334, 0x0335, 0x0337, 0x0338, 0x20D2, 0x20E5, 0x0488, 0x0E31, 0xFE20]

HOSTILE = {
    "traversal": [
        f"{dots}{separator}{target}"
        for dots in ("..", "../..", ".", "....", "%2e%2e", "..%00")
        for separator in _SEPARATORS
        for target in _TARGETS[:2]
    ],
    "traversal inside": [f"a{separator}..{separator}..{separator}b" for separator in _SEPARATORS],
    "absolute": [f"/{target}" for target in _TARGETS]
    + ["/", "//", "/dev/null", "/proc/self/fd/3", "~/canary.csv", "~root/x"],
    "drives and shares": [
        *("C:\\canary.csv", "C:canary.csv", "c:/canary.csv", "C:", "\\\\server\\share\\x", "//server/share/x"),
        *("\\\\?\\C:\\x", "\\\\.\\COM1", "file:///etc/passwd", "name:stream", "name::$DATA", "smb://server/x"),
    ],
    "control characters": [f"a{chr(code)}b" for code in (*range(0x20), *range(0x7F, 0xA0))],
    "control characters at the ends": [f"{a}name{b}" for c in "\0\n\r\t\v\f\x1b" for a, b in ((c, ""), ("", c))],
    "reserved": [f"{name}{ending}" for name in _RESERVED for ending in ("", ".txt", " .csv")],
    "reserved in other cases": [
        "con",
        "Nul.tar.gz",
        "cOm1",
        "lpt9.x",
        "aux .",
        "COM¹",
        "LPT²",
        "com³.csv",
        "CON.",
        "NUL ",
    ],
    "ends": ["name.", "name ", "name..", "name .", "name. ", " name", "  name", "na  me", "name\u00a0", " . "],
    "bidi": [f"raport{chr(code)}vsc.exe" for code in _BIDI]
    + [f"{chr(code)}a" for code in _BIDI]
    + ["אב", "raport ابج"],
    "invisible": [f"ra{chr(code)}port" for code in _INVISIBLE] + [chr(code) for code in _INVISIBLE],
    "spaces": [f"a{chr(code)}b" for code in _SPACES],
    "look-alikes": [
        *(
            "．．／canary.csv",
            "‥/canary.csv",
            "…",
            "․․",
            "ｒａｐｏｒｔ",
            "𝐫𝐚𝐩𝐨𝐫𝐭",
            "ﬁle",
            "ℌ",
            "raport①",
            "x²",
            "№1",
            "ſ",
        ),
        *(
            "rаport",
            "rapоrt",
            "раport",
            "Ρaport",
            "raρort",
            "raport٣",
            "raport१",
            "a∶b",
            "a：b",
            "a‐b",
            "a–b",
            "a＂b",
            "a‚b",
        ),
        *("a＜b＞", "aǃ", "aǀb", "Ⅷ", "aʹb", "aˈb"),
    ],
    "marks": [f"q{chr(code)}" for code in _MARKS] + [f"{chr(code)}q" for code in _MARKS] + ["z" + "\u0321\u0334" * 40],
    "long": [
        "x" * 101,
        "x" * 300,
        "x" * 10_000,
        "ż" * 101,
        unicodedata.normalize("NFD", "ż" * 101),
        "🦊" * 300,
        "x" * 1_000_000,
    ],
    "empty and dots": ["", " ", ".", "..", "...", ". .", ".. ", "\u3000"],
    "leading": [".hidden", ".htaccess", "-rf", "--help", "_", "-", "(a)", "&a", "+a", ",a"],
    "shell": [
        "$HOME",
        "${HOME}",
        "`id`",
        "$(id)",
        "a;b",
        "a|b",
        "a*",
        "a?",
        "a'b",
        'a"b',
        "a>b",
        "a<b",
        "!a",
        "#a",
        "a%b",
        "{a,b}",
    ],
    "formulas": [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "=HYPERLINK(1)",
        "\t=1",
        "\r=1",
        "|calc",
        "=cmd|' /C calc'!A0",
        "'=1",
    ],
    "markup": [
        *(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "a<b>c",
            "&lt;b&gt;",
            "&#60;",
            '"><svg onload=x>',
        ),
        *("javascript:alert(1)", "a' onclick='x", "{{7*7}}", "${7*7}", "[a](b:c)", "<!--", "]]>"),
    ],
    "statements": ["'; DROP TABLE files; --", '" OR 1=1', "a'--", "%' OR '1'='1", "x\\'; --"],
    "emoji and others": [
        "🦊",
        "a🦊b",
        "レポート",
        "报告",
        "a\ue000b",
        "a\uffffb",
        "a\U0010ffffb",
        "\ud800",
        "a\udc80b",
        "a€b",
        "50%",
        "a/b",
    ],
    "no text": [None, 7, 1.5, b"raport", ["a"], True],
}

ALL = [name for names in HOSTILE.values() for name in names]
