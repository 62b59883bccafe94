"""How initials, titles, addresses on the web and signs are said.

A letter standing alone is read by its name, but "A" as the article, and "ay" as "eye": so it is
written "eigh". Full stops between initials ("A.L.S.") are not used: after "not", or before a
capital, the stops are spoken or make a pause.
"""

from re import Match

from kiosk.speech.text.rule import LookUp, always, rule

# In capitals; Y is one, because "NYC" could be taken for a word.
VOWELS = frozenset("AEIOUY")
_TITLES = {"Dr.": "Doctor", "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz"}
# As they sound. Other domains of two letters, countries, are spelled.
_DOMAINS = {"gov": "guv", "edu": "E D U"}


def spell(letters: str) -> str:
    """The names of letters, one after the other: "ALS" -> "eigh L S"."""
    return " ".join("eigh" if letter in "Aa" else letter.upper() for letter in letters)


def spelled_by_voice(word: str) -> bool:
    """Two capitals or more and no vowel: the voice can't take that for a word, and spells it."""
    return len(word) > 1 and word.isupper() and not VOWELS.intersection(word)


def _web(match: Match[str], look_up: LookUp) -> tuple[str, ...]:
    """An address as one would dictate it, without "www" and without what follows a slash."""
    *names, domain = match["host"].removeprefix("www.").split(".")
    end = _DOMAINS.get(domain) or (spell(domain) if len(domain) == 2 else domain)
    host = " dot ".join([*(_label(name, look_up) for name in names), end])
    user = match["user"]
    return (f"{_label(user, look_up)} at {host}" if user else host,)


def _label(label: str, look_up: LookUp) -> str:
    """One part of an address between full stops: "gbs-cidp" -> "G B S dash C I D P"."""
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


# In order: where two would match the same text, the first has it.
ADDRESSES = (
    rule(
        r"""(?<![\w@.-]) (?:https?://)? (?:(?P<user>[\w.+-]+)@)?
        (?P<host> (?:[a-z0-9] (?:[a-z0-9-]*[a-z0-9])? \.)+
          (?:com|org|net|gov|edu|int|info|health|eu|uk|ie|ca|us|mx|es|de|fr|nl|au|nz) )
        (?:/[\w/.?=-]*\w)? /? (?![\w@])""",
        _web,
        sure=False,
    ),
)

LETTERS = (
    *(always(rf"(?<!\w) {title[:-1]}\. (?=[ ][A-Z])", said) for title, said in _TITLES.items()),
    always(r"(?<!\w) vs\. (?=[ ])", "versus"),
    # MMNs
    rule(r"(?<![^\W_]) (?P<letters>[B-DF-HJ-NP-TV-XZ]{2,})(?P<plural>s) (?![^\W_])", _initials),
    # ALS, IVs, U.S.: they may be a word to the voice, and whether they are one no rule can tell.
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
