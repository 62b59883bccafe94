"""Flask blueprints ("rooms"), one for each family of screens; they never import each other."""
