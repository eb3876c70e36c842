"""How the book shows what it knows: numbers in words, tables and charts."""
