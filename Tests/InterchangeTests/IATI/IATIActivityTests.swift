import Domain
import Foundation
import Interchange
import TestSupport
import Testing

@Suite("IATI activities become typed values")
struct IATIActivityTests {
  @Test("the sample of version 2.03", .enabled(if: SharedFiles.file("schemas/iati203/tadamun-activity.xml") != nil))
  func sample() throws {
    let file = try #require(SharedFiles.file("schemas/iati203/tadamun-activity.xml"))
    let (activities, summary) = try IATIReading.read(IATIReader(path: file.path))
    #expect(summary.version == "2.03")
    #expect(summary.skipped.map(\.element) == ["iati-activities/@generated-datetime"])
    let activity = try #require(activities.first)
    #expect(activity.title["fr"] == "Puits et irrigation")
    #expect(activity.title["ar"] == "بئر وشبكة ري")
    #expect(activity.reportingOrganisation?.ref == "MA-TAD-F001")
    #expect(activity.participatingOrganisations.first?.role == "4")
    #expect(activity.status == 2)
    #expect(activity.days.map(\.kind) == [.actualStart])
    #expect(activity.recipientCountries.first?.percentage == 100)
    let transaction = try #require(activity.transactions.first)
    #expect(transaction.value == (try Money(minor: 4_000_050, .mad)))
    #expect(transaction.valueDate == (try CalendarDate(iso: "2026-03-16")))
    #expect(transaction.line == 13)
    let indicator = try #require(activity.results.first?.indicators.first)
    #expect(indicator.isAscending)
    #expect(indicator.baselines.first?.year == 2_025)
    #expect(indicator.baselines.first?.measurement.value == 0)
    #expect(indicator.periods.first?.targets.first?.value == 60)
    #expect(indicator.periods.first?.actuals.first?.value == 42)
    let dimensions = try #require(indicator.periods.first?.actuals.first?.dimensions)
    #expect(dimensions.map { "\($0.name)=\($0.value)" } == ["sex=female"])
    #expect(activity.lastUpdated == (try CalendarDate(iso: "2026-05-01")))
    #expect(Set(activity.skipped.map(\.element)) == ["description", "sector", "iati-activity/@hierarchy"])
  }

  @Test(
    "values are exact; corrections and zeros are carried",
    arguments: [
      ("100", 10_000), ("-12.50", -1_250), ("0", 0), ("0.00", 0), ("+1.5", 150), (".5", 50), ("5.", 500),
      (" 7.10\n", 710), ("100.000", 10_000), ("0.10", 10),
    ])
  func values(_ text: String, _ minor: Int64) throws {
    let activity = try IATIReading.activity(IATIReading.transaction("<value value-date=\"2026-01-01\">\(text)</value>"))
    #expect(activity?.transactions.first?.value.minor == minor)
    #expect(activity?.transactions.first?.valueText == text.trimmingCharacters(in: .whitespacesAndNewlines))
    #expect(activity?.skipped == [])
  }

  @Test(
    "a value that is none is listed and the transaction with it",
    arguments: [
      ("1e3", "amount_malformed"), ("1,000", "amount_malformed"), ("1 000", "amount_malformed"),
      ("", "amount_malformed"), (".", "amount_malformed"), ("NaN", "amount_malformed"), ("١٢", "amount_malformed"),
      ("0.001", "amount_too_many_decimals"), ("99999999999999999999", "amount_out_of_range"),
    ])
  func badValues(_ text: String, _ code: String) throws {
    let activity = try IATIReading.activity(IATIReading.transaction("<value value-date=\"2026-01-01\">\(text)</value>"))
    #expect(activity?.transactions.isEmpty == true)
    #expect(IATIReading.skips(activity) == ["\(code) transaction/value 3", "part_missing transaction 3"])
  }

  @Test("the currency of the value comes before that of the activity")
  func currencies() throws {
    let value = "<value currency=\"TND\" value-date=\"2026-01-01\">1.250</value>"
    let activity = try IATIReading.activity(IATIReading.transaction(value))
    #expect(activity?.transactions.first?.value == (try Money(minor: 1_250, Currency("TND"))))
    let unknown = try IATIReading.activity(IATIReading.transaction("<value>5</value>"), currency: "ZZZ")
    #expect(unknown?.transactions.isEmpty == true)
    #expect(
      IATIReading.skips(unknown) == [
        "unknown_currency iati-activity/@default-currency 2", "part_missing transaction/value 3",
        "part_missing transaction 3",
      ])
  }

  @Test("every type of transaction", arguments: 1...13)
  func kinds(_ code: Int) throws {
    let activity = try IATIReading.activity(IATIReading.transaction("<value>5</value>", type: "\(code)"))
    #expect(activity?.transactions.first?.kind.rawValue == code)
  }

  @Test(
    "a type, a day or a part that cannot be used is listed",
    arguments: [
      (IATIReading.transaction("<value>5</value>", type: "14"), "code_unknown transaction/transaction-type 3"),
      (IATIReading.transaction("<value>5</value>", type: "D"), "code_unknown transaction/transaction-type 3"),
      (
        IATIReading.transaction("<value>5</value>", date: "2026-02-30"),
        "date_invalid transaction/transaction-date/@iso-date 3"
      ),
      (
        IATIReading.transaction("<value>5</value>", date: "15/03/2026"),
        "date_malformed transaction/transaction-date/@iso-date 3"
      ),
      ("<activity-date type=\"9\" iso-date=\"2026-01-01\"/>", "code_unknown activity-date 3"),
      ("<activity-status code=\"7\"/>", "code_unknown activity-status 3"),
      ("<recipient-country/>", "part_missing recipient-country 3"),
      ("<participating-org role=\"1\"/>", "part_missing participating-org 3"),
      ("<title>Puits</title>", "text_not_stored title 3"), ("<titel/>", "element_unknown titel 3"),
      ("<my:own xmlns:my=\"urn:x\"/>", "element_unknown my:own 3"),
      ("<title><narrative>a</narrative></title><title/>", "element_repeated title 3"),
    ])
  func unusable(_ inner: String, _ skip: String) throws {
    #expect(IATIReading.skips(try IATIReading.activity(inner)).first == skip)
  }

  @Test("a time zone behind a day is passed over", arguments: ["2026-03-15Z", "2026-03-15+01:00"])
  func zones(_ date: String) throws {
    let activity = try IATIReading.activity(IATIReading.transaction("<value>5</value>", date: date))
    #expect(activity?.transactions.first?.date == (try CalendarDate(iso: "2026-03-15")))
  }

  @Test("the same thing passed over many times is one entry with a count")
  func counted() throws {
    let activity = try IATIReading.activity(String(repeating: "<sector code=\"1\"/>\n", count: 5))
    #expect(activity?.skipped.map(\.count) == [5])
    #expect(activity?.skipped.first?.line == 3)
    #expect(activity?.skipped.first?.activity == "MA-1")
    #expect(activity?.skipped.first?.file == "a.xml")
  }
}
