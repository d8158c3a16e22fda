"""The fictional samenwerkingsverband of the demo."""
