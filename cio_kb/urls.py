"""Every address of the site, on one screen."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import path

from checking.views import check
from publishing.http import conditional
from reading import (  # noqa: F401 (converters registers itself)
    converters,
    feeds,
    questions,
    sitemaps,
    styleguide,
    views,
)
from reading.citing import views as citing
from reading.comparison import views as compared
from reading.role import downloads
from reading.role import views as role_views
from search import views as searching

handler400 = "cio_kb.bad_input.bad_request"
handler404 = "reading.not_found.views.not_found"

urlpatterns = [
    path("", views.home, name="home"),
    path("roles/", views.role_list, name="role_list"),
    path("roles/<slug:slug>/", role_views.role, name="role"),
    path("roles/<slug:slug>/<slug:area>/", role_views.role_area, name="role_area"),
    path("roles/<slug:slug>/<cite:format>", citing.cite_role, name="cite_role"),
    path(
        "roles/<slug:slug>/responsibilities.md",
        downloads.responsibilities_markdown,
        name="responsibilities_markdown",
    ),
    path("compare/", compared.picker, name="compare"),
    path("compare/<roles:slugs>/", compared.comparison, name="comparison"),
    path("compare/<roles:slugs>/<download:format>", compared.download, name="comparison_file"),
    path("compare/<roles:slugs>/<cite:format>", compared.cite_comparison, name="cite_comparison"),
    path("questions/", questions.question_list, name="answer_list"),
    path("questions/<slug:slug>/", questions.question, name="answer"),
    path("decisions/", views.decision_list, name="decision_area_list"),
    path("decisions/<slug:slug>/", views.decision, name="decision_area"),
    path("matrix/", compared.matrix, name="matrix"),
    path("matrix/matrix.csv", compared.matrix_csv, name="matrix_csv"),
    path("responsibilities/", views.responsibility_list, name="responsibility_list"),
    path("responsibilities/<slug:slug>/", views.responsibility, name="responsibility"),
    path("disagreements/", views.disagreement_list, name="disagreement_list"),
    path("disagreements/<slug:slug>/", views.disagreement, name="disagreement"),
    path("articles/", views.article_list, name="article_list"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("claims/<slug:slug>/", views.claim, name="claim"),
    path("claims/<slug:slug>/<cite:format>", citing.cite_claim, name="cite_claim"),
    path("timeline/", views.timeline, name="timeline"),
    path("topics/", views.topic_list, name="topic_list"),
    path("topics/<topic:slug>/", views.topic, name="topic"),
    path("titles/<slug:slug>/", views.title, name="title"),
    path("search/", searching.search, name="search"),
    path("search/suggest/", searching.suggest, name="suggest"),
    path("check/", check, name="check"),
    path("about/", views.about, name="about"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("changes.atom", conditional(feeds.ChangesFeed()), name="feed"),
    path("sitemap.xml", conditional(sitemap), {"sitemaps": sitemaps.SITEMAPS}, name="sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("admin/", admin.site.urls),
]
