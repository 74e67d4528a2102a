"""Reading DNA sequences and finding genes in them."""
