import Domain
import Interchange
import Testing

@Suite("Results of IATI activities")
struct IATIResultTests {
  static func result(_ indicator: String) -> String {
    """
    <result type="2" aggregation-status="0"><title><narrative>Revenu</narrative></title>
    <indicator measure="1" ascending="0"><title><narrative>Abandon scolaire</narrative></title>
    \(indicator)
    </indicator></result>
    """
  }

  static func period(_ inner: String) -> String {
    """
    <period><period-start iso-date="2026-01-01"/><period-end iso-date="2026-03-31"/>\(inner)</period>
    """
  }

  @Test("baselines, targets and actuals with dimensions, comments and lines")
  func full() throws {
    let activity = try IATIReading.activity(
      IATIResultTests.result(
        """
        <baseline iso-date="2025-12-31" value="-1.5"><comment><narrative xml:lang="ar">قبل المشروع</narrative></comment></baseline>
        \(IATIResultTests.period("<target value=\"0\"/><actual value=\"3\"/><actual/>"))
        """))
    let result = try #require(activity?.results.first)
    let indicator = try #require(result.indicators.first)
    #expect(result.mayBeAggregated == false)
    #expect(!indicator.isAscending)
    #expect(indicator.baselines.first?.measurement.value == -1.5)
    #expect(indicator.baselines.first?.date == (try CalendarDate(iso: "2025-12-31")))
    #expect(indicator.baselines.first?.measurement.comment["ar"] == "قبل المشروع")
    #expect(indicator.periods.first?.targets.map(\.value) == [0])
    #expect(indicator.periods.first?.actuals.map(\.value) == [3, nil])
    #expect(indicator.periods.first?.line == 6)
    #expect(activity?.skipped == [])
  }

  @Test(
    "what cannot be used is listed",
    arguments: [
      (IATIResultTests.period("<actual value=\"1,5\"/>"), "number_malformed result/indicator/period/actual/@value 5"),
      (IATIResultTests.period("<actual value=\"1e3\"/>"), "number_malformed result/indicator/period/actual/@value 5"),
      (IATIResultTests.period("<actual value=\"n/a\"/>"), "number_malformed result/indicator/period/actual/@value 5"),
      ("<period><period-start iso-date=\"2026-01-01\"/></period>", "part_missing result/indicator/period 5"),
      (
        "<period><period-start iso-date=\"2026-02-01\"/><period-end iso-date=\"2026-01-01\"/></period>",
        "period_reversed result/indicator/period 5"
      ),
      (
        IATIResultTests.period("<target value=\"1\"><location ref=\"x\"/></target>"),
        "element_not_stored result/indicator/period/target/location 5"
      ),
      (
        IATIResultTests.period("<target value=\"1\"><dimension name=\"sex\"/></target>"),
        "part_missing result/indicator/period/target/dimension 5"
      ),
      ("<reference vocabulary=\"1\" code=\"2\"/>", "element_not_stored result/indicator/reference 5"),
    ])
  func unusable(_ inner: String, _ skip: String) throws {
    #expect(IATIReading.skips(try IATIReading.activity(IATIResultTests.result(inner))) == [skip])
  }

  @Test("codes are short, plain and the same for the same titles")
  func codes() {
    let code = IATICode.indicator(result: "Revenu", indicator: "Femmes ayant augmenté leur revenu", measure: "1")
    #expect(
      code == IATICode.indicator(result: " revenu", indicator: "FEMMES ayant  augmenté leur revenu", measure: "1"))
    #expect(code.hasPrefix("femmes_ayant_augmente_leur_"))
    #expect(code != IATICode.indicator(result: "Emploi", indicator: "Femmes ayant augmenté leur revenu", measure: "1"))
    #expect(code != IATICode.indicator(result: "Revenu", indicator: "Femmes ayant augmenté leur revenu", measure: "2"))
    #expect(IATICode.organisation("تعاونية تيفاوين").hasPrefix("organisation_"))
    #expect(IATICode.organisation("تعاونية تيفاوين") != IATICode.organisation("تعاونية أركان"))
    #expect(IATICode.organisation("Government Of Tunisia") == "government_of_tunisia_09330825")
  }
}
