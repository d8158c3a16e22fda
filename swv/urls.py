"""All addresses of the site. Each room brings its own list."""

from django.urls import URLPattern, URLResolver, path

from swv import gezondheid

urlpatterns: list[URLPattern | URLResolver] = [
    path("gezond/", gezondheid.gezond, name="gezond"),
    path("gereed/", gezondheid.gereed, name="gereed"),
]
