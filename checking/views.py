"""Check a text: a reader pastes a job description and sees what it covers. Nothing pasted is
stored or logged, and no cookie is set."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.debug import SafeExceptionReporterFilter
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from checking import files, limits
from checking.forms import EXAMPLE_LABELS, CheckForm, example
from checking.result import Result
from checking.result import check as hold_against
from extraction import Refusal
from roles.models import Claim, Role

BUSY = (
    f"From your address came more than {limits.PER_MINUTE} texts in a minute. "
    "Wait a minute; your text still stands below."
)
MEDIA = {
    "md": (files.as_markdown, "text/markdown; charset=utf-8"),
    "csv": (files.as_csv, "text/csv; charset=utf-8"),
}


class Secretive(SafeExceptionReporterFilter):
    """Hides the text in reports of errors under DEBUG, too."""

    def is_active(self, request) -> bool:
        return True


@csrf_exempt  # it changes nothing, and a token would be a cookie
@sensitive_post_parameters()
@sensitive_variables()
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    request.exception_reporter_filter = Secretive()
    if request.method != "POST":
        return _page(request, CheckForm(initial=example(request.GET.get("example", ""))))
    form = CheckForm(request.POST)
    if limits.exceeded(request):
        form.add_error(None, BUSY)
        return _page(request, form, status=429)
    if not form.is_valid():
        return _page(request, form, status=400)
    try:
        result = _result(form)
    except Refusal as refusal:
        form.add_error("text", str(refusal))
        return _page(request, form, status=400)
    if wanted := form.cleaned_data["format"]:
        return _file(request, result, wanted)
    return _page(request, form, result)


@sensitive_variables()
def _result(form: CheckForm) -> Result:
    role = form.cleaned_data["role"]
    Role.objects.family_of([role])
    return hold_against(form.cleaned_data["text"], role, Claim.objects.for_reading().involving())


def _page(request, form: CheckForm, result: Result | None = None, *, status=200) -> HttpResponse:
    as_markdown = files.as_markdown(result, request.build_absolute_uri) if result else ""
    context = {"form": form, "result": result, "as_markdown": as_markdown}
    context["examples"] = EXAMPLE_LABELS.items()
    response = render(request, "checking/check.html", context, status=status)
    if status == 429:
        response["Retry-After"] = str(limits.MINUTE)
    return response


def _file(request, result: Result, wanted: str) -> HttpResponse:
    write, kind = MEDIA[wanted]
    response = HttpResponse(write(result, request.build_absolute_uri), content_type=kind)
    name = f"check-{result.role.slug}.{wanted}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
