"""The features of each piece, from which its role is chosen, a module for each group.

A feature is a name; ``weights.toml`` has its weight for each role and the sentence that explains it to people. A
module registers its features when it is imported; the order below is that of the groups in the file of the weights.
"""

from __future__ import annotations

# isort: off
from copydesk.reading.text.roles.features import length  # noqa: F401
from copydesk.reading.text.roles.features import case  # noqa: F401
from copydesk.reading.text.roles.features import marks  # noqa: F401
from copydesk.reading.text.roles.features import words  # noqa: F401
from copydesk.reading.text.roles.features import names  # noqa: F401
from copydesk.reading.text.roles.features import reach  # noqa: F401
from copydesk.reading.text.roles.features import speech  # noqa: F401
from copydesk.reading.text.roles.features import setting  # noqa: F401
from copydesk.reading.text.roles.features import place  # noqa: F401
from copydesk.reading.text.roles.features import head  # noqa: F401
from copydesk.reading.text.roles.features import title  # noqa: F401
from copydesk.reading.text.roles.features import neighbours  # noqa: F401
from copydesk.reading.text.roles.features import runs  # noqa: F401
from copydesk.reading.text.roles.features import stanzas  # noqa: F401
from copydesk.reading.text.roles.features import others  # noqa: F401
from copydesk.reading.text.roles.features import likeness  # noqa: F401
from copydesk.reading.text.roles.features import voices  # noqa: F401
from copydesk.reading.text.roles.features import typeset  # noqa: F401

# isort: on
from copydesk.reading.text.roles.features.context import ANGLE_MARK, ROLE, SPEAKER_NAME, Findings
from copydesk.reading.text.roles.features.typeset import ABOVE_LARGEST
from copydesk.reading.text.roles.features.vocabulary import credit_start, opens_as_credit

__all__ = ["ABOVE_LARGEST", "ANGLE_MARK", "ROLE", "SPEAKER_NAME", "Findings", "credit_start", "opens_as_credit"]
