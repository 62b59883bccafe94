"""One blueprint a screen family; rooms never import each other."""
