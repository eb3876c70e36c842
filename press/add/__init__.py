"""Adding a claim from the command line: its fields, the questions, the files, the report."""
