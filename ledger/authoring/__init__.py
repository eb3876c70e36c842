"""How a claim becomes rows: finding its passage, reading its value, checking its wording, trying the rows out."""
