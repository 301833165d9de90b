"""What fits into the tests that everybody runs: a report without JavaScript, and five pages in Arabic on a small screen."""

import unittest

import driving
from test_pages import pages
from test_plain import Plain


class Short(Plain):
    test_why_there_is_no_value_is_said_without_a_script = None
    test_a_table_is_downloaded_filled_in_and_sent_back = None

    def test_five_pages(self):
        service = driving.current.service
        with driving.current.visitor(width=driving.NARROW, language="ar") as visitor:
            visitor.sign_in("rachid")
            for name in ["sign-in", "home", "form", "score", "sheet"]:
                with self.subTest(name):
                    self.assertEqual(driving.faults_of(visitor, pages(service)[name][0]), [])


# The loader would take the tests that this one is made of, too.
del Plain
