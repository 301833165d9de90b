import Domain
import Foundation
import Interchange

/// Reads IATI from texts, for the tests beside.
enum IATIReading {
  static func read(_ reader: IATIReader) throws -> (activities: [IATIActivity], summary: IATIReader.Summary) {
    final class Box { var list: [IATIActivity] = [] }
    let box = Box()
    let summary = try reader.forEachActivity { box.list.append($0) }
    return (box.list, summary)
  }

  static func read(_ xml: String, limits: IATILimits = IATILimits()) throws -> (
    activities: [IATIActivity], summary: IATIReader.Summary
  ) {
    try read(IATIReader(data: Data(xml.utf8), name: "a.xml", limits: limits))
  }

  /// One activity of version 2.03 in MAD with `inner` in it, which starts on line 3.
  static func activity(_ inner: String, currency: String = "MAD") throws -> IATIActivity? {
    let xml = """
      <iati-activities version="2.03">
      <iati-activity default-currency="\(currency)" xml:lang="fr"><iati-identifier>MA-1</iati-identifier>
      \(inner)
      </iati-activity>
      </iati-activities>
      """
    return try read(xml).activities.first
  }

  static func transaction(_ value: String, type: String = "3", date: String = "2026-03-15") -> String {
    """
    <transaction><transaction-type code="\(type)"/><transaction-date iso-date="\(date)"/>\(value)</transaction>
    """
  }

  /// `code element line` of everything passed over.
  static func skips(_ activity: IATIActivity?) -> [String] {
    activity?.skipped.map { "\($0.code) \($0.element) \($0.line)" } ?? []
  }
}
