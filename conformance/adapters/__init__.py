"""Ready-made adapters to real programs that nobody here wrote; `--adapter NAME` loads the module NAME.

Each declares only what it can really arrange and observe; docs/REAL_PROGRAMS.md says what they found. A
module with a leading underscore is a helper. Importing this package imports none of them: `adapter_source` of
`sources` does so.
"""
