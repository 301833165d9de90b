"""What is asked of every page, in Arabic and French, on a small and a large screen: no rule of WCAG 2.2 AA broken, nothing
wider than the screen, no fault and no complaint in the console, nothing of another site, 60 kB at most."""

import re
import unittest

import driving
from service import PROGRAMME


def pages(service) -> dict[str, tuple[str, str | None]]:
    """Addresses by name, with who looks."""
    programme, actor = f"/programmes/{PROGRAMME}", f"/actors/{service.actor}"
    return {
        "sign-in": ("/sign-in", None),
        "password": ("/sign-in/password?link=x", None),
        "error": ("/nothing-here", "chief"),
        "programmes": ("/", "chief"),
        "scores": (programme, "chief"),
        "overview": (f"{programme}/overview", "chief"),
        "method": (f"{programme}/method", "chief"),
        "runs": (f"{programme}/runs", "chief"),
        "rounds": (f"{programme}/proposals", "farid"),
        "round": (f"{programme}/proposals/1", "farid"),
        "queue": (f"{programme}/reports?state=verified", "karim"),
        "home": (actor, "rachid"),
        "money": (f"{actor}/money", "rachid"),
        "form": (f"{actor}/programmes/{PROGRAMME}/reports/2025-01-01..2025-03-31", "rachid"),
        "score": (f"{programme}/actors/{service.actor}", "rachid"),
        "sheet": (f"{programme}/actors/{service.actor}/sheet", "rachid"),
    }


class Pages(unittest.TestCase):
    def test_every_page_in_two_languages_on_two_screens(self):
        service = driving.current.service
        for language in ["ar", "fr"]:
            for width in [driving.NARROW, driving.WIDE]:
                visitors = {}
                for name, (path, who) in pages(service).items():
                    if who not in visitors:
                        visitors[who] = driving.current.visitor(width=width, language=language)
                        if who:
                            visitors[who].sign_in(who)
                    with self.subTest(name, language=language, width=width):
                        self.assertEqual(driving.faults_of(visitors[who], path), [])
                    driving.picture(visitors[who], f"{name}-{language}-{width}")
                self.look_at_report(visitors["karim"], service, language, width)
                for visitor in visitors.values():
                    visitor.context.close()

    def look_at_report(self, visitor, service, language, width):
        """A report as its verifier sees it, with the forms of a decision."""
        visitor.open(f"/programmes/{PROGRAMME}/reports?state=verified")
        link = visitor.page.locator("table a[href*='/reports/']").first.get_attribute("href")
        with self.subTest("report", language=language, width=width):
            self.assertEqual(driving.faults_of(visitor, re.sub(r"\?.*", "", link)), [])
        driving.picture(visitor, f"report-{language}-{width}")

    def test_a_form_is_filled_in_with_the_keyboard_alone(self):
        service = driving.current.service
        with driving.current.visitor() as visitor:
            visitor.open("/sign-in")
            page = visitor.page
            page.keyboard.press("Tab")
            self.assertEqual(page.evaluate("document.activeElement.className"), "skip")
            page.keyboard.press("Enter")
            order = []
            for _ in range(4):
                page.keyboard.press("Tab")
                order.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
            self.assertEqual(order, ["email", "password", "code", "BUTTON"])
            self.assertEqual(visitor.complaints, [])

    def test_the_language_of_a_page_is_chosen_on_it(self):
        with driving.current.visitor(language="fr") as visitor:
            visitor.sign_in("rachid")
            visitor.open(f"/actors/{driving.current.service.actor}/money?by=year")
            visitor.send("nav a[hreflang=ar]")
            self.assertEqual(visitor.page.get_attribute("html", "dir"), "rtl")
            self.assertIn("/money", visitor.page.url)
