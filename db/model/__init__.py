"""The words that every room shares: frozen dataclasses without behaviour beyond their own shape."""
