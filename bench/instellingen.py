"""The settings of production, with two plain pages beside the site to compare with."""

from swv.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
