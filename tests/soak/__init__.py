"""A site under load while everything around it breaks: `make soak`, and half a minute of it in `make test`."""
