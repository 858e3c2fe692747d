"""What the tests of the product's regular expressions are made of."""
