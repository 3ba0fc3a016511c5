"""What the gate sees in a page is what a browser would make of it."""

import pytest

from generator import gates, policy

THEME = "<script>theme()</script>"


def seen(markup: str) -> gates.Seen:
    seen = gates.Seen()
    gates.look("demo/page.html", markup, seen)
    return seen


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="https://example.com/a.png" alt="">',
        r'<img src="\\example.com/a.png" alt="">',
        '<img srcset="a.png 1x, //example.com/a.png 2x" alt="">',
        '<a href="about.html" ping="https://example.com/">x</a>',
        "<p style='background: url(//example.com/a.png)'>x</p>",
    ],
)
def test_what_would_be_loaded_from_outside_is_seen(markup: str) -> None:
    assert len(seen(markup).outside) == 1


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="javascript:alert(1)">x</a>',
        '<a href="&#1;Java&#10;Script:alert(1)">x</a>',
        '<a href=" data:text/html,x">x</a>',
        '<a href="vbscript:x">x</a>',
        '<a href="blob:https://example.com/x">x</a>',
        '<img src="data:image/png;base64,x" alt="">',
        '<img src="https:example.com/a.png" alt="">',
    ],
)
def test_an_address_that_runs_or_holds_something_is_seen(markup: str) -> None:
    found = seen(markup)
    assert len(found.schemes) == 1
    assert not found.links


@pytest.mark.parametrize(
    "markup",
    [
        '<p onclick="alert(1)">x</p>',
        '<p title="x"onmouseover=alert(1)>x</p>',
        "<img/src=project.png\tONERROR = 'alert(1)' alt=x>",
        '<a href=x" onclick=alert(1)>x</a>',
        '<a title="a>b" href="#" onfocus=alert(1)>x</a>',
        "<svg\nonload=alert(1)>",
        "<script>alert(1)</script>",
        '<script data-src="x">alert(1)</script>',
        '<script x=" src=">alert(1)</script>',
        '<SCRIPT type="text/javascript">alert(1)</SCRIPT>',
        '<script type="application/json" type="module">alert(1)</script>',
        "<script>never closed",
        "<p style='color:red'>x</p>",
        "<style>p { color: red }</style>",
        '<base href="about.html">',
        "<object></object>",
        "<embed>",
        "<iframe srcdoc=x></iframe>",
        "<FRAME>",
        '<meta http-equiv=" Refresh" content="0;url=about.html">',
        '<a href="https://example.com/" target="_blank">x</a>',
        '<a href="https://example.com/" target=other rel="nofollow">x</a>',
    ],
)
def test_markup_that_runs_or_frames_something_is_seen(markup: str) -> None:
    assert seen(markup).barred


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://example.com/">x</a> <a href="http://example.com/">x</a>',
        '<a href="mailto:a@example.com">x</a> <a href="tel:12345">x</a>',
        '<a href="https://example.com/" target="_blank" rel="noopener">x</a>',
        '<script src="a.js"></script> <script src="a.js" type="module"></script>',
        '<script id="__config" type="application/json">{"on": 1}</script>',
        "<p title='onclick=1'>on = 1, &lt;script&gt;</p>",
        '<meta http-equiv="x-ua-compatible" content="ie=edge">',
        "<section><basefont><framework></section>",
    ],
)
def test_what_only_looks_like_it_is_let_through(markup: str) -> None:
    found = seen(markup)
    assert not found.barred
    assert not found.schemes
    assert not found.outside


def test_of_the_scripts_in_a_page_its_policy_lets_through_those_that_are_known() -> None:
    page = policy.guarded(f"<html><head>\n</head>{THEME}<script>other()</script></html>", {policy.source("theme()")})
    assert list(seen(page).barred) == ["<script>other()"]


def test_a_policy_counts_only_where_it_is_the_first_thing_in_the_head() -> None:
    page = policy.guarded(f"<html><head></head>{THEME}</html>", {policy.source("theme()")})
    assert seen(page.replace("<head>", "<head><meta name=x>")).barred


def test_a_page_cannot_bring_the_policy_that_lets_its_script_run() -> None:
    own = policy.guarded("<head></head>" + THEME, {policy.source("theme()")})
    page = policy.guarded(f"<html><head>\n</head><body>{own}</body></html>", set())
    assert seen(page).barred


def test_links_between_pages_made_together_are_settled_and_others_wait_for_the_files() -> None:
    found = gates.Seen()
    links = ("b.html", "b.html#here", "b.html#gone", "../other/c.html#here", "#own", "#nowhere")
    markup = "".join(f'<a href="{link}">x</a>' for link in links)
    anchors = gates.look("demo/a.html", f'<p id="own">{markup}</p>', found)
    assert anchors == {"own"}
    gates.settle(found, {"demo/a.html": anchors, "demo/b.html": {"here"}})
    assert set(found.links) == {"demo/b.html#gone", "other/c.html#here", "demo/a.html#nowhere"}
