"""Postal codes, which look like telephone numbers and are none: ``Boston, MA 02110-1301``, ``〒060-0001``."""

from __future__ import annotations

import re

from copydesk.patterns import pattern

_STATES = {
    "0": "CT|Conn.|Connecticut|MA|Mass.|Massachusetts|ME|Maine|NH|N.H.|New Hampshire|NJ|N.J.|New Jersey|NY|N.Y."
    "|New York|PR|P.R.|Puerto Rico|RI|R.I.|Rhode Island|VT|Vt.|Vermont|VI|Virgin Islands",
    "1": "DE|Del.|Delaware|NY|N.Y.|New York|PA|Pa.|Pennsylvania",
    "2": "DC|D.C.|MD|Md.|Maryland|NC|N.C.|North Carolina|SC|S.C.|South Carolina|VA|Va.|Virginia|WV|W.Va.|West Virginia",
    "3": "AL|Ala.|Alabama|FL|Fla.|Florida|GA|Ga.|Georgia|MS|Miss.|Mississippi|TN|Tenn.|Tennessee",
    "4": "IN|Ind.|Indiana|KY|Ky.|Kentucky|MI|Mich.|Michigan|OH|Ohio",
    "5": "IA|Iowa|MN|Minn.|Minnesota|MT|Mont.|Montana|ND|N.D.|North Dakota|SD|S.D.|South Dakota|WI|Wis.|Wisconsin",
    "6": "IL|Ill.|Illinois|KS|Kan.|Kansas|MO|Mo.|Missouri|NE|Neb.|Nebraska",
    "7": "AR|Ark.|Arkansas|LA|La.|Louisiana|OK|Okla.|Oklahoma|TX|Texas",
    "8": "AZ|Ariz.|Arizona|CO|Colo.|Colorado|ID|Idaho|NM|N.M.|New Mexico|NV|Nev.|Nevada|UT|Utah|WY|Wyo.|Wyoming",
    "9": "AK|Alaska|AS|CA|Calif.|California|GU|Guam|HI|Hawaii|MP|OR|Ore.|Oregon|WA|Wash.|Washington",
}
"""The states whose zip codes begin with a digit, as the post office, newspapers and others write them."""

_ZIP = "|".join(
    rf"(?:{re.escape(names).replace(re.escape('|'), '|')}),?\s+{first}\d{{4}}(?:-\d{{4}})?"
    for first, names in _STATES.items()
)
_POSTAL = pattern(
    rf"(?<![\w.])(?:{_ZIP}"
    r"|〒\s*\d{3}-\d{4}"
    r"|(?:CEP:?|[A-Z]{2},?)\s+\d{5}-\d{3}"  # of Brazil
    r")(?![\w-])"
)


def without_postal_codes(text: str) -> str:
    """The text with the digits of each postal code as ``x``, of the same length."""
    return _POSTAL.sub(lambda match: re.sub(r"\d", "x", match[0]), text)
