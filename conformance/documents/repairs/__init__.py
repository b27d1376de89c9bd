"""Which repairs are certain: those that leave the whole token right."""
