"""Signals to higher layers, which may copy what is theirs; this layer knows nothing of them."""

from __future__ import annotations

from django.dispatch import Signal

# Sent within the transaction, with ``vorige`` and ``nieuw`` (Overeenkomst).
set_opgevolgd = Signal()
