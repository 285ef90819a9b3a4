"""The guard of the `context` fixture sees what it is there to see."""

import pytest


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("console.error('broken')", "console: broken"),
        ("setTimeout(() => { throw new Error('oops') })", "script: "),
        ("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')", "console: "),
        (
            "document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.2/x.png'}))",
            "console: ",
        ),
        ("{ open('http://127.0.0.2/') }", "request to another host: http://127.0.0.2/"),
    ],
    ids=["console", "exception", "inline style", "policy on images", "other host"],
)
def test_a_problem_is_noticed(page, problems, script, expected):
    page.goto("/admin/login/")
    page.evaluate(script)
    for _ in range(50):
        if problems:
            break
        page.wait_for_timeout(100)
    assert problems[0].startswith(expected)
    problems.clear()
