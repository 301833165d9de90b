"""Everything an organisation does, with JavaScript off, on a small screen."""

import pathlib
import unittest

import driving
from service import PROGRAMME

PERIOD = "2026-01-01..2026-03-31"


class Plain(unittest.TestCase):
    def setUp(self):
        self.service = driving.current.service
        self.visitor = driving.current.visitor(width=driving.NARROW, language="ar", scripts=False)
        self.addCleanup(self.visitor.context.close)
        self.visitor.sign_in("rachid")
        self.page = self.visitor.page
        self.form = f"/actors/{self.service.actor}/programmes/{PROGRAMME}/reports/{PERIOD}"

    def first(self):
        return self.page.locator("[id^='v.']").first

    def test_a_report_is_saved_refused_corrected_and_sent(self):
        self.visitor.open(self.form)
        self.first().fill("12")
        self.visitor.send("button[value=save]")
        self.assertIn("حُفظت المسودة.", self.visitor.text())
        self.assertEqual(self.first().input_value(), "12")
        self.first().fill("12x")
        self.visitor.send("button[value=submit]")
        self.assertIn("هذا ليس عددًا.", self.page.inner_text("[role=alert]"))
        self.assertTrue(self.page.title().startswith("لم"), self.page.title())
        self.assertEqual(self.first().input_value(), "12x")
        self.first().fill("12,5")
        self.visitor.send("button[value=submit]")
        self.assertIn("وصل التصريح", self.visitor.text())
        self.assertEqual(self.visitor.complaints, [])

    def test_why_there_is_no_value_is_said_without_a_script(self):
        self.visitor.open(self.form)
        name = self.first().get_attribute("id")[2:]
        cell = self.page.locator(f".cell:has([id='v.{name}'])")
        self.first().fill("")
        cell.locator("summary").click()
        self.page.select_option(f"[id='s.{name}']", "missing")
        self.page.fill(f"[id='r.{name}']", "ضاع السجل")
        self.visitor.send("button[value=save]")
        self.assertEqual(self.page.input_value(f"[id='r.{name}']"), "ضاع السجل")

    def test_a_table_is_downloaded_filled_in_and_sent_back(self):
        self.visitor.open(self.form)
        self.page.click("details:has(#file) > summary")
        with self.page.expect_download() as waiting:
            self.page.click("a[href*='template.csv']")
        file = pathlib.Path(waiting.value.path())
        lines = file.read_text("utf-8-sig").splitlines()
        self.assertIn("القيمة", lines[0])
        row = next(number for number, line in enumerate(lines[1:], 1) if ";;;" in line or line.count(";") == 9)
        cells = lines[row].split(";")
        cells[5:10] = ["77,5", "", "", "", ""]
        bad = lines[row + 1].split(";")
        bad[5:10] = ["كثير", "", "", "", ""]
        lines[row], lines[row + 1] = ";".join(cells), ";".join(bad)
        filled = self.service.folder / "filled.csv"
        filled.write_text("\r\n".join(lines) + "\r\n", "utf-8-sig")
        self.page.set_input_files("#file", filled)
        self.visitor.send("form[action*='/file'] button")
        self.assertIn("هذا ليس عددًا.", self.page.inner_text("[role=alert]"))
        indicator, group = cells[0].lstrip("\ufeff"), cells[1]
        self.assertEqual(self.page.input_value(f"[id='v.{indicator}.{group}']"), "77,5")
        self.assertEqual(self.page.input_value(f"[id='v.{bad[0]}.{bad[1]}']"), "كثير")
