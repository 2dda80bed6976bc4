# SPDX-License-Identifier: Apache-2.0
"""Which acts are recorded whatever a local list says (全过程音像记录)."""

from mingjing.registry.types.lists import RecordedAct

_ALWAYS = frozenset({RecordedAct.SEALING_SEIZURE, RecordedAct.DEMOLITION})


def always_recorded(act: RecordedAct) -> bool:
    """Whether an act touches liberty, life or major property so that it is always recorded whole.

    Law: TS-7, 国办发〔2018〕118号: sealing and seizure of property, forced demolition.
    """
    return act in _ALWAYS
