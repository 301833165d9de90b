import Domain

/// IATI activities as texts, one part a line, for the tests of their import.
enum IATIFile {
  static func activities(_ activities: String...) -> String {
    "<iati-activities version=\"2.03\">\n\(activities.joined(separator: "\n"))\n</iati-activities>\n"
  }

  /// An activity in USD that `reporter` reports and XX-COOP carries out.
  static func activity(_ identifier: String, by reporter: String = "XX-P", _ parts: String...) -> String {
    """
    <iati-activity default-currency="USD" xml:lang="en"><iati-identifier>\(identifier)</iati-identifier>
    <reporting-org ref="\(reporter)" type="60"><narrative>\(reporter)</narrative></reporting-org>
    <title><narrative>Wells</narrative></title>
    <participating-org ref="XX-COOP" role="4" type="22"><narrative>Coop</narrative></participating-org>
    \(parts.joined(separator: "\n"))
    </iati-activity>
    """
  }

  static func disbursement(
    _ value: String, ref: String? = nil, on day: String = "2024-01-05", receiver: String = ""
  ) -> String {
    "<transaction\(ref.map { " ref=\"\($0)\"" } ?? "")><transaction-type code=\"3\"/>"
      + "<transaction-date iso-date=\"\(day)\"/><value value-date=\"\(day)\">\(value)</value>\(receiver)</transaction>"
  }

  static func receiver(_ name: String, ref: String) -> String {
    "<receiver-org ref=\"\(ref)\"><narrative>\(name)</narrative></receiver-org>"
  }

  /// A result with one indicator; `inner` holds its baseline and periods.
  static func result(_ inner: String, measure: String = "1") -> String {
    """
    <result type="1"><title><narrative>Water</narrative></title>
    <indicator measure="\(measure)"><title><narrative>Wells</narrative></title>
    \(inner)
    </indicator></result>
    """
  }

  static func period(_ inner: String, from first: String = "2024-01-01", through last: String = "2024-12-31") -> String
  {
    "<period><period-start iso-date=\"\(first)\"/><period-end iso-date=\"\(last)\"/>\n\(inner)\n</period>"
  }

  /// What ``disbursement(_:ref:on:receiver:)`` in ``activity(_:by:_:)`` comes to.
  static func booked(_ value: String, by reporter: String = "XX-P") throws -> Contribution {
    try Contribution(
      .direct, of: Money(decimal: value, Currency("USD")), fund: Code("iati:\(reporter)"), for: Code("XX-COOP"),
      from: Code(reporter), on: CalendarDate(iso: "2024-01-05"), description: "Wells")
  }
}
