from playwright.sync_api import expect


def test_the_login_page_opens_without_a_problem(page):
    page.goto("/admin/login/")
    expect(page.get_by_label("Username")).to_be_visible()
    # Its style sheet was served and applied: Django's admin has a coloured header.
    background = page.locator("#header").evaluate("e => getComputedStyle(e).backgroundColor")
    assert background != "rgba(0, 0, 0, 0)"


def test_a_user_can_log_in(page, django_user_model):
    django_user_model.objects.create_superuser("ada", password="a long enough one")
    page.goto("/admin/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("a long enough one")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What there is to curate")).to_be_visible()
