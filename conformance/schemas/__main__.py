"""Write the schema files anew."""

from . import write

write()
