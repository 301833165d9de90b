"""Why a score is what it is, printed: one sheet of A4."""

import re
import unittest

import driving
from service import PROGRAMME


class Print(unittest.TestCase):
    def test_the_sheet_is_one_page(self):
        service = driving.current.service
        for language in ["ar", "fr", "en"]:
            with self.subTest(language), driving.current.visitor(language=language) as visitor:
                visitor.sign_in("rachid")
                shown = visitor.open(f"/programmes/{PROGRAMME}/actors/{service.actor}/sheet")
                self.assertEqual(shown.status, 200)
                printed = visitor.page.pdf(format="A4", path=service.folder / f"sheet-{language}.pdf")
                self.assertEqual(len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)), 1)
                visitor.page.emulate_media(media="print")
                for hidden in ["nav", ".skip", ".back"]:
                    self.assertFalse(visitor.page.is_visible(f"{hidden} >> nth=0"), hidden)
                self.assertTrue(visitor.page.is_visible(".sheet .bars"))
