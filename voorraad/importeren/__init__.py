"""Composes an import (register and stock tables) and stores the stock part of it."""
