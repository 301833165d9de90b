"""A connection that is lost in the middle of a report: the browser keeps what was typed and says so; what is sent again
counts once."""

import json
import unittest

import driving
from service import PROGRAMME

PERIOD = "2026-04-01..2026-06-30"


class Connection(unittest.TestCase):
    def setUp(self):
        self.service = driving.current.service
        self.form = f"/actors/{self.service.actor}/programmes/{PROGRAMME}/reports/{PERIOD}"
        self.visitor = driving.current.visitor(width=driving.NARROW, language="fr")
        self.addCleanup(self.visitor.context.close)
        self.visitor.sign_in("rachid")
        self.page = self.visitor.page

    def first(self):
        return self.page.locator("[id^='v.']").first

    def says(self, words):
        self.page.wait_for_function(
            "words => document.getElementById('kept').textContent.includes(words)", arg=words, timeout=20_000)

    def kept(self):
        place = f"report:{self.form}"
        return json.loads(self.page.evaluate("place => localStorage.getItem(place)", place) or "null")

    def reports(self):
        listed = self.page.request.get(f"{self.service.address}/actors/{self.service.actor}?lang=fr").text()
        return listed.count(f"/actors/{self.service.actor}/reports/")

    def test_what_is_typed_is_saved_by_itself(self):
        self.visitor.open(self.form)
        self.first().fill("41")
        self.says("pas encore envoyé")
        self.says("Le brouillon est enregistré.")
        self.assertIsNone(self.kept())
        # Another device goes on where this one stopped.
        other = driving.current.visitor()
        self.addCleanup(other.context.close)
        other.sign_in("rachid")
        other.open(self.form)
        self.assertEqual(other.page.locator("[id^='v.']").first.input_value(), "41")

    def test_a_lost_connection_keeps_the_draft(self):
        self.visitor.open(self.form)
        before = self.reports()
        name = self.first().get_attribute("id")
        self.visitor.context.set_offline(True)
        self.first().fill("42")
        self.says("Pas de connexion")
        self.assertEqual(self.kept()["fields"][name], "42")
        # Sending it shows no page of the browser's own; what was typed stays.
        self.page.click("button[value=submit]")
        self.says("Pas de connexion")
        self.assertEqual(self.first().input_value(), "42")
        # The browser is closed and opened again, with a connection.
        self.page.goto("about:blank")
        self.visitor.context.set_offline(False)
        self.visitor.open(self.form)
        self.assertEqual(self.first().input_value(), "42")
        self.assertIn("encore dans ce navigateur", self.page.inner_text("#kept"))
        self.says("Le brouillon est enregistré.")
        self.assertIsNone(self.kept())
        self.assertEqual(self.reports(), before)

    def test_the_connection_comes_back_by_itself(self):
        self.visitor.open(self.form)
        self.visitor.context.set_offline(True)
        self.first().fill("43")
        self.says("Pas de connexion")
        self.visitor.context.set_offline(False)
        self.says("Le brouillon est enregistré.")

    def test_an_answer_that_is_lost_counts_once(self):
        self.visitor.open(self.form)
        before = self.reports()
        self.first().fill("44")
        self.says("Le brouillon est enregistré.")
        lost = []

        def lose(route):
            # The service gets the form; its answer does not arrive.
            if route.request.method == "POST" and not lost:
                headers = route.request.all_headers() | {"sec-fetch-site": "same-origin"}
                lost.append(route.fetch(max_redirects=0, headers=headers).status)
                route.abort("connectionreset")
            else:
                route.continue_()

        self.page.route("**/reports/**", lose)
        self.page.click("button[value=submit]", no_wait_after=True)
        self.page.wait_for_timeout(1_500)
        self.assertEqual(lost, [303])
        self.page.unroute("**/reports/**", lose)
        self.assertEqual(self.reports(), before + 1)
        self.visitor.open(self.form)
        fields = {name: self.page.input_value(f"#report [name={name}]") for name in ["key", "draft", "version"]}
        self.assertEqual(fields["draft"], "")
        # Going back and sending the same again leads to the report that is there.
        self.page.go_back()
        self.assertEqual(self.reports(), before + 1)

    def test_two_devices_do_not_write_over_each_other_unasked(self):
        self.visitor.open(self.form)
        other = driving.current.visitor()
        self.addCleanup(other.context.close)
        other.sign_in("rachid")
        other.open(self.form)
        self.first().fill("45")
        self.says("Le brouillon est enregistré.")
        self.visitor.context.set_offline(True)
        self.first().fill("46")
        self.says("Pas de connexion")
        self.page.goto("about:blank")
        other.open(self.form)
        other.page.locator("[id^='v.']").first.fill("47")
        other.page.wait_for_function(
            "() => document.getElementById('kept').textContent.includes('enregistré')", timeout=20_000)
        self.visitor.context.set_offline(False)
        self.visitor.open(self.form)
        self.assertEqual(self.first().input_value(), "47")
        self.page.click("#kept button")
        self.assertEqual(self.first().input_value(), "46")
