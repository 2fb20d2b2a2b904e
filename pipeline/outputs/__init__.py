"""Writers of results, one a format; ``formats`` lists them."""
