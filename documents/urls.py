from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("documenten/<int:pk>/", views.download, name="download"),
    path("documenten/<int:pk>/inzage/", views.inzage, name="inzage"),
    path("echt/", views.echt, name="echt"),
    path("echt/<str:code>/", views.echt_code, name="echt_code"),
]
