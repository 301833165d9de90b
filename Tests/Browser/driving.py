"""The browser, and what is asked of every page in it."""

import gzip
import os
import pathlib
import re
import urllib.parse

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from service import PASSWORD

NARROW, WIDE = 360, 1280
MAXIMUM_WEIGHT = 60_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

current = None


class Browser:
    """Chromium, for as long as the tests run."""

    def __init__(self, service):
        self.service = service

    def __enter__(self):
        global current
        self.playwright = sync_playwright().start()
        self.chromium = self.playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        current = self
        return self

    def __exit__(self, *_):
        self.chromium.close()
        self.playwright.stop()

    def visitor(self, **options) -> "Visitor":
        return Visitor(self, **options)


class Visitor:
    """Somebody with a browser of their own. What goes wrong in it is kept: messages of the console, faults of scripts,
    requests to another site."""

    def __init__(self, browser, *, width=WIDE, language="fr", scripts=True):
        self.service = browser.service
        self.language = language
        self.context = browser.chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, accept_downloads=True)
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda fault: self.complaints.append(f"fault: {fault}"))
        self.page.on("request", self.watch)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def hear(self, message):
        # A refused form is a page of its own; the browser notes its status.
        if message.type in ("error", "warning") and "the server responded with a status" not in message.text:
            self.complaints.append(f"{message.type}: {message.text}")

    def watch(self, request):
        parts = urllib.parse.urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and f"{parts.scheme}://{parts.netloc}" != self.service.address:
            self.complaints.append(f"another site: {request.url}")

    def open(self, path):
        separator = "&" if "?" in path else "?"
        address = path if "lang=" in path else f"{path}{separator}lang={self.language}"
        return self.page.goto(f"{self.service.address}{address}")

    def sign_in(self, name):
        self.open("/sign-in")
        self.page.fill("#email", f"{name}@example.org")
        self.page.fill("#password", PASSWORD)
        self.page.click("main button")
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def send(self, selector):
        """Presses a button that sends a form, and waits for the page that answers."""
        with self.page.expect_navigation():
            self.page.click(selector)

    def text(self) -> str:
        return self.page.inner_text("main")


def faults_of(visitor, path) -> list[str]:
    """Everything that is asked of every page and that this one has not."""
    visitor.complaints.clear()
    shown = visitor.open(path)
    visitor.page.wait_for_load_state("load")
    faults = list(visitor.complaints)
    if shown.status != (404 if "nothing" in path else 200):
        faults.append(f"it is answered {shown.status}")
    return faults + faults_of_shown(visitor) + faults_of_weight(visitor)


def faults_of_shown(visitor) -> list[str]:
    """What is wrong with the page as it is shown now."""
    found = Axe().run(visitor.page, options={"runOnly": {"type": "tag", "values": RULES}})
    faults = [
        f"axe: {violation['id']}: {violation['help']}: " + "; ".join(
            f"{node['target']} {node.get('failureSummary', '')}" for node in violation["nodes"][:3])
        for violation in found.response["violations"]
    ]
    excess = visitor.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if excess > 0:
        faults.append(f"it is {excess} pixels wider than the screen")
    direction = visitor.page.get_attribute("html", "dir")
    if direction != ("rtl" if visitor.language == "ar" else "ltr"):
        faults.append(f"it runs {direction}")
    return faults


def faults_of_weight(visitor) -> list[str]:
    """Whether the page and all that it asks for, compressed, pass what a slow line bears; and whether anything has to be
    fetched that only another file names, and not the page."""
    page = visitor.page.request.get(visitor.page.url, fail_on_status_code=False).body()
    named = set(re.findall(rb'(?:href|src)="(/static/[^"]+)"', page))
    weight, later = len(gzip.compress(page)), set()
    for path in sorted(named):
        file = visitor.page.request.get(visitor.service.address + path.decode()).body()
        weight += len(file) if path.endswith(b".woff2") else len(gzip.compress(file))
        later |= set(re.findall(rb'url\("(/static/[^"]+)"\)', file)) - named
    faults = [f"it weighs {weight} bytes"] if weight > MAXIMUM_WEIGHT else []
    # Other languages have the style sheet's font named and never fetched.
    if visitor.language == "ar" and later:
        faults.append(f"{later} take another round trip")
    return faults


def picture(visitor, name):
    """Keeps a screenshot where PICTURES names a folder."""
    folder = os.environ.get("PICTURES")
    if folder:
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        visitor.page.screenshot(path=f"{folder}/{name}.png", full_page=True)
