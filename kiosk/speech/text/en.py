"""How US English is spoken: initials, web addresses, signs, numbers.

The voice reads a single letter by its name, but "A" as the article and "ay" as "eye"; so the letter
A is written "eigh". Initials get no full stops ("A.L.S."): after "not", or before a capital, the
voice speaks the stops or pauses. Numbers without a rule are left to the voice, which reads "375",
"2.5", "10,000" and "1st" correctly. Each rule was checked by the sounds that espeak-ng 1.52 (en-us)
makes of its result.
"""

import re
from calendar import month_name
from re import Match

from kiosk.speech.text.language import Language, LookUp, always, rule

# Capital vowels, with Y, because the voice could take "NYC" for a word.
VOWELS = frozenset("AEIOUY")
_TITLES = {"Dr.": "Doctor", "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz"}
# Domain -> how it is said. Other domains of two letters (countries) are spelled.
_DOMAINS = {"gov": "guv", "edu": "E D U"}
_DEGREES = {"F": "Fahrenheit", "C": "Celsius"}
_DECADES = {
    "2": "twenties",
    "3": "thirties",
    "4": "forties",
    "5": "fifties",
    "6": "sixties",
    "7": "seventies",
    "8": "eighties",
    "9": "nineties",
}
# Denominator -> its name, singular and plural. Numbers with others are not read as fractions:
# "24/7", "120/80".
_PARTS = {
    "2": ("half", "halves"),
    "3": ("third", "thirds"),
    "4": ("quarter", "quarters"),
    "5": ("fifth", "fifths"),
    "8": ("eighth", "eighths"),
    "10": ("tenth", "tenths"),
}
_SIGNS = {"½": ("1", "2"), "¼": ("1", "4"), "¾": ("3", "4"), "⅓": ("1", "3"), "⅔": ("2", "3")}


def spell(letters: str) -> str:
    """The names of letters, one after the other: "ALS" -> "eigh L S"."""
    return " ".join("eigh" if letter in "Aa" else letter.upper() for letter in letters)


def spelled_by_voice(word: str) -> bool:
    """Whether the voice surely spells the word: two or more letters, all capitals, no vowel."""
    return len(word) > 1 and word.isupper() and not VOWELS.intersection(word)


def _web(match: Match[str], look_up: LookUp) -> tuple[str, ...]:
    """A web or e-mail address as a person would say it, without "www." and without its path."""
    *names, domain = match["host"].removeprefix("www.").split(".")
    end = _DOMAINS.get(domain) or (spell(domain) if len(domain) == 2 else domain)
    host = " dot ".join([*(_label(name, look_up) for name in names), end])
    user = match["user"]
    return (f"{_label(user, look_up)} at {host}" if user else host,)


def _label(label: str, look_up: LookUp) -> str:
    """One part of an address: "gbs-cidp" -> "G B S dash C I D P" if the lexicon has CIDP."""
    said = []
    for name in label.replace(".", "-dot-").split("-"):
        capitals = name.upper()
        spelled = spell(name) if spelled_by_voice(capitals) else name
        said.append(look_up(name) or look_up(capitals) or spelled)
    return " dash ".join(said).replace(" dash dot dash ", " dot ")


def _initials(match: Match[str], look_up: LookUp) -> tuple[str, ...]:
    letters = match["letters"].replace(".", "")
    said = look_up(letters) or spell(letters)
    return (f"{said}'s" if match["plural"] else said,)


def digits(group: str) -> str:
    """The digits of a text, separated by spaces: "(866)" -> "8 6 6"."""
    return " ".join(re.findall(r"\d", group))


def _phone(match: Match[str], _: LookUp) -> tuple[str, ...]:
    """The groups of digits, each with a full stop: its pause gives time to write them down."""
    return tuple(
        " ".join(f"{digits(group)}." for group in re.findall(r"\d+", word))
        for word in match[0].split(" ")
    )


def _postcode(match: Match[str], look_up: LookUp) -> tuple[str, ...]:
    return look_up(match[1]) or spell(match[1]), digits(match[2])


def _degrees(match: Match[str], _: LookUp) -> tuple[str, ...]:
    unit = f"degrees {_DEGREES[match[2]]}"
    return (match[1], unit) if " " in match[0] else (f"{match[1]} {unit}",)


def _dollars(match: Match[str], _: LookUp) -> tuple[str, ...]:
    return (f"{match[1]} dollar" if match[1] == "1" else f"{match[1]} dollars",)


def _range(match: Match[str], _: LookUp) -> tuple[str, ...]:
    low, high = _year(match[1]), _year(match[2])
    return (low, "to", high) if " " in match[0] else (f"{low} to {high}",)


def _date(match: Match[str], _: LookUp) -> tuple[str, ...]:
    return (f"{month_name[int(match[2])]} {int(match[3])}, {_year(match[1])}",)


def _american_date(match: Match[str], _: LookUp) -> tuple[str, ...]:
    return (f"{month_name[int(match[1])]} {int(match[2])}, {_year(match[3])}",)


def _fraction(match: Match[str], _: LookUp) -> tuple[str, ...]:
    whole, between, sign = match["whole"], match["between"], match["sign"]
    count, parts = _SIGNS[sign] if sign else (match["count"], match["parts"])
    one, several = _PARTS[parts]
    if not whole:
        return (f"one {one}" if count == "1" else f"{count} {several}",)
    part = f"a {one}" if count == "1" else f"{count} {several}"
    return (f"{whole} and", part) if between else (f"{whole} and {part}",)


def _year(number: str) -> str:
    """A year as it is read, 1990 as "19 90" and 2018 as "20 18"; other numbers unchanged."""
    year = re.fullmatch(r"(19|20)([1-9]\d)", number)
    return f"{year[1]} {year[2]}" if year else number


# Rules in order of precedence: if two match the same text, the first one counts.
_ADDRESSES = (
    rule(
        r"""(?<![\w@.-]) (?:https?://)? (?:(?P<user>[\w.+-]+)@)?
        (?P<host> (?:[a-z0-9] (?:[a-z0-9-]*[a-z0-9])? \.)+
          (?:com|org|net|gov|edu|int|info|health|eu|uk|ie|ca|us|mx|es|de|fr|nl|au|nz) )
        (?:/[\w/.?=-]*\w)? /? (?![\w@])""",
        _web,
        sure=False,
    ),
)

_NUMBERS = (
    # 2026-11-23
    rule(r"(?<![\w-]) (\d{4})-(0[1-9]|1[0-2])-([0-2]\d|3[01]) (?![\w-])", _date),
    # 12/24/2026, month first: the guide is written for the United States
    rule(r"(?<![\w/-]) (0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/(\d{4}) (?![\w/-])", _american_date),
    # 866-224-3301, (866) 224-3301, 1-866-224-3301, 224-3301, 01529 469910, +44 1529 469910
    rule(
        r"""(?<![\w$.-])
        (?: (?:\+?1[ .-])? (?:\(\d{3}\)[ ]?|\d{3}[ .-]) \d{3}[.-]\d{4}
          | \d{3}-\d{4}
          | (?:0|\+\d\d[ ]?)\d{2,4}[ ]\d{3,4}[ ]?\d{3,4} )
        (?![\w-])""",
        _phone,
    ),
    # PA 19428
    rule(r"(?<!\w) ([A-Z]{2})[ ](\d{5}(?:-\d{4})?) (?![\w-])", _postcode),
    # 100°F, 38.5 °C
    rule(r"(?<![\w.]) (\d+(?:\.\d+)?)[ ]?°([FC]) (?!\w)", _degrees),
    # $50: the voice would say "dollar fifty"
    rule(r"(?<!\w) \$(\d+(?:,\d{3})*(?:\.\d+)?) (?!\w|,?\d)", _dollars),
    # 3-6, 20 – 80, 2018-2020: the voice would say "three dash six"
    rule(
        r"""(?<![\w.,-]) (\d[\d,]*(?:\.\d+)?) (?:[-–]|[ ][-–][ ]) (\d[\d,]*(?:\.\d+)?)
        (?![\w-])""",
        _range,
    ),
    # 1990, 2018
    rule(r"(?<![\w.,$-]) (?:19|20)[1-9]\d (?![\w-]|[.,]\d|%)", lambda m, _: (_year(m[0]),)),
    # 911, 988
    rule(r"(?<![\w.,$-]) (?:[2-9]11|988) (?![\w-]|[.,]\d|%)", lambda m, _: (digits(m[0]),)),
    # 40s
    rule(r"(?<!\w) ['’]?([2-9])0s (?!\w)", lambda m, _: (_DECADES[m[1]],)),
    # No. 5, #5
    always(r"(?<!\w) No\. (?=[ ]\d)", "number"),
    always(r"(?<!\w) \# (?=\d)", "number "),
    # 80%
    always(r"(?<=\d)%", " percent"),
    always(r"(?<=\d[ ])%", "percent"),
    # 1/2, 3 1/2, 2½
    rule(
        r"""(?<![\w.,/$-])
        (?: (?P<whole>\d+) (?P<between>[ ])? (?=[½¼¾⅓⅔]|(?<=[ ])\d/) )?
        (?: (?P<sign>[½¼¾⅓⅔])
          | (?P<count>1(?=/)|[2-9](?!/2))/(?P<parts>2|3|4|5|8|10) )
        (?![\w/-]|[.,]\d)""",
        _fraction,
    ),
    # 24/7, and every other slash between digits
    always(r"(?<=\d)/(?=\d)", " ", sure=False),
)

_LETTERS = (
    *(always(rf"(?<!\w) {title[:-1]}\. (?=[ ][A-Z])", said) for title, said in _TITLES.items()),
    always(r"(?<!\w) vs\. (?=[ ])", "versus"),
    # MMNs
    rule(r"(?<![^\W_]) (?P<letters>[B-DF-HJ-NP-TV-XZ]{2,})(?P<plural>s) (?![^\W_])", _initials),
    # ALS, IVs, U.S.: spelled, but such capitals can also be a word. No rule can tell: not `sure`.
    rule(
        r"""(?<![^\W_]) (?P<letters>(?=[A-Z]*[AEIOUY])[A-Z]{2,}|(?:[A-Z]\.)+[A-Z])
        (?:(?P<plural>s)|\.(?<=\.[A-Z]\.))? (?![^\W_])""",
        _initials,
        sure=False,
    ),
    always(r"(?<=[ ])&(?=[ ])", "and"),
    always(r"&", " and "),
    # and/or, GBS|CIDP, GBS-CIDP
    always(r"(?<=\w)[/|](?=\w)", " "),
    always(r"(?<=[A-Z]{2})-(?=[A-Z]{2})", " "),
    # Signs that the voice would name.
    always(r"[*_~\\|©®™^`\#]", " "),
)

# Numbers that the voice reads correctly by itself: 375, 10,000, 2.5, 1st; and names such as B12.
_PLAIN_NUMBER = re.compile(
    r"""\d{1,4} | \d{1,3}(?:,\d{3})+ | \d{1,4}\.\d+ | \d*(?:1st|2nd|3rd|\dth)
    | [B-DF-HJ-NP-TV-XZ]{1,2}\d{1,3}""",
    re.VERBOSE,
)


def _is_plain(part: str) -> bool:
    if any(character.isdigit() for character in part):
        return bool(_PLAIN_NUMBER.fullmatch(part))
    return spelled_by_voice(part) or not any(character.isupper() for character in part[1:])


LANGUAGE = Language("en", "en-us", (*_ADDRESSES, *_NUMBERS, *_LETTERS), _is_plain, "en_US")
