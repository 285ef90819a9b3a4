"""Every address of the site, on one screen."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import path

from checking.views import check
from publishing.http import conditional
from reading import comparing, converters, styleguide, taking, views  # noqa: F401 (registers `roles` and `form`)
from search import views as searching

handler400 = "cio_kb.bad_input.bad_request"
handler404 = "reading.missing.not_found"

urlpatterns = [
    path("", views.home, name="home"),
    path("roles/", views.role_list, name="role_list"),
    path("roles/<slug:slug>/", views.role, name="role"),
    path("roles/<slug:slug>/<cite:form>", taking.cite_role, name="cite_role"),
    path(
        "roles/<slug:slug>/responsibilities.md",
        taking.responsibilities_markdown,
        name="responsibilities_markdown",
    ),
    path("compare/", comparing.picker, name="compare"),
    path("compare/<roles:slugs>/", comparing.comparison, name="comparison"),
    path("compare/<roles:slugs>/<form:form>", comparing.comparison_file, name="comparison_file"),
    path("compare/<roles:slugs>/<cite:form>", comparing.cite_comparison, name="cite_comparison"),
    path("decisions/", views.decision_list, name="decision_area_list"),
    path("decisions/<slug:slug>/", views.decision, name="decision_area"),
    path("matrix/", comparing.matrix, name="matrix"),
    path("matrix/matrix.csv", comparing.matrix_csv, name="matrix_csv"),
    path("responsibilities/", views.responsibility_list, name="responsibility_list"),
    path("responsibilities/<slug:slug>/", views.responsibility, name="responsibility"),
    path("disagreements/", views.disagreement_list, name="disagreement_list"),
    path("disagreements/<slug:slug>/", views.disagreement, name="disagreement"),
    path("articles/", views.article_list, name="article_list"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("claims/<slug:slug>/", views.claim, name="claim"),
    path("claims/<slug:slug>/<cite:form>", taking.cite_claim, name="cite_claim"),
    path("timeline/", views.timeline, name="timeline"),
    path("topics/", views.topic_list, name="topic_list"),
    path("topics/<topic:slug>/", views.topic, name="topic"),
    path("titles/<slug:slug>/", views.title, name="title"),
    path("search/", searching.search, name="search"),
    path("search/suggest/", searching.suggest, name="suggest"),
    path("check/", check, name="check"),
    path("about/", views.about, name="about"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("changes.atom", conditional(taking.ChangesFeed()), name="feed"),
    path("sitemap.xml", conditional(sitemap), {"sitemaps": taking.SITEMAPS}, name="sitemap"),
    path("robots.txt", taking.robots, name="robots"),
    path("admin/", admin.site.urls),
]
