"""The whole story: an invitation, a report in Arabic that comes back and is sent again, its verification, the night, the
score seen and understood, the round approved, the tranche paid."""

import datetime
import json
import re
import unittest

import driving
from service import PASSWORD, PROGRAMME


class Story(unittest.TestCase):
    def setUp(self):
        self.service = driving.current.service

    def visitor(self, name=None, **options):
        visitor = driving.current.visitor(**options)
        self.addCleanup(visitor.context.close)
        self.addCleanup(lambda: self.assertEqual(visitor.complaints, []))
        if name:
            visitor.sign_in(name)
        return visitor

    def test_from_invitation_to_payment(self):
        amina = self.visitor(width=driving.NARROW, language="ar")
        self.accept_invitation(amina)
        report = self.report(amina)
        self.send_back(report)
        again = self.answer(amina, report)
        self.judge(again)
        before = self.score(amina)
        self.service.run("score", PROGRAMME)
        after = self.score(amina)
        self.assertNotEqual(before, after)
        self.understand(amina)
        proposal = self.approve_round()
        self.pay(proposal)
        self.see_money(amina)

    def accept_invitation(self, amina):
        amina.open(f"/sign-in/password?link={self.service.link}")
        amina.page.fill("#password", PASSWORD)
        amina.send("main button")
        self.assertIn("سُجّلت كلمة السر", amina.text())
        amina.sign_in("amina")
        with amina.page.expect_navigation():
            amina.page.click(".home a")
        self.assertIn("ما يجب التصريح به", amina.text())

    def report(self, amina) -> str:
        """Fills the form in, gets it wrong once, and sends it.
        Returns the address of the report."""
        with amina.page.expect_navigation():
            amina.page.click("a.do")
        self.assertEqual(amina.page.get_attribute("html", "dir"), "rtl")
        first = amina.page.locator("[id^='v.']").first
        self.indicator = first.get_attribute("id")[2:]
        first.fill("كثير")
        amina.send("button[value=submit]")
        self.assertIn("هذا ليس عددًا.", amina.page.inner_text("[role=alert]"))
        self.assertEqual(driving.faults_of_shown(amina), [])
        driving.picture(amina, "form-refused-ar-360")
        # The summary leads to the field, which kept what was typed.
        amina.page.click("[role=alert] li a")
        field = amina.page.locator(f"[id='v.{self.indicator}']")
        self.assertEqual(field.evaluate("it => it === document.activeElement"), True)
        self.assertEqual(field.input_value(), "كثير")
        # Arabic-Indic digits with their decimal sign are a number.
        field.fill("٣٥٫٥")
        amina.send("button[value=submit]")
        self.assertIn("وصل التصريح", amina.text())
        return re.search(r"/actors/[^?]+", amina.page.url).group(0)

    def send_back(self, report):
        karim = self.visitor("karim")
        karim.open(f"/programmes/{PROGRAMME}/reports")
        link = karim.page.locator(f"a[href^='{report}?']")
        # The oldest come first.
        while link.count() == 0:
            karim.send("a[rel=next]")
        with karim.page.expect_navigation():
            link.click()
        karim.page.select_option(f"[id='s.{self.indicator}']", "returned")
        karim.page.fill(f"[id='r.{self.indicator}']", "أرفقوا السجل من فضلكم")
        karim.send(f"form[action*='/verification']:has([id='s.{self.indicator}']) button")
        self.assertIn("renvoyé", karim.text())

    def answer(self, amina, report) -> str:
        amina.open(report)
        with amina.page.expect_navigation():
            amina.page.click("main a[href*='/programmes/'][href*='/reports/']")
        field = amina.page.locator(f"[id='v.{self.indicator}']")
        note = field.get_attribute("aria-describedby")
        self.assertIn("أرفقوا السجل", amina.page.inner_text(f"[id='{note}']"))
        driving.picture(amina, "form-returned-ar-360")
        field.fill("30")
        amina.send("button[value=submit]")
        again = re.search(r"/actors/[^?]+", amina.page.url).group(0)
        self.assertNotEqual(again, report)
        return again

    def judge(self, report):
        karim = self.visitor("karim")
        karim.open(report)
        karim.page.select_option(f"[id='s.{self.indicator}']", "other")
        karim.page.fill(f"[id='v.{self.indicator}']", "29,5")
        driving.picture(karim, "report-verifier-fr-1280")
        karim.send(f"form[action*='/verification']:has([id='s.{self.indicator}']) button")
        self.assertIn("29,5", karim.text())
        nadia = self.visitor("nadia")
        nadia.open(report)
        nadia.send("form[action*='/validation'] button")
        self.assertIn("Validée", nadia.text())
        nadia.send("form[action*='/lock'] button")
        self.assertIn("Verrouillée", nadia.text())

    def score(self, visitor) -> str:
        visitor.open(f"/programmes/{PROGRAMME}/actors/{self.service.actor}/sheet")
        return visitor.page.inner_text("main")

    def understand(self, amina):
        amina.open(f"/actors/{self.service.actor}")
        with amina.page.expect_navigation():
            amina.page.click("a[href*='/sheet']")
        text = amina.text()
        for words in ["مِمَّ تتكوّن النتيجة", "أكثر ما يرفع النتيجة", "ما لم يُصرَّح به", "أموالها"]:
            self.assertIn(words, text)
        with amina.page.expect_navigation():
            amina.page.click(".back a")
        self.assertIn("ما تغيّر منذ عملية الاحتساب السابقة", amina.text())

    def approve_round(self) -> str:
        farid = self.visitor("farid")
        farid.open(f"/programmes/{PROGRAMME}/proposals")
        farid.page.select_option("#fund", "grant-income")
        farid.page.fill("#amount", "100 000,00")
        farid.send("form[action*='/proposals'] button")
        address = re.search(r"/programmes/[^?]+", farid.page.url).group(0)
        farid.send("form[action*='/submission'] button")
        self.assertIn("Présenté", farid.text())
        nadia = self.visitor("nadia")
        nadia.open(address)
        driving.picture(nadia, "round-fr-1280")
        nadia.send("form[action*='/approval'] button")
        self.assertIn("approuvé", nadia.text().lower())
        return address.rsplit("/", 1)[1]

    def pay(self, proposal):
        """Awards, agreements and payments have no page; they are recorded by the program."""
        today = datetime.date.today().isoformat()
        award = self.service.folder / "award.json"
        award.write_text(json.dumps({
            "code_prefix": "tour", "names": {"fr": "Tour", "ar": "جولة"}, "purpose": "Résultats",
            "first_on": today, "last_on": (datetime.date.today() + datetime.timedelta(days=360)).isoformat(),
            "on": today, "currency": "MAD", "signed_by": ["farid@example.org", "nadia@example.org"],
            "tranches": [{"share_bp": 10000, "planned_on": today}]}))
        self.service.run("grant", "award", proposal, str(award), "--by", "farid")
        grants = json.loads(self.service.run("grant", "list", "--grantee", self.service.actor, "--json"))
        code = next(grant["code"] for grant in grants if grant["code"].startswith("tour"))
        first = json.dumps({"tranche": 1, "on": today})
        for what, who in [("tranche-requests", "farid"), ("approvals", "nadia"), ("payments", "farid")]:
            self.service.run("grant", "record", code, what, "--by", who, "--body", first)

    def see_money(self, amina):
        amina.open(f"/actors/{self.service.actor}/money?by=month&lang=ar")
        self.assertIn("صندوق دعم الأنشطة المدرة للدخل", amina.text())
        self.assertIn("المُسلَّم", amina.text())
