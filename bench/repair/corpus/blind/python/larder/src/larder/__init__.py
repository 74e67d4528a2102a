"""The larder package."""
