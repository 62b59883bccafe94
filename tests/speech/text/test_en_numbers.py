"""How numbers are said. The spoken forms were listened to as espeak-ng's sounds."""

import pytest

from kiosk.speech.text.en import digits
from kiosk.speech.text.lexicon import Lexicon

LEXICON = Lexicon()

SAID = {
    # Telephone numbers
    "Call 866-224-3301": "Call 8 6 6. 2 2 4. 3 3 0 1.",
    "Call 866-224-3301.": "Call 8 6 6. 2 2 4. 3 3 0 1.",
    "Call 866-224-3301, then wait.": "Call 8 6 6. 2 2 4. 3 3 0 1, then wait.",
    "866.224.3301": "8 6 6. 2 2 4. 3 3 0 1.",
    "(866) 224-3301": "8 6 6. 2 2 4. 3 3 0 1.",
    "1-866-224-3301": "1. 8 6 6. 2 2 4. 3 3 0 1.",
    "224-3301": "2 2 4. 3 3 0 1.",
    "01529 469910": "0 1 5 2 9. 4 6 9 9 1 0.",
    "+44 1529 469910": "4 4. 1 5 2 9. 4 6 9 9 1 0.",
    # Ranges
    "3-6 weeks": "3 to 6 weeks",
    "20–80": "20 to 80",
    "3 – 6 weeks": "3 to 6 weeks",
    "1,000-2,000": "1,000 to 2,000",
    "1.5-2": "1.5 to 2",
    "2018-2020": "20 18 to 20 20",
    "10-5-3": "10-5-3",
    # Years
    "In 2018, or 1990.": "In 20 18, or 19 90.",
    "since 2005": "since 2005",
    "2018 and 1,990 and $1990": "20 18 and 1,990 and 1990 dollars",
    "2018%": "2018 percent",
    "the 40s and '50s": "the forties and fifties",
    "2026-11-23": "November 23, 20 26",
    "on 12/24/2026.": "on December 24, 20 26.",
    "1/2/2020": "January 2, 20 20",
    "13/24/2026": "13 24 20 26",
    # Numbers to call
    "Call 911 or 988.": "Call 9 1 1 or 9 8 8.",
    "911,000 people": "911,000 people",
    # Postcodes, degrees, money, shares
    "Conshohocken, PA 19428": "Conshohocken, P eigh 1 9 4 2 8",
    "IL 60089-1234": "I L 6 0 0 8 9 1 2 3 4",
    "over 100°F (38.5 °C)": "over 100 degrees Fahrenheit (38.5 degrees Celsius)",
    "$50 or $1": "50 dollars or 1 dollar",
    "80% or 20 %": "80 percent or 20 percent",
    "No. 5 and #3": "number 5 and number 3",
    "24/7": "24 7",
    # Fractions
    "1/2 of them": "one half of them",
    "2/3, or 3/4.": "2 thirds, or 3 quarters.",
    "3 1/2 hours": "3 and a half hours",
    "2½ hours": "2 and a half hours",
    "2 ¾ hours": "2 and 3 quarters hours",
    "⅓ of": "one third of",
    "9/11, 120/80, page 1/20": "9 11, 120 80, page 1 20",
    # What the voice reads rightly by itself
    "375 in 10,000, 2.5 and 1st": "375 in 10,000, 2.5 and 1st",
}


@pytest.mark.parametrize(("shown", "said"), SAID.items())
def test_numbers(shown: str, said: str) -> None:
    assert LEXICON.say(shown).text == said


def test_each_shown_word_has_its_digits() -> None:
    said = LEXICON.say("(866) 224-3301 or PA 19428")
    assert [said.text[a:b] for a, b in said.spans] == [
        "8 6 6.",
        "2 2 4. 3 3 0 1.",
        "or",
        "P eigh",
        "1 9 4 2 8",
    ]


def test_digits() -> None:
    assert digits("(866)") == "8 6 6"
