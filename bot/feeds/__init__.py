"""Feed documents: parsing them, sanitising their entries, finding and listing them."""
